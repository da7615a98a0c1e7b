import type { Face } from '../../kernel/context.js';
import type { Day, Instant } from '../../kernel/day.js';
import type { Session } from '../../kernel/sessions.js';
import type { AbsenceGround, AttendanceEvent } from './events.js';

/** What decisions need to know of one session of the worker. */
export interface SessionRecord {
  readonly checkedInAt?: Instant;
  readonly lateMinutes?: number;
  readonly checkedOutAt?: Instant;
  readonly absence?: AbsenceGround;
  /** The approved request that covers it. */
  readonly leaveRequest?: string;
}

/** One worker's attendance of one year. */
export interface AttendanceBook {
  readonly workerId?: string;
  readonly officeId?: string;
  readonly sessions: Readonly<Record<Session, SessionRecord>>;
  readonly closedDays: Readonly<Record<Day, true>>;
}

export const NO_ATTENDANCE: AttendanceBook = { sessions: {}, closedDays: {} };

export const evolve = (before: AttendanceBook, event: AttendanceEvent): AttendanceBook => {
  const { workerId, officeId } = event.data;
  const book = { ...before, workerId, officeId };
  switch (event.type) {
    case 'CheckedIn': {
      const { session, at, lateMinutes } = event.data;
      return withSessions(book, [session], { checkedInAt: at, lateMinutes });
    }
    case 'CheckedOut':
      return withSessions(book, [event.data.session], { checkedOutAt: event.data.at });
    case 'AbsenceLogged':
      return withSessions(book, [event.data.session], { absence: event.data.ground });
    case 'LeaveNoted':
      return withSessions(book, event.data.sessions, { leaveRequest: event.data.requestId });
    case 'LeaveReleased':
      return withSessions(book, event.data.sessions, { leaveRequest: undefined });
    case 'AttendanceDayClosed':
      return { ...book, closedDays: { ...book.closedDays, [event.data.day]: true } };
  }
};

const withSessions = (
  book: AttendanceBook,
  sessions: readonly Session[],
  change: SessionRecord | { readonly leaveRequest: undefined },
): AttendanceBook => ({
  ...book,
  sessions: {
    ...book.sessions,
    ...Object.fromEntries(sessions.map((session) => [session, { ...book.sessions[session], ...change }])),
  },
});

/** The record of a session; an empty one when nothing is known of it. */
export const recordOf = (book: AttendanceBook, session: Session): SessionRecord => book.sessions[session] ?? {};

/** What decisions on leave see: the last session that the worker came to, which tells that they are back (LEV-8). */
export const face = ({ workerId, officeId, sessions }: AttendanceBook): Face | undefined => {
  if (workerId === undefined || officeId === undefined) return undefined;
  const attended = Object.keys(sessions).filter((session) => sessions[session as Session]?.checkedInAt !== undefined);
  return { id: workerId, unit: officeId, status: 'open', facts: { lastCheckIn: attended.sort().at(-1) ?? null } };
};
