import type { Context } from '../../kernel/context.js';
import { HALVES, type Session, sessionOf } from '../../kernel/sessions.js';
import { type AttendanceBook, recordOf, type SessionRecord } from './attendance-book.js';
import type { AbsenceGround, AttendanceEvent } from './events.js';
import { Recording, recording } from './recording.js';
import { reject } from './rejections.js';
import { absence, hoursOf, minutesBetween, named, serving } from './working-session.js';

export class CheckOut extends Recording {}

/** The worker leaves the session that they last checked in to today, once; too early without leave makes it an absence (ATT-2). */
export const checkOut = (c: CheckOut, book: AttendanceBook, context: Context): AttendanceEvent[] => {
  serving(context.today, context);
  const how = recording(c, context);
  const session = lastCheckedIn(book, context);
  const record = recordOf(book, session);
  if (record.checkedOutAt !== undefined) throw reject('ALREADY_CHECKED_OUT', { session });
  const of = { ...named(c, context), session };
  const earlyMinutes = record.leaveRequest === undefined ? minutesEarly(session, context) : 0;
  const ground = tooEarly(record, earlyMinutes, context);
  return [{ type: 'CheckedOut', data: { ...of, ...how, earlyMinutes } }, ...(ground ? [absence(of, ground)] : [])];
};

const lastCheckedIn = (book: AttendanceBook, context: Context): Session => {
  const session = [...HALVES]
    .reverse()
    .map((half) => sessionOf(context.today, half))
    .find((one) => recordOf(book, one).checkedInAt !== undefined);
  if (!session) throw reject('NOT_CHECKED_IN');
  return session;
};

/** Whoever leaves before the session begins misses all of it, not more. */
const minutesEarly = (session: Session, context: Context): number => {
  const { start, end } = hoursOf(session, context);
  return minutesBetween(context.now < start ? start : context.now, end);
};

const tooEarly = (record: SessionRecord, earlyMinutes: number, context: Context): AbsenceGround | undefined => {
  // One session is one absence; on leave, no hours are owed.
  if (record.absence !== undefined || record.leaveRequest !== undefined) return undefined;
  const { absenceOverMinutes, lateness } = context.policy.rules.attendance;
  if (lateness === 'EACH') return earlyMinutes > absenceOverMinutes ? 'EARLY' : undefined;
  return (record.lateMinutes ?? 0) + earlyMinutes > absenceOverMinutes ? 'LATE_AND_EARLY' : undefined;
};
