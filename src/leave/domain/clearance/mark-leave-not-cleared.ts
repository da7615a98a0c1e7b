import type { Context } from '../../../kernel/context.js';
import { type Day, yearOf } from '../../../kernel/day.js';
import type { Reference } from '../../../kernel/decider.js';
import { HALVES, type Session, sessionOf } from '../../../kernel/sessions.js';
import type { LeaveEvent } from '../events.js';
import { type LeaveBook, leaveIn } from '../leave-book.js';
import { named, OfLeaveRequest } from '../leave-request.js';

/** Given by the scheduler when the last day to clear a return on is over, and when each working day after it is. */
export class MarkLeaveNotCleared extends OfLeaveRequest {}

/** The attendance that shows whether the worker has come back, cleared or not: of this year, and of the one before. */
export const attendanceSince = (workerId: string, today: Day): Readonly<Record<string, Reference>> =>
  Object.fromEntries(
    [yearOf(today), yearOf(today) - 1].map((year) => [
      `attendance-${year}`,
      { category: 'attendance', id: `${workerId}-${year}` },
    ]),
  );

/**
 * Nobody cleared the return by the end of the day: the sessions of each working day after the last are named, for attendance to make
 * unauthorised absences of those that nobody attended, until the worker is back at work, or gone, or the leave is cleared (LEV-8).
 */
export const markLeaveNotCleared = (c: MarkLeaveNotCleared, book: LeaveBook, context: Context): LeaveEvent[] => {
  const leave = leaveIn(book, c.requestId);
  if (!leave || !('sessions' in leave) || leave.cleared || leave.clearBy === undefined) return [];
  const { kind, clearBy, unclearedThrough } = leave;
  const through = unclearedThrough === undefined ? clearBy : context.calendar.nextWorkingDay(unclearedThrough);
  if (context.today <= through) return [];
  const sessions = unclearedThrough === undefined ? [] : HALVES.map((half) => sessionOf(through, half));
  const ends = isBack(leave.sessions.at(-1), context) || hasLeft(through, context);
  const next = ends ? {} : { next: context.calendar.nextWorkingDay(through) };
  const data = { ...named(c, context), kind, clearBy, through, sessions, ...next };
  return [{ type: 'LeaveNotCleared', data }];
};

/** A check-in to a session after the leave shows that the worker is back: from there on ordinary attendance tells of every session. */
const isBack = (last: Session | undefined, { references }: Context): boolean =>
  Object.entries(references).some(
    ([name, face]) =>
      name.startsWith('attendance-') &&
      typeof face?.facts.lastCheckIn === 'string' &&
      last !== undefined &&
      face.facts.lastCheckIn > last,
  );

const hasLeft = (through: Day, { references: { worker } }: Context): boolean => {
  const leftOn = worker?.facts.leftOn;
  return worker?.status !== 'serving' && (typeof leftOn !== 'string' || leftOn <= through);
};
