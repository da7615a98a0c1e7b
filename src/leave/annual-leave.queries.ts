import { Controller, Inject } from '@nestjs/common';
import type { Jurisdictions } from '../kernel/context.js';
import { type Day, dayAt, yearOf } from '../kernel/day.js';
import { IdField, PatternField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS } from '../kernel/roles.js';
import { dayOfSession, daysOfSessions, type Session } from '../kernel/sessions.js';
import { ownFor } from '../platform/auth/access.js';
import { JURISDICTIONS } from '../platform/auth/jurisdictions.js';
import { Clock } from '../platform/clock.js';
import { AfterQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { reaches, type Scoped } from '../platform/read-store/reach.js';
import { type AsOf, ReadStore } from '../platform/read-store/read-store.js';
import { entitledDays, withoutAnnualLeave, YEARS_LOOKED_BACK, yearsOfWork } from './domain/annual/annual-leave.js';

export class AnnualLeaveQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly workerId: string;
  @PatternField(/^\d{4}$/, { path: true, description: '年度 / year', example: '2026' }) declare readonly year: string;
}

interface WorkerRow extends Scoped {
  readonly probationEnds: Day | null;
  readonly entitlements: { readonly workSince: Day } | null;
}
interface LeaveRow {
  readonly status: string;
  readonly sessions: readonly Session[];
}
interface AppraisedRow {
  readonly year: string;
  readonly grade: string | null;
}
/** A year's annual leave of a worker, in days: what it comes to, and what of it is spoken for. */
export interface AnnualLeaveBalance {
  readonly workerId: string;
  readonly year: string;
  /** Whole years of work on the day that it is told as of: today, or the day of the year that is nearest to it. */
  readonly on: Day;
  readonly years: number;
  readonly entitled: number;
  readonly granted: number;
  /** Asked for and not decided on yet. */
  readonly pending: number;
  readonly balance: number;
  /** Why there is none on that day, whatever is left; null where there is. */
  readonly withheld: string | null;
  readonly asOf: AsOf;
}

/** Of requests that are open or granted the sessions are spoken for (LEV-9). */
const OPEN = ['provisional', 'pending', 'returned'];
const EXAMPLE = {
  ...{ workerId: 'w-001', year: '2026', on: '2026-03-09', years: 5, entitled: 5 },
  ...{ granted: 1.5, pending: 1, balance: 2.5, withheld: null },
};

@Controller('v1/social-workers/:workerId/annual-leave')
export class AnnualLeaveQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    @Inject(JURISDICTIONS) private readonly jurisdictions: Pick<Jurisdictions, 'rulebookAsKnown'>,
  ) {}

  @GetQuery(
    ':year',
    AnnualLeaveQuery,
    ownFor(['social-worker', ...POSTS, 'auditor']),
    { zh: '年休假余额', en: 'What is left of a year of annual leave' },
    { example: EXAMPLE, nullable: ['withheld'] },
  )
  async balance(@Queried() { query, principal }: Question<AnnualLeaveQuery>): Promise<AnnualLeaveBalance> {
    const { workerId, year } = query;
    const { row: worker } = await this.rows.oneAsOf<WorkerRow>('social-worker-roster', workerId, query);
    if (!worker || !reaches(principal, worker)) throw notFound();
    const asOf = await this.rows.asOf('leave-ledger', query);
    const on = nearest(year, dayAt(this.clock.now()));
    const { annual } = (await this.jurisdictions.rulebookAsKnown(worker.path)).policyOn(on).rules.leave;
    const workSince = worker.entitlements?.workSince ?? null;
    const grade = await this.lastGrade(workerId, on);
    const years = workSince === null ? 0 : Math.max(0, yearsOfWork(workSince, on));
    const entitled = workSince === null ? 0 : entitledDays(years, annual.tiers);
    const { granted, pending } = await this.spokenFor(workerId, year);
    const none = withoutAnnualLeave({ probationEnds: worker.probationEnds, workSince, grade }, on, annual);
    return {
      ...{ workerId, year, on, years, entitled, granted, pending },
      balance: Math.max(0, entitled - granted - pending),
      withheld: none ?? (entitled === 0 ? 'LEAVE_ANNUAL_NOT_ENTITLED' : null),
      asOf,
    };
  }

  private async spokenFor(workerId: string, year: string): Promise<{ granted: number; pending: number }> {
    const days = { granted: 0, pending: 0 };
    const filter = { workerId, kind: 'ANNUAL', status: { $in: ['approved', ...OPEN] } };
    for (const { status, sessions } of await this.rows.few<LeaveRow>('leave-ledger', filter)) {
      const within = sessions.filter((session) => dayOfSession(session).startsWith(year));
      days[status === 'approved' ? 'granted' : 'pending'] += daysOfSessions(within.length);
    }
    return days;
  }

  /** The grade that stands of the last annual appraisal with one, as far back as a decision looks. */
  private async lastGrade(workerId: string, on: Day): Promise<string | null> {
    const years = YEARS_LOOKED_BACK.map((back) => String(yearOf(on) - back));
    const filter = { workerId, year: { $in: years }, grade: { $ne: null } };
    const graded = await this.rows.few<AppraisedRow>('annual-appraisals', filter);
    return graded.sort((one, other) => (one.year < other.year ? 1 : -1))[0]?.grade ?? null;
  }
}

const nearest = (year: string, today: Day): Day => {
  if (today < `${year}-01-01`) return `${year}-01-01`;
  return today > `${year}-12-31` ? `${year}-12-31` : today;
};
