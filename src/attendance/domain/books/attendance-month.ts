import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { type Day, daysFrom, lastDayOfMonth, type Month, monthOf } from '../../../kernel/day.js';
import { IdField, MonthField, TextField } from '../../../kernel/fields.js';
import { type AttendanceBook, evolve } from '../attendance-book.js';
import type { AttendanceEvent } from '../events.js';
import { reject } from '../rejections.js';
import { named, serves } from '../working-session.js';
import { changed } from './held-back.js';

/** A command about the books of one worker and month. */
abstract class OfAttendanceMonth extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @MonthField({ path: true, description: '月份 / month', example: '2026-03' }) declare readonly month: Month;
}
export class CloseAttendanceMonth extends OfAttendanceMonth {}
export class ReopenAttendanceMonth extends OfAttendanceMonth {
  @TextField({ max: 500, description: '理由 / reason', example: '补办的请假手续已批准，需更正考勤' })
  declare readonly reason: string;
}

/** The books of a month are closed when it is over and each day that the worker served on is (ATT-4). */
export const closeAttendanceMonth = (
  c: CloseAttendanceMonth,
  book: AttendanceBook,
  context: Context,
): AttendanceEvent[] => {
  const { month } = c;
  if (book.months[month] === 'closed') throw reject('MONTH_CLOSED', { month });
  if (monthOf(context.today) <= month) throw reject('MONTH_NOT_OVER', { month });
  const served = daysOf(month).filter((day) => context.calendar.isWorkingDay(day) && serves(day, context));
  if (served.length === 0) throw reject('WORKER_NOT_SERVING', { day: month });
  const open = served.filter((day) => !book.closedDays[day]);
  if (open.length > 0) throw reject('MONTH_DAYS_OPEN', { days: open });
  return [{ type: 'AttendanceMonthClosed', data: { ...named(c, context), month } }];
};

/** The county opens the books of a month again; what leave said of it in the meantime has its effect now (ATT-4). */
export const reopenAttendanceMonth = (
  c: ReopenAttendanceMonth,
  book: AttendanceBook,
  context: Context,
): AttendanceEvent[] => {
  const { month, reason } = c;
  if (book.months[month] !== 'closed') throw reject('MONTH_NOT_CLOSED', { month });
  const reopened: AttendanceEvent = { type: 'AttendanceMonthReopened', data: { ...named(c, context), month, reason } };
  const waiting = book.heldBack.filter((held) => held.month === month);
  let state = evolve(book, reopened);
  return waiting.reduce<AttendanceEvent[]>(
    (events, held) => {
      const next = changed({ ...held, ...named(c, context) }, state, context);
      state = next.reduce(evolve, state);
      return [...events, ...next];
    },
    [reopened],
  );
};

const daysOf = (month: Month): Day[] => daysFrom(`${month}-01`, lastDayOfMonth(month));
