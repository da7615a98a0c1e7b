import { Controller } from '@nestjs/common';
import { ChoiceField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { mayRead, ownInReach, type Scoped } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';

const ROSTER = 'social-worker-roster';
const STATUSES = ['serving', 'left'] as const;
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor', 'administrator'];

export class SocialWorkersQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'serving' })
  declare readonly status?: (typeof STATUSES)[number];
}

export class SocialWorkerQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly workerId: string;
}

interface RosterRow extends Scoped {
  readonly officeId: string;
  readonly status: string;
}

const EXAMPLE = {
  workerId: 'w-001',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  name: '王晓梅',
  phone: '0591-12345678',
  status: 'serving',
  appointedOn: '2026-01-05',
  probationUntil: '2026-04-04',
  since: '2026-01-05',
  leftOn: null,
};

@Controller('v1/social-workers')
export class SocialWorkersQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery('', SocialWorkersQuery, READERS, { zh: '社工名册', en: 'Roster of social workers' }, { example: EXAMPLE })
  roster(@Queried() { query, principal }: Question<SocialWorkersQuery>): Promise<Page<RosterRow>> {
    const { office, status, ...page } = query;
    const filter = {
      ...ownInReach(principal),
      ...(office === undefined ? {} : { officeId: office }),
      ...(status === undefined ? {} : { status }),
    };
    return this.rows.page<RosterRow>({ view: ROSTER, filter, sort: { workerId: 1 }, ...page });
  }

  @GetQuery(':workerId', SocialWorkerQuery, READERS, { zh: '一名社工', en: 'One social worker' }, { example: EXAMPLE })
  async one(@Queried() { query, principal }: Question<SocialWorkerQuery>): Promise<RosterRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<RosterRow>(ROSTER, query.workerId, query);
    if (!row || !mayRead(principal, row)) throw notFound();
    return { ...row, asOf };
  }
}
