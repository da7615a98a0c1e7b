import { Controller } from '@nestjs/common';
import { type Day, lastDayOfQuarter, type Quarter } from '../kernel/day.js';
import { IdField, QuarterField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS } from '../kernel/roles.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inReach, mayRead, type Scoped } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';

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

interface RecordRow extends Scoped {
  readonly quarter: Quarter;
  readonly appraisal: object | null;
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
  },
};
const MISSING_EXAMPLE = {
  workerId: 'w-001',
  officeId: 'office-1',
  path: ['city-1', 'county-1', 'office-1'],
  status: 'serving',
  appointedOn: '2025-09-01',
};

@Controller('v1')
export class AppraisalsQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    'social-workers/:workerId/appraisal-records/:quarter',
    AppraisalRecordQuery,
    ['social-worker', ...POSTS, 'auditor'],
    { zh: '社工季度考评档案', en: "A worker's appraisal record of a quarter" },
    { example: RECORD_EXAMPLE },
  )
  async record(@Queried() { query, principal }: Question<AppraisalRecordQuery>): Promise<RecordRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<RecordRow>(RECORDS, `${query.workerId}:${query.quarter}`, query);
    if (!row || !mayRead(principal, row)) throw notFound();
    return { ...row, asOf };
  }

  /** Who serves, was appointed by the end of the quarter, and has no appraisal of it. A page may hold less than its limit. */
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
      ...(office === undefined ? {} : { officeId: office }),
      status: 'serving',
      appointedOn: { $lte: lastDayOfQuarter(quarter) },
    };
    const records = await this.rows.asOf(RECORDS, page);
    const roster = await this.rows.page<RosterRow>({ view: ROSTER, filter, sort: { workerId: 1 }, ...page });
    const workers = roster.items.map(({ workerId }) => workerId);
    const appraised = new Set<string>();
    const written = { quarter, workerId: { $in: workers }, appraisal: { $ne: null } };
    for await (const { workerId } of this.rows.stream<RecordRow>(RECORDS, written)) appraised.add(workerId);
    const items = roster.items.filter(({ workerId }) => !appraised.has(workerId));
    return { items, next: roster.next, asOf: earlier(roster.asOf, records) };
  }
}

/** What two views together show: no more than the one that is further behind. */
const earlier = (one: AsOf, other: AsOf): AsOf => ({
  ...(one.position <= other.position ? one : other),
  stale: one.stale || other.stale,
});
