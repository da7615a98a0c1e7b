import { Controller, Inject } from '@nestjs/common';
import type { Jurisdictions } from '../kernel/context.js';
import { type Day, dayAt, firstDayOfQuarter, lastDayOfQuarter, type Quarter } from '../kernel/day.js';
import { ChoiceField, IdField, QuarterField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS } from '../kernel/roles.js';
import { ownFor } from '../platform/auth/access.js';
import { JURISDICTIONS } from '../platform/auth/jurisdictions.js';
import { Clock } from '../platform/clock.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inOffice, inReach, reaches, type Scoped } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { openingOf } from './domain/service-in-quarter.js';

const RECORDS = 'appraisal-record';
const ROSTER = 'social-worker-roster';

export class AppraisalRecordQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly workerId: string;
  @QuarterField({ path: true, description: '季度 / quarter', example: '2026Q1' }) declare readonly quarter: Quarter;
}

export class MissingAppraisalsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-1' }) declare readonly office?: string;
  @QuarterField({ description: '季度 / quarter', example: '2026Q1' }) declare readonly quarter: Quarter;
}

const STATUSES = ['recorded', 'returned', 'passed'] as const;
type Status = (typeof STATUSES)[number];

export class AppraisalsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-1' }) declare readonly office?: string;
  @QuarterField({ optional: true, description: '季度 / quarter', example: '2026Q1' })
  declare readonly quarter?: Quarter;
  @ChoiceField(STATUSES, { optional: true, description: '待检查、已退回、已通过 / status', example: 'recorded' })
  declare readonly status?: Status;
}

interface RecordRow extends Scoped {
  readonly quarter: Quarter;
  readonly appraisal: { readonly status: Status } | null;
}
interface RosterRow extends Scoped {
  readonly officeId: string;
  readonly status: string;
  readonly appointedOn: Day;
}

const RECORD_EXAMPLE = {
  workerId: 'w-001',
  officeId: 'office-1',
  path: ['city-1', 'county-1', 'office-1'],
  quarter: '2026Q1',
  sessions: [{ session: '2026-03-10:AM', leave: 'SICK' }],
  daysAttended: 58.5,
  lateCount: 2,
  lateMinutes: 31,
  earlyCount: 0,
  earlyMinutes: 0,
  absenceSessions: 1,
  absenceDays: 0.5,
  leaveDays: { SICK: 1 },
  reportsReceived: 96,
  incidentsHandled: 1,
  incidents: ['incident-1'],
  appraisal: {
    duties: '按时完成走访和谈话',
    documents: '记录完整，无差错',
    discipline: '遵守考勤制度',
    afterQuarterEnd: false,
    by: 'o-001',
    at: '2026-03-30T02:00:00.000Z',
    version: 1,
    status: 'passed',
    inspections: [{ version: 1, outcome: 'passed', text: '符合要求', by: 'o-003', at: '2026-04-08T02:00:00.000Z' }],
    earlier: [],
  },
};
const MISSING_EXAMPLE = {
  workerId: 'w-001',
  officeId: 'office-1',
  path: ['city-1', 'county-1', 'office-1'],
  status: 'serving',
  appointedOn: '2025-09-01',
};

const RECORD_LEEWAY: Leeway = {
  nullable: ['appraisal', 'appraisal.inspections.text'],
  optional: ['sessions.leave'],
  maps: ['leaveDays'],
};

@Controller('v1')
export class AppraisalsQueries {
  constructor(
    private readonly rows: ReadStore,
    @Inject(JURISDICTIONS) private readonly jurisdictions: Pick<Jurisdictions, 'policyOn'>,
    private readonly clock: Clock,
  ) {}

  @GetQuery(
    'social-workers/:workerId/appraisal-records/:quarter',
    AppraisalRecordQuery,
    ownFor(['social-worker', ...POSTS, 'auditor']),
    { zh: '社工季度考评档案', en: "A worker's appraisal record of a quarter" },
    { example: RECORD_EXAMPLE, ...RECORD_LEEWAY },
  )
  async record(@Queried() { query, principal }: Question<AppraisalRecordQuery>): Promise<RecordRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<RecordRow>(RECORDS, `${query.workerId}:${query.quarter}`, query);
    if (!row || !reaches(principal, row)) throw notFound();
    return { ...row, asOf };
  }

  /** What the county inspects (APP-2): appraisals that were written, whatever became of them. */
  @GetQuery(
    'appraisals/quarterly',
    AppraisalsQuery,
    ownFor(['social-worker', ...POSTS, 'auditor']),
    { zh: '季度考评', en: 'Quarterly appraisals' },
    { example: RECORD_EXAMPLE, ...RECORD_LEEWAY },
  )
  written(@Queried() { query, principal }: Question<AppraisalsQuery>): Promise<Page<RecordRow>> {
    const { office, quarter, status, ...page } = query;
    const filter = {
      ...inReach(principal),
      ...inOffice(principal, office),
      ...(quarter === undefined ? {} : { quarter }),
      'appraisal.status': status ?? { $in: [...STATUSES] },
    };
    return this.rows.page<RecordRow>({ view: RECORDS, filter, sort: { quarter: -1, workerId: 1 }, ...page });
  }

  /**
   * Who served on a day of a quarter whose appraisal is open, and has none of it, or one that was returned. A page may hold less
   * than its limit.
   */
  @GetQuery(
    'appraisals/missing',
    MissingAppraisalsQuery,
    [...POSTS, 'auditor'],
    { zh: '尚缺的季度考评', en: 'Missing quarterly appraisals' },
    { example: MISSING_EXAMPLE },
  )
  async missing(@Queried() { query, principal }: Question<MissingAppraisalsQuery>): Promise<Page<RosterRow>> {
    const { office, quarter, ...page } = query;
    const filter = {
      ...inReach(principal),
      ...inOffice(principal, office),
      appointedOn: { $lte: lastDayOfQuarter(quarter) },
      $or: [{ leftOn: null }, { leftOn: { $gte: firstDayOfQuarter(quarter) } }],
    };
    const records = await this.rows.asOf(RECORDS, page);
    const roster = await this.rows.page<RosterRow>({ view: ROSTER, filter, sort: { workerId: 1 }, ...page });
    const workers = roster.items.map(({ workerId }) => workerId);
    const appraised = new Set<string>();
    const written = { quarter, workerId: { $in: workers }, 'appraisal.status': { $in: ['recorded', 'passed'] } };
    for await (const { workerId } of this.rows.stream<RecordRow>(RECORDS, written)) appraised.add(workerId);
    const due: RosterRow[] = [];
    for (const row of roster.items)
      if (!appraised.has(row.workerId) && (await this.isOpen(quarter, row.path))) due.push(row);
    return { items: due, next: roster.next, asOf: earlier(roster.asOf, records) };
  }

  /** Whether a quarter may be appraised by now, as policy says it where the worker belongs. */
  private async isOpen(quarter: Quarter, path: readonly string[]): Promise<boolean> {
    const today = dayAt(this.clock.now());
    const { rules } = await this.jurisdictions.policyOn(today, path);
    return today >= openingOf(quarter, rules);
  }
}

/** What two views together show: no more than the one that is further behind. */
const earlier = (one: AsOf, other: AsOf): AsOf => ({
  ...(one.position <= other.position ? one : other),
  stale: one.stale || other.stale,
});
