import type { Face } from '../../kernel/context.js';
import { type Day, type Instant, type Month, monthOf } from '../../kernel/day.js';
import { dayOfSession, type Session } from '../../kernel/sessions.js';
import type {
  AbsenceGround,
  AttendanceChangeHeldBack,
  AttendanceCorrected,
  AttendanceEvent,
  Outcome,
} from './events.js';

/** What decisions need to know of one session of the worker. */
export interface SessionRecord {
  readonly checkedInAt?: Instant;
  readonly lateMinutes?: number;
  readonly checkedOutAt?: Instant;
  readonly absence?: AbsenceGround;
  /** A correction says that the worker was there. */
  readonly attended?: boolean;
  /** The approved request that covers it. */
  readonly leaveRequest?: string;
  readonly leaveKind?: string;
  /** A fact said that it stopped counting as that leave. From before facts named the kind there is none: it counts until it is given back. */
  readonly leaveEnded?: boolean;
}

/** One worker's attendance of one year. */
export interface AttendanceBook {
  readonly workerId?: string;
  readonly officeId?: string;
  /** By month, so that a fact copies the month that it is about, and a whole year is folded in time that grows with its facts alone. */
  readonly sessions: Readonly<Record<Month, Readonly<Record<Session, SessionRecord>>>>;
  readonly closedDays: Readonly<Record<Day, true>>;
  readonly months: Readonly<Record<Month, 'closed' | 'reopened'>>;
  readonly heldBack: readonly AttendanceChangeHeldBack['data'][];
}

export const NO_ATTENDANCE: AttendanceBook = { sessions: {}, closedDays: {}, months: {}, heldBack: [] };

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
      return withSessions(book, event.data.sessions, {
        leaveRequest: event.data.requestId,
        leaveKind: event.data.kind,
        leaveEnded: undefined,
      });
    case 'LeaveReleased':
      return withSessions(book, event.data.sessions, {
        leaveRequest: undefined,
        leaveKind: undefined,
        leaveEnded: undefined,
      });
    case 'AttendanceDayClosed':
      return { ...book, closedDays: { ...book.closedDays, [event.data.day]: true } };
    case 'LeaveSessionWorked':
      return event.data.kind === undefined ? book : withSessions(book, [event.data.session], { leaveEnded: true });
    case 'AttendanceCorrected':
      return withSessions(book, [event.data.session], corrected(event.data));
    case 'AttendanceMonthClosed':
      return { ...book, months: { ...book.months, [event.data.month]: 'closed' } };
    case 'AttendanceMonthReopened': {
      const { month } = event.data;
      const heldBack = book.heldBack.filter((held) => held.month !== month);
      return { ...book, months: { ...book.months, [month]: 'reopened' }, heldBack };
    }
    case 'AttendanceChangeHeldBack':
      return { ...book, heldBack: [...book.heldBack, event.data] };
  }
};

const withSessions = (
  book: AttendanceBook,
  sessions: readonly Session[],
  change: { readonly [Field in keyof SessionRecord]: SessionRecord[Field] | undefined },
): AttendanceBook => {
  const months = [...new Set(sessions.map(monthOfSession))];
  const changed = months.map((month) => {
    const within = sessions.filter((session) => monthOfSession(session) === month);
    const after = within.map((session) => [session, { ...recordOf(book, session), ...change }] as const);
    return [month, { ...book.sessions[month], ...Object.fromEntries(after) }] as const;
  });
  return { ...book, sessions: { ...book.sessions, ...Object.fromEntries(changed) } };
};

const monthOfSession = (session: Session): Month => monthOf(dayOfSession(session));

const corrected = ({ to, ground, leaveKind }: AttendanceCorrected['data']): Parameters<typeof withSessions>[2] => ({
  ...(to === 'PRESENT' ? { absence: undefined, attended: true } : { absence: ground, attended: false }),
  ...(leaveKind === undefined ? {} : { leaveEnded: true }),
});

/** Whether the worker came to a session, and not so late or so short that it is an absence. */
export const hasWorked = ({ absence, checkedInAt, attended }: SessionRecord): boolean =>
  absence === undefined && (checkedInAt !== undefined || attended === true);

/** What became of a session, as far as anything is known of it: leave explains an absence, also when it is approved later (THR-6). */
export const outcomeOf = (record: SessionRecord): Outcome | undefined => {
  if (hasWorked(record)) return 'PRESENT';
  if (record.leaveRequest !== undefined) return 'LEAVE';
  return record.absence === undefined ? undefined : 'ABSENT';
};

/** Whether the books of the session's month are closed: nothing of it changes (ATT-4). */
export const isClosed = ({ months }: AttendanceBook, session: Session): boolean =>
  months[monthOfSession(session)] === 'closed';

/** The record of a session; an empty one when nothing is known of it. */
export const recordOf = (book: AttendanceBook, session: Session): SessionRecord =>
  book.sessions[monthOfSession(session)]?.[session] ?? {};

/** What decisions on leave see: the last session that the worker came to, which tells that they are back (LEV-8). */
export const face = ({ workerId, officeId, sessions }: AttendanceBook): Face | undefined => {
  if (workerId === undefined || officeId === undefined) return undefined;
  const attended = Object.values(sessions).flatMap((month) =>
    Object.entries(month).flatMap(([session, { checkedInAt }]) => (checkedInAt === undefined ? [] : [session])),
  );
  return { id: workerId, unit: officeId, status: 'open', facts: { lastCheckIn: attended.sort().at(-1) ?? null } };
};
