import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { dayOfSession, type Session } from '../../kernel/sessions.js';
import { type AttendanceBook, recordOf } from './attendance-book.js';
import type { AttendanceEvent, LeaveGround } from './events.js';
import { absence, hoursOf, named, serves } from './working-session.js';

/** Sessions of one year that a leave does not cover, or not any more; no route leads here. */
export class MarkUncovered extends Command {
  declare readonly workerId: string;
  declare readonly year: number;
  declare readonly requestId: string;
  declare readonly kind: string;
  declare readonly sessions: readonly Session[];
  declare readonly ground: LeaveGround;
}

/**
 * What nothing covers is owed again, and what is over and nobody attended is an unauthorised absence, also of days that are closed:
 * leave by word that was not made good, and days after a leave whose return was not cleared (LEV-6, LEV-8, ATT-3).
 */
export const markUncovered = (c: MarkUncovered, book: AttendanceBook, context: Context): AttendanceEvent[] => {
  const of = named(c, context);
  const released = c.sessions.filter((session) => recordOf(book, session).leaveRequest === c.requestId);
  const freed: AttendanceEvent[] =
    released.length === 0
      ? []
      : [{ type: 'LeaveReleased', data: { ...of, requestId: c.requestId, kind: c.kind, sessions: released } }];
  const absent = c.sessions.filter((session) => isAbsent(session, c.requestId, book, context));
  return [...freed, ...absent.map((session) => absence({ ...of, session }, c.ground))];
};

const isAbsent = (session: Session, requestId: string, book: AttendanceBook, context: Context): boolean => {
  const { checkedInAt, absence: known, leaveRequest = requestId } = recordOf(book, session);
  const owed = leaveRequest === requestId && serves(dayOfSession(session), context);
  return owed && checkedInAt === undefined && known === undefined && hoursOf(session, context).end < context.now;
};
