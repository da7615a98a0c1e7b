import type { Context } from '../../kernel/context.js';
import { type Day, type Instant, instantOf } from '../../kernel/day.js';
import {
  dayOfSession,
  daysOfSessions,
  HALVES,
  type Half,
  halfOfSession,
  type Session,
  sessionOf,
} from '../../kernel/sessions.js';
import type { AbsenceGround, AbsenceLogged, LeaveSessionWorked } from './events.js';
import { reject } from './rejections.js';

/** Opening of one session of the office's schedule (RULE-4). */
export const hoursOf = (session: Session, context: Context): { start: Instant; end: Instant } => {
  const { start, end } = context.policy.rules.schedule[halfOfSession(session)];
  const day = dayOfSession(session);
  return { start: instantOf(day, start), end: instantOf(day, end) };
};

/** Whether the worker served on a day: appointed by then, and not gone before it. */
export const serves = (day: Day, { references: { worker } }: Context): boolean => {
  if (!worker) return false;
  const { appointedOn, leftOn } = worker.facts;
  const left = worker.status !== 'serving' && (typeof leftOn !== 'string' || day > leftOn);
  return !left && (typeof appointedOn !== 'string' || day >= appointedOn);
};

/** Refuses a day on which the worker does not serve. */
export const serving = (day: Day, context: Context): void => {
  if (!serves(day, context)) throw reject('WORKER_NOT_SERVING', { day });
};

/** The working sessions of a day in order; refuses a day off, and a year without a calendar (RULE-3). */
export const sessionsOfDay = (day: Day, context: Context): Session[] => {
  if (!context.calendar.isWorkingDay(day)) throw reject('NOT_A_WORKING_DAY', { day });
  return HALVES.map((half: Half) => sessionOf(day, half));
};

/** The session that a check-in of now is for: the first of the day that is not over, its last moment included. */
export const sessionNow = (context: Context): Session => {
  const session = sessionsOfDay(context.today, context).find((one) => context.now <= hoursOf(one, context).end);
  if (!session) throw reject('NO_SESSION');
  return session;
};

/** Whole minutes from one instant to a later one; 0 when it is not later. */
export const minutesBetween = (from: Instant, to: Instant): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));

export interface OfWorker {
  readonly workerId: string;
  readonly officeId: string;
}

/** The worker and the office that keeps the record: what every fact says. */
export const named = (command: { workerId: string }, context: Context): OfWorker => ({
  workerId: command.workerId,
  officeId: context.jurisdiction.at(-1) ?? '',
});

/** A session becomes an unauthorised absence (ATT-3). */
export const absence = (
  of: OfWorker & { readonly session: Session },
  ground: AbsenceGround,
  remark?: string,
): AbsenceLogged => ({
  type: 'AbsenceLogged',
  data: { ...of, ground, days: daysOfSessions(1), ...(remark === undefined ? {} : { remark }) },
});

/** The worker came to a session that leave covers. */
export const sessionWorked = (
  of: OfWorker & { readonly session: Session },
  requestId: string,
  kind: string | undefined,
): LeaveSessionWorked => ({
  type: 'LeaveSessionWorked',
  data: { ...of, requestId, ...(kind === undefined ? {} : { kind }) },
});
