import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { DayField, IdField } from '../../kernel/fields.js';
import type { Session } from '../../kernel/sessions.js';
import { type AttendanceBook, outcomeOf, recordOf } from './attendance-book.js';
import type { AttendanceEvent } from './events.js';
import { reject } from './rejections.js';
import { absence, hoursOf, named, serving, sessionsOfDay } from './working-session.js';

export class CloseAttendanceDay extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @DayField({ path: true, description: '日期 / day', example: '2026-03-09' }) declare readonly day: Day;
}

/** A day that is over is closed: sessions that nobody recorded become absences, missing check-outs are named (ATT-3). */
export const closeAttendanceDay = (
  c: CloseAttendanceDay,
  book: AttendanceBook,
  context: Context,
): AttendanceEvent[] => {
  serving(c.day, context);
  if (book.closedDays[c.day]) throw reject('DAY_CLOSED', { day: c.day });
  const sessions = sessionsOfDay(c.day, context);
  if (sessions.some((session) => context.now <= hoursOf(session, context).end)) throw reject('DAY_NOT_OVER');
  const of = named(c, context);
  const unrecorded = sessions.filter((session) => outcomeOf(recordOf(book, session)) === undefined);
  const closed = {
    day: c.day,
    sessions: sessions.map((session) => ({ session, outcome: outcomeOf(recordOf(book, session)) ?? 'ABSENT' })),
    missingCheckOuts: sessions.filter((session) => missesCheckOut(book, session)),
  };
  return [
    ...unrecorded.map((session) => absence({ ...of, session }, 'NOT_RECORDED')),
    { type: 'AttendanceDayClosed', data: { ...of, ...closed } },
  ];
};

const missesCheckOut = (book: AttendanceBook, session: Session): boolean => {
  const { checkedInAt, checkedOutAt } = recordOf(book, session);
  return checkedInAt !== undefined && checkedOutAt === undefined;
};
