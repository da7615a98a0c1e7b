import type { Context } from '../../kernel/context.js';
import { type AttendanceBook, recordOf } from './attendance-book.js';
import type { AbsenceGround, AttendanceEvent } from './events.js';
import { Recording, recording } from './recording.js';
import { reject } from './rejections.js';
import { absence, hoursOf, minutesBetween, named, serving, sessionNow, sessionWorked } from './working-session.js';

export class CheckIn extends Recording {}

/** The worker comes to a session, once; too late without leave makes it an absence (ATT-1, ATT-2). */
export const checkIn = (c: CheckIn, book: AttendanceBook, context: Context): AttendanceEvent[] => {
  serving(context.today, context);
  const how = recording(c, context);
  const session = sessionNow(context);
  const { checkedInAt, leaveRequest, leaveKind } = recordOf(book, session);
  if (checkedInAt !== undefined) throw reject('ALREADY_CHECKED_IN', { session });
  const of = { ...named(c, context), session };
  // Who is on leave owes no hours, so cannot be late for them.
  const lateMinutes = leaveRequest === undefined ? minutesBetween(hoursOf(session, context).start, context.now) : 0;
  const ground = tooLate(lateMinutes, context);
  return [
    { type: 'CheckedIn', data: { ...of, ...how, lateMinutes } },
    ...(ground ? [absence(of, ground)] : []),
    ...(leaveRequest === undefined ? [] : [sessionWorked(of, leaveRequest, leaveKind)]),
  ];
};

const tooLate = (lateMinutes: number, context: Context): AbsenceGround | undefined => {
  const { absenceOverMinutes, lateness } = context.policy.rules.attendance;
  if (lateMinutes <= absenceOverMinutes) return undefined;
  return lateness === 'EACH' ? 'LATE' : 'LATE_AND_EARLY';
};
