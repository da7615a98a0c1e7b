import { Controller } from '@nestjs/common';
import { ChoiceField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { type Access, ownFor } from '../platform/auth/access.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inOffice, inReach, reaches, type Scoped } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';

const CASES = 'dismissal-cases';
const STATUSES = ['open', 'withdrawn', 'decided'] as const;
/** The worker's own, and those who know of it, decide or watch. */
const READERS: Access = ownFor([
  'social-worker',
  'office-head',
  'deputy-director',
  'director',
  'city-officer',
  'auditor',
]);

export class DismissalCasesQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-1' }) declare readonly office?: string;
  @IdField({ optional: true, description: '社工 / social worker', example: 'w-001' })
  declare readonly worker?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'open' })
  declare readonly status?: (typeof STATUSES)[number];
}
export class DismissalCaseQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly caseId: string;
}

interface CaseRow extends Scoped {
  readonly caseId: string;
  readonly officeId: string;
  readonly status: string;
  readonly gravity: number;
  readonly openedAt: string;
}

const EXAMPLE = {
  caseId: '0198a2b4-0000-7000-8000-000000000000',
  workerId: 'w-001',
  officeId: 'office-1',
  path: ['city-1', 'county-1', 'office-1'],
  status: 'open',
  gravity: 1,
  openedAt: '2026-03-11T10:00:00.000Z',
  grounds: [
    {
      row: 'PROBATION_ABSENCE_RUN',
      rule: 'THR-1',
      policySet: 'fuzhou',
      threshold: 3,
      days: 3,
      reachedOn: '2026-03-11',
      from: '2026-03-09',
      to: '2026-03-11',
      sessions: [
        { session: '2026-03-09:AM', standing: 'ABSENT' },
        { session: '2026-03-09:PM', standing: 'ABSENT' },
      ],
      stays: [],
    },
  ],
  history: [{ what: 'opened', at: '2026-03-11T10:00:00.000Z', added: ['PROBATION_ABSENCE_RUN'], gone: [] }],
  withdrawnBecause: null,
  decision: null,
};

const LEEWAY: Leeway = { nullable: ['withdrawnBecause', 'decision'] };

@Controller('v1/dismissal-cases')
export class DismissalsQueries {
  constructor(private readonly rows: ReadStore) {}

  /** The gravest first: by the gravest of their grounds, then the oldest. */
  @GetQuery(
    '',
    DismissalCasesQuery,
    READERS,
    { zh: '辞退案件', en: 'Dismissal cases' },
    { example: EXAMPLE, ...LEEWAY },
  )
  all(@Queried() { query, principal }: Question<DismissalCasesQuery>): Promise<Page<CaseRow>> {
    const { office, worker, status, ...page } = query;
    const asked = {
      ...inOffice(principal, office),
      ...(worker === undefined ? {} : { workerId: worker }),
      ...(status === undefined ? {} : { status }),
    };
    const filter = { $and: [inReach(principal), asked] };
    return this.rows.page<CaseRow>({ view: CASES, filter, sort: { gravity: 1, openedAt: 1 }, ...page });
  }

  @GetQuery(
    ':caseId',
    DismissalCaseQuery,
    READERS,
    { zh: '一件辞退案件', en: 'One dismissal case' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<DismissalCaseQuery>): Promise<CaseRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<CaseRow>(CASES, query.caseId, query);
    if (!row || !reaches(principal, row)) throw notFound();
    return { ...row, asOf };
  }
}
