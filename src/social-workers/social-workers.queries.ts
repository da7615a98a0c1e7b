import { Controller } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import { ChoiceField, DayField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS } from '../kernel/roles.js';
import { type Access, ownFor } from '../platform/auth/access.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inOffice, inReach, reaches, type Scoped } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';

const ROSTER = 'social-worker-roster';
const STATUSES = ['serving', 'left'] as const;
const READERS: Access = ownFor(['social-worker', ...POSTS, 'auditor', 'administrator']);

export class SocialWorkersQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'serving' })
  declare readonly status?: (typeof STATUSES)[number];
  @DayField({
    optional: true,
    description: '至该日试用期届满而未转正 / probation over by this day and not confirmed',
    example: '2026-04-30',
  })
  declare readonly confirmationDueBy?: Day;
  @DayField({
    optional: true,
    description: '至该日合同到期 / in service on a contract that ends by this day',
    example: '2026-12-31',
  })
  declare readonly contractEndsBy?: Day;
}

export class SocialWorkerQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly workerId: string;
}

interface RosterRow extends Scoped {
  readonly officeId: string;
  readonly status: string;
}

const OFFICE_PATH = ['city-fuzhou', 'county-minhou', 'office-cangshan'];
const EXAMPLE = {
  workerId: 'w-001',
  officeId: 'office-cangshan',
  path: OFFICE_PATH,
  name: '王晓梅',
  phone: '0591-12345678',
  status: 'serving',
  appointedOn: '2026-01-05',
  probationUntil: '2026-04-04',
  probationEnds: '2026-04-04',
  confirmedOn: '2026-04-05',
  confirmationDue: null,
  undertakingSignedOn: '2026-01-05',
  contracts: [{ contractNumber: '闽侯社聘〔2026〕1号', from: '2026-01-05', until: '2029-01-04' }],
  contractUntil: '2029-01-04',
  entitlements: {
    payGrade: '三级二档',
    insurances: ['PENSION', 'MEDICAL'],
    workSince: '2021-07-01',
    from: '2026-01-05',
  },
  postings: [{ officeId: 'office-cangshan', path: OFFICE_PATH, from: '2026-01-05', to: null }],
  resignation: null,
  since: '2026-01-05',
  leftOn: null,
  departure: null,
  applicationId: null,
};

const LEEWAY: Leeway = {
  nullable: [
    'phone',
    'probationUntil',
    'probationEnds',
    'confirmedOn',
    'confirmationDue',
    'undertakingSignedOn',
    'contracts.until',
    'contractUntil',
    'entitlements',
    'postings.to',
    'resignation',
    'leftOn',
    'departure',
    'applicationId',
  ],
};

@Controller('v1/social-workers')
export class SocialWorkersQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    '',
    SocialWorkersQuery,
    READERS,
    { zh: '社工名册', en: 'Roster of social workers' },
    { example: EXAMPLE, ...LEEWAY },
  )
  roster(@Queried() { query, principal }: Question<SocialWorkersQuery>): Promise<Page<RosterRow>> {
    const { office, status, confirmationDueBy, contractEndsBy, ...page } = query;
    const filter = {
      ...inReach(principal),
      ...inOffice(principal, office),
      ...(status === undefined ? {} : { status }),
      ...(confirmationDueBy === undefined ? {} : { confirmationDue: { $ne: null, $lte: confirmationDueBy } }),
      ...(contractEndsBy === undefined
        ? {}
        : { status: 'serving', contractUntil: { $ne: null, $lte: contractEndsBy } }),
    };
    return this.rows.page<RosterRow>({ view: ROSTER, filter, sort: { workerId: 1 }, ...page });
  }

  @GetQuery(
    ':workerId',
    SocialWorkerQuery,
    READERS,
    { zh: '一名社工', en: 'One social worker' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<SocialWorkerQuery>): Promise<RosterRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<RosterRow>(ROSTER, query.workerId, query);
    if (!row || !reaches(principal, row)) throw notFound();
    return { ...row, asOf };
  }
}
