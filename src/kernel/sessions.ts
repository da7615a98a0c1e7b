import { addDays, type Day } from './day.js';
import type { WorkCalendar } from './work-calendar.js';

/** The half-days of the office's schedule (RULE-4): the smallest unit of attendance, absence and leave. */
export const HALVES = ['AM', 'PM'] as const;
export type Half = (typeof HALVES)[number];

/** One half-day, written `2026-03-09:AM`; sorts in time as text. */
export type Session = `${Day}:${Half}`;

export const sessionOf = (day: Day, half: Half): Session => `${day}:${half}`;
export const dayOfSession = (session: Session): Day => session.slice(0, 10);
export const halfOfSession = (session: Session): Half => session.slice(11) as Half;

/** Days of a number of sessions: one session is 0.5 (RULE-4). */
export const daysOfSessions = (sessions: number): number => sessions / 2;

/** The sessions on working days from one session to another, both included. Refuses a year without a calendar (RULE-3). */
export const workingSessions = (calendar: WorkCalendar, from: Session, to: Session): Session[] => {
  const sessions: Session[] = [];
  const last = dayOfSession(to);
  // Day by day: a period of thousands of years is refused at its first year without a calendar, before the rest is looked at.
  for (let day = dayOfSession(from); day <= last; day = addDays(day, 1))
    if (calendar.isWorkingDay(day)) sessions.push(...HALVES.map((half) => sessionOf(day, half)));
  return sessions.filter((session) => session >= from && session <= to);
};

/** Whether no session is worked between two, the earlier first: days off part nothing (RULE-5). Both are on working days. */
export const adjoin = (calendar: WorkCalendar, earlier: Session, later: Session): boolean => {
  const [from, to] = [dayOfSession(earlier), dayOfSession(later)];
  if (from === to) return true;
  if (halfOfSession(earlier) === 'AM' || halfOfSession(later) === 'PM') return false;
  for (let day = addDays(from, 1); day < to; day = addDays(day, 1)) if (calendar.isWorkingDay(day)) return false;
  return true;
};

/** Sessions in order, parted wherever one was worked between two of them: the runs that RULE-5 and RULE-9 speak of. */
export const runsOf = (calendar: WorkCalendar, sessions: readonly Session[]): Session[][] => {
  const runs: Session[][] = [];
  let last: Session | undefined;
  for (const session of sessions) {
    if (last !== undefined && adjoin(calendar, last, session)) runs.at(-1)?.push(session);
    else runs.push([session]);
    last = session;
  }
  return runs;
};
