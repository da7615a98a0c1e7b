import { Controller, Inject } from '@nestjs/common';
import type { Jurisdictions } from '../kernel/context.js';
import { type Day, dayAt, type Instant, instantOf } from '../kernel/day.js';
import { DayField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { dayOfSession, daysOfSessions, halfOfSession, type Session } from '../kernel/sessions.js';
import {
  type Conduct,
  conductOf,
  NO_SERVICE,
  type ServiceFacts,
  type ServiceTerms,
  withSessions,
} from '../kernel/workforce/conduct.js';
import type { GroundRow } from '../kernel/workforce/ground-rows.js';
import { type Ground, groundsOf, talliesAsOf } from '../kernel/workforce/grounds.js';
import type { LeaveKind } from '../kernel/workforce/leave-rules.js';
import type { Rulebook, Tally } from '../kernel/workforce/tally.js';
import { JURISDICTIONS } from '../platform/auth/jurisdictions.js';
import { Clock } from '../platform/clock.js';
import { AfterQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { mayRead, type Scoped } from '../platform/read-store/reach.js';
import { type AsOf, ReadStore } from '../platform/read-store/read-store.js';

const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

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
interface RecordRow extends ServiceFacts {
  readonly terms: ServiceTerms | null;
}
/** What is known of a worker's service; who has no record yet has nothing in it. */
interface Service {
  readonly facts: ServiceFacts;
  readonly terms: ServiceTerms;
  readonly asOf: AsOf;
}
interface RequestRow extends Scoped {
  readonly requestId: string;
  readonly kind: LeaveKind;
  readonly sessions: readonly Session[];
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
export interface LeavePreview {
  readonly requestId: string;
  readonly workerId: string;
  readonly kind: LeaveKind;
  readonly days: number;
  readonly counters: readonly (Counter & { readonly before: number })[];
  /** Grounds that there would be, and are not now; and rows of grounds that would go, as the leave explains absences. */
  readonly reaches: readonly Ground[];
  readonly ends: readonly GroundRow[];
  /** Grounds that a refusal would lead to: of leave taken on notice by word, what is over becomes absence (LEV-6). */
  readonly refusalReaches: readonly Ground[];
  readonly asOf: AsOf;
}

const COUNTER = {
  ...{ row: 'APPOINTED_LEAVE_RUN', rule: 'THR-4', days: 20, threshold: 20 },
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

@Controller('v1/social-workers/:workerId')
export class ServiceTallyQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    @Inject(JURISDICTIONS) private readonly jurisdictions: Pick<Jurisdictions, 'policies' | 'calendar'>,
  ) {}

  @GetQuery(
    'tally',
    ServiceTallyQuery,
    READERS,
    { zh: '一名社工的旷工、请假和住院计数', en: "A social worker's tally of absence, leave and hospital" },
    { example: TALLY_EXAMPLE },
  )
  async tally(@Queried() { query, principal }: Question<ServiceTallyQuery>): Promise<ServiceTally> {
    const worker = await this.workerOf(query.workerId, query);
    // Before anything else is looked up, so that one out of reach costs as much as one that is not there.
    if (!mayRead(principal, worker)) throw notFound();
    const { facts, terms, asOf } = await this.serviceOf(worker, query);
    const day = query.day ?? dayAt(this.clock.now());
    const conduct = conductOf(terms, facts);
    const counters = talliesAsOf(conduct, await this.rulesFor(worker), day).map(counterOf);
    const { workerId, officeId } = worker;
    return { workerId, officeId, terms, day, counters, sessions: conduct.marks, asOf };
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
    if (!request || request.workerId !== workerId || !mayRead(principal, request)) throw notFound();
    const worker = await this.workerOf(workerId, query);
    const { facts, terms, asOf } = await this.serviceOf(worker, query);
    const rules = await this.rulesFor(worker);
    const { kind, sessions } = request;
    const before = conductOf(terms, facts);
    const after = conductOf(terms, withSessions(facts, sessions, { change: 'LEAVE', requestId, kind }));
    const last = (sessions.at(-1) ?? '').slice(0, 10);
    const now = talliesAsOf(before, rules, last);
    const counters = talliesAsOf(after, rules, last).map((one) => ({
      ...counterOf(one),
      before: now.find(({ row }) => row === one.row)?.days ?? 0,
    }));
    const [is, would] = [groundsOf(before, rules), groundsOf(after, rules)];
    const without = groundsOf(conductOf(terms, refused(facts, request, rules, this.clock.now())), rules);
    const told = { reaches: beyond(would, is), ends: beyond(is, would).map(({ row }) => row) };
    const days = daysOfSessions(sessions.length);
    return { requestId, workerId, kind, days, counters, ...told, refusalReaches: beyond(without, is), asOf };
  }

  private async workerOf(workerId: string, query: AfterQuery): Promise<WorkerRow> {
    const { row: worker } = await this.rows.oneAsOf<WorkerRow>('social-worker-roster', workerId, query);
    if (!worker) throw notFound();
    return worker;
  }

  private async serviceOf({ workerId, appointedOn, probationEnds }: WorkerRow, query: AfterQuery): Promise<Service> {
    const { row, asOf } = await this.rows.oneAsOf<RecordRow>('service-records', workerId, query);
    return { facts: row ?? NO_SERVICE, terms: row?.terms ?? { appointedOn, probationEnds }, asOf };
  }

  private async rulesFor({ path }: Scoped): Promise<Rulebook> {
    return { calendar: await this.jurisdictions.calendar(), policyOn: await this.jurisdictions.policies(path) };
  }
}

/** Grounds of rows that there are none of among others. */
const beyond = (grounds: readonly Ground[], others: readonly Ground[]): Ground[] =>
  grounds.filter(({ row }) => !others.some((one) => one.row === row));

/** As if the request were refused: what it covers is owed again, and what is over of it and nobody came to is an absence. */
const refused = (facts: ServiceFacts, { requestId }: RequestRow, rules: Rulebook, now: Instant): ServiceFacts => {
  const covered = (Object.keys(facts.sessions) as Session[]).filter(
    (session) => facts.sessions[session]?.leave?.requestId === requestId,
  );
  const over = covered.filter((session) => {
    const { end } = rules.policyOn(dayOfSession(session)).rules.schedule[halfOfSession(session)];
    return !facts.sessions[session]?.worked && instantOf(dayOfSession(session), end) < now;
  });
  const released = withSessions(facts, covered, { change: 'LEAVE_RELEASED', requestId });
  return withSessions(released, over, { change: 'ABSENT' });
};

const counterOf = ({ row: { row, rule }, days, threshold, policySet, from, to }: Tally): Counter => ({
  ...{ row, rule, days, threshold, policySet, from, to },
});
