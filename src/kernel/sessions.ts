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
