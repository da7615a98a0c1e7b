import { Controller, Inject } from '@nestjs/common';
import type { Jurisdictions } from '../kernel/context.js';
import { type Day, dayAt } from '../kernel/day.js';
import { DayField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS } from '../kernel/roles.js';
import { dayOfSession, daysOfSessions } from '../kernel/sessions.js';
import type { Conduct, ServiceTerms } from '../kernel/workforce/conduct.js';
import { talliesAsOf } from '../kernel/workforce/grounds.js';
import { approvedLeave, type AskedLeave, type LeaveOutlook, leaveOutlook } from '../kernel/workforce/leave-outlook.js';
import { conductIn, type Service, type ServiceHistory, serviceOf } from '../kernel/workforce/service.js';
import type { Tally } from '../kernel/workforce/tally.js';
import { type Access, ownFor } from '../platform/auth/access.js';
import { JURISDICTIONS } from '../platform/auth/jurisdictions.js';
import { Clock } from '../platform/clock.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { reaches, type Scoped } from '../platform/read-store/reach.js';
import { type AsOf, ReadStore } from '../platform/read-store/read-store.js';

const READERS: Access = ownFor(['social-worker', ...POSTS, 'auditor']);

export class ServiceTallyQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly workerId: string;
  @DayField({
    optional: true,
    description: '截至日期，默认今天 / as of this day, today when not given',
    example: '2026-03-31',
  })
  declare readonly day?: Day;
}
export class LeavePreviewQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly workerId: string;
  @IdField({ path: true }) declare readonly requestId: string;
}

interface WorkerRow extends Scoped, ServiceTerms {
  readonly officeId: string;
}
interface RecordRow extends ServiceHistory {
  readonly terms: ServiceTerms | null;
}
interface RequestRow extends Scoped, AskedLeave {
  readonly status: string;
}

/** What one line of the rules comes to. */
interface Counter {
  readonly row: string;
  readonly rule: string;
  readonly days: number;
  readonly threshold: number;
  readonly policySet: string;
  readonly from: Day;
  readonly to: Day;
}
/** A worker's own account: what counts toward the end of the appointment, by the rules of the day. */
export interface ServiceTally {
  readonly workerId: string;
  readonly officeId: string;
  readonly terms: ServiceTerms;
  readonly day: Day;
  readonly counters: readonly Counter[];
  readonly sessions: Conduct['marks'];
  readonly asOf: AsOf;
}
/** What an approval would make of it (THR-6). */
export interface LeavePreview extends Pick<AskedLeave, 'requestId' | 'kind'>, LeaveOutlook {
  readonly workerId: string;
  readonly days: number;
  readonly counters: readonly (Counter & { readonly before: number })[];
  readonly asOf: AsOf;
}

const COUNTER = {
  ...{ row: 'APPOINTED_LEAVE_RUN', rule: 'THR-4', days: 20.5, threshold: 20 },
  ...{ policySet: 'fuzhou', from: '2026-03-02', to: '2026-03-27' },
};
const TALLY_EXAMPLE = {
  workerId: 'w-001',
  officeId: 'office-1',
  terms: { appointedOn: '2026-01-05', probationEnds: null },
  day: '2026-03-31',
  counters: [COUNTER],
  sessions: [{ session: '2026-03-09:AM', standing: 'PERSONAL' }],
};
const PREVIEW_EXAMPLE = {
  requestId: '0198a2b4-0000-7000-8000-000000000000',
  ...{ workerId: 'w-001', kind: 'PERSONAL', days: 0.5, counters: [{ ...COUNTER, before: 19.5 }] },
  ...{ ends: [], refusalReaches: [] },
  reaches: [{ ...COUNTER, reachedOn: '2026-03-27', sessions: [], stays: [] }],
};

const TALLY_LEEWAY: Leeway = { nullable: ['terms', 'terms.probationEnds'] };

@Controller('v1/social-workers/:workerId')
export class ServiceTallyQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    @Inject(JURISDICTIONS) private readonly jurisdictions: Pick<Jurisdictions, 'rulebookAsKnown'>,
  ) {}

  @GetQuery(
    'tally',
    ServiceTallyQuery,
    READERS,
    { zh: '一名社工的旷工、请假和住院计数', en: "A social worker's tally of absence, leave and hospital" },
    { example: TALLY_EXAMPLE, ...TALLY_LEEWAY },
  )
  async tally(@Queried() { query, principal }: Question<ServiceTallyQuery>): Promise<ServiceTally> {
    const worker = await this.workerOf(query.workerId, query);
    // Before anything else is looked up, so that one out of reach costs as much as one that is not there.
    if (!reaches(principal, worker)) throw notFound();
    const { service, asOf } = await this.serviceOf(worker, query);
    const day = query.day ?? dayAt(this.clock.now());
    const conduct = conductIn(service);
    const counters = talliesAsOf(conduct, await this.jurisdictions.rulebookAsKnown(worker.path), day).map(counterOf);
    const { workerId, officeId } = worker;
    return { workerId, officeId, terms: service.terms, day, counters, sessions: conduct.marks, asOf };
  }

  /** A dry run: what the counters would be, and which grounds there would be, if the request were approved as it stands (THR-6). */
  @GetQuery(
    'leave-requests/:requestId/preview',
    LeavePreviewQuery,
    POSTS,
    { zh: '审批请假前的提示', en: 'What approving a leave would lead to' },
    { example: PREVIEW_EXAMPLE },
  )
  async preview(@Queried() { query, principal }: Question<LeavePreviewQuery>): Promise<LeavePreview> {
    const { workerId, requestId } = query;
    const { row: request } = await this.rows.oneAsOf<RequestRow>('leave-ledger', requestId, query);
    if (!request || request.workerId !== workerId || !reaches(principal, request)) throw notFound();
    const worker = await this.workerOf(workerId, query);
    const { service, asOf } = await this.serviceOf(worker, query);
    const rules = await this.jurisdictions.rulebookAsKnown(worker.path);
    const { kind, sessions } = request;
    const after = { ...service, ...approvedLeave(service, request) };
    const last = sessions.at(-1);
    const lastDay = last === undefined ? '' : dayOfSession(last);
    const now = talliesAsOf(conductIn(service), rules, lastDay);
    const counters = talliesAsOf(conductIn(after), rules, lastDay).map((one) => ({
      ...counterOf(one),
      before: now.find(({ row }) => row === one.row)?.days ?? 0,
    }));
    const outlook = leaveOutlook(service, request, rules, this.clock.now());
    return { requestId, workerId, kind, days: daysOfSessions(sessions.length), counters, ...outlook, asOf };
  }

  private async workerOf(workerId: string, query: AfterQuery): Promise<WorkerRow> {
    const { row: worker } = await this.rows.oneAsOf<WorkerRow>('social-worker-roster', workerId, query);
    if (!worker) throw notFound();
    return worker;
  }

  private async serviceOf(worker: WorkerRow, query: AfterQuery): Promise<{ service: Service; asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<RecordRow>('service-records', worker.workerId, query);
    return { service: serviceOf(row, worker), asOf };
  }
}

const counterOf = ({ row: { row, rule }, days, threshold, policySet, from, to }: Tally): Counter => ({
  ...{ row, rule, days, threshold, policySet, from, to },
});
