import { Controller, Inject } from '@nestjs/common';
import type { Jurisdictions } from '../kernel/context.js';
import type { Instant } from '../kernel/day.js';
import { hands, POSTS } from '../kernel/roles.js';
import type { ServiceTerms } from '../kernel/workforce/conduct.js';
import { type AskedLeave, type LeaveOutlook, leaveOutlook } from '../kernel/workforce/leave-outlook.js';
import { type ServiceHistory, serviceOf } from '../kernel/workforce/service.js';
import type { Rulebook } from '../kernel/workforce/tally.js';
import { JURISDICTIONS } from '../platform/auth/jurisdictions.js';
import { Clock } from '../platform/clock.js';
import { PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inReach, type Scoped } from '../platform/read-store/reach.js';
import { type Page, ReadStore } from '../platform/read-store/read-store.js';
import { REQUEST_EXAMPLE } from './leave.queries.js';

const RECORDS = 'service-records';

export class LeaveInboxQuery extends PageQuery {}

interface WaitingRow extends Scoped, AskedLeave {
  readonly awaiting: string;
  readonly awaitingSince: Instant;
}
/** A request with what deciding on it would lead to; null of a worker whom the roster does not show yet. */
export interface InboxEntry extends WaitingRow {
  readonly outlook: LeaveOutlook | null;
}
interface WorkerRow extends ServiceTerms {
  readonly workerId: string;
}
interface RecordRow extends ServiceHistory {
  readonly workerId: string;
  readonly terms: ServiceTerms | null;
}

const INBOX_EXAMPLE = {
  ...REQUEST_EXAMPLE,
  awaiting: 'deputy-director',
  awaitingSince: '2026-03-09T01:00:00.000Z',
  outlook: {
    reaches: [
      {
        ...{ row: 'APPOINTED_LEAVE_YEAR', rule: 'THR-4', policySet: 'fuzhou', threshold: 30, days: 30 },
        ...{ from: '2025-03-12', to: '2026-03-11', reachedOn: '2026-03-11', sessions: [], stays: [] },
      },
    ],
    ends: [],
    refusalReaches: [],
  },
};

@Controller('v1/leave-requests')
export class LeaveInboxQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    @Inject(JURISDICTIONS) private readonly jurisdictions: Pick<Jurisdictions, 'rulebookAsKnown'>,
  ) {}

  /** With each request what an approval or a refusal would lead to, so that nobody decides without having been told (THR-6). */
  @GetQuery(
    'inbox',
    LeaveInboxQuery,
    POSTS,
    { zh: '待我审批的请假', en: 'Leave that waits for my decision' },
    { example: INBOX_EXAMPLE, nullable: ['outlook'] },
  )
  async inbox(@Queried() { query, principal }: Question<LeaveInboxQuery>): Promise<Page<InboxEntry>> {
    // Nobody decides on their own leave, so it waits for somebody else (LEV-10).
    const filter = { ...inReach(principal), awaiting: principal.role, workerId: { $nin: [...hands(principal)] } };
    const sort = { awaitingSince: 1 } as const;
    const page = await this.rows.page<WaitingRow>({ view: 'leave-inbox', filter, sort, ...query });
    const outlookOf = await this.outlooks(page.items);
    const told = await this.rows.asOf(RECORDS, query);
    const items: InboxEntry[] = [];
    for (const row of page.items) items.push({ ...row, outlook: await outlookOf(row) });
    return { ...page, items, asOf: { ...page.asOf, stale: page.asOf.stale || told.stale } };
  }

  /** All that is needed for a page is looked up at once, however many requests are on it. */
  private async outlooks(waiting: readonly WaitingRow[]): Promise<(row: WaitingRow) => Promise<LeaveOutlook | null>> {
    const of = { workerId: { $in: [...new Set(waiting.map(({ workerId }) => workerId))] } };
    const workers = byWorker(await this.rows.few<WorkerRow>('social-worker-roster', of));
    const records = byWorker(await this.rows.few<RecordRow>(RECORDS, of));
    const rules = new Map<string, Rulebook>();
    return async (row) => {
      const worker = workers.get(row.workerId);
      if (!worker) return null;
      const unit = row.path.join('/');
      const rulebook = rules.get(unit) ?? (await this.jurisdictions.rulebookAsKnown(row.path));
      rules.set(unit, rulebook);
      return leaveOutlook(serviceOf(records.get(row.workerId), worker), row, rulebook, this.clock.now());
    };
  }
}

const byWorker = <Row extends { readonly workerId: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.workerId, row]));
