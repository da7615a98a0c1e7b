import type { Context } from '../../../kernel/context.js';
import { type Month, monthOf } from '../../../kernel/day.js';
import { dayOfSession, type Session } from '../../../kernel/sessions.js';
import { type AttendanceBook, hasWorked, isClosed, recordOf } from '../attendance-book.js';
import type {
  AttendanceChangeHeldBack,
  AttendanceEvent,
  LeaveChange,
  LeaveGround,
  LeaveNoted,
  LeaveReleased,
} from '../events.js';
import { absence, hoursOf, type OfWorker, serves, sessionWorked } from '../working-session.js';

/** What a leave says of sessions of one year. */
export interface SaidByLeave extends OfWorker {
  readonly change: LeaveChange;
  readonly requestId: string;
  readonly kind: string;
  readonly sessions: readonly Session[];
  /** Why what is left without cover is an absence. */
  readonly ground?: LeaveGround;
}

/** What it makes of the sessions of months that are open; of a closed month nothing changes, so it is kept for when it is reopened. */
export const changed = (said: SaidByLeave, book: AttendanceBook, context: Context): AttendanceEvent[] => {
  const open = said.sessions.filter((session) => !isClosed(book, session));
  const closed = said.sessions.filter((session) => isClosed(book, session));
  return [...EFFECTS[said.change]({ ...said, sessions: open }, book, context), ...held(said, closed)];
};

type Effect = (said: SaidByLeave, book: AttendanceBook, context: Context) => AttendanceEvent[];

/** What was worked before the leave was approved stays worked. */
const note: Effect = (said, book) =>
  leaveFact('LeaveNoted', said, (covered) => !covered, book).flatMap((noted) => {
    const { workerId, officeId, requestId, kind, sessions } = noted.data;
    const worked = sessions.filter((session) => hasWorked(recordOf(book, session)));
    return [noted, ...worked.map((session) => sessionWorked({ workerId, officeId, session }, requestId, kind))];
  });
const release: Effect = (said, book) =>
  leaveFact('LeaveReleased', said, (covered) => covered, book).map(({ data }) => {
    const worked = data.sessions.filter((session) => recordOf(book, session).leaveEnded);
    return { type: 'LeaveReleased', data: { ...data, ...(worked.length === 0 ? {} : { worked }) } };
  });

/** What nothing covers is owed again, and what is over and nobody attended is an unauthorised absence (LEV-6, LEV-8, ATT-3). */
const uncover: Effect = (said, book, context) => {
  const { workerId, officeId, ground } = said;
  const absent = said.sessions.filter((session) => isAbsent(session, said.requestId, book, context));
  const found = ground === undefined ? [] : absent.map((session) => absence({ workerId, officeId, session }, ground));
  return [...release(said, book, context), ...found];
};

const EFFECTS: Readonly<Record<LeaveChange, Effect>> = { NOTE: note, RELEASE: release, UNCOVER: uncover };

const leaveFact = (
  type: 'LeaveNoted' | 'LeaveReleased',
  { workerId, officeId, requestId, kind, sessions: all }: SaidByLeave,
  concerned: (covered: boolean) => boolean,
  book: AttendanceBook,
): (LeaveNoted | LeaveReleased)[] => {
  const sessions = all.filter((session) => concerned(recordOf(book, session).leaveRequest === requestId));
  const found = sessions.filter((session) => recordOf(book, session).absence !== undefined);
  const absent = found.length === 0 ? {} : { absent: found };
  return sessions.length === 0 ? [] : [{ type, data: { workerId, officeId, requestId, kind, sessions, ...absent } }];
};

const isAbsent = (session: Session, requestId: string, book: AttendanceBook, context: Context): boolean => {
  const { checkedInAt, attended, absence: known, leaveRequest = requestId } = recordOf(book, session);
  const owed = leaveRequest === requestId && serves(dayOfSession(session), context);
  const came = checkedInAt !== undefined || attended === true;
  return owed && !came && known === undefined && hoursOf(session, context).end < context.now;
};

const held = (said: SaidByLeave, closed: readonly Session[]): AttendanceChangeHeldBack[] => {
  const months: Month[] = [...new Set(closed.map((session) => monthOf(dayOfSession(session))))];
  const { workerId, officeId, requestId, kind, change, ground } = said;
  return months.map((month) => ({
    type: 'AttendanceChangeHeldBack',
    data: {
      ...{ workerId, officeId, month, requestId, kind, change },
      sessions: closed.filter((session) => monthOf(dayOfSession(session)) === month),
      ...(ground === undefined ? {} : { ground }),
    },
  }));
};
