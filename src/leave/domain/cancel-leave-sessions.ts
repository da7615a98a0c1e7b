import type { Context } from '../../kernel/context.js';
import { ChoiceField, DayField } from '../../kernel/fields.js';
import { HALVES, type Half, sessionOf } from '../../kernel/sessions.js';
import { clearByOf } from './clearance/clear-by.js';
import type { LeaveEvent } from './events.js';
import { daysOf, type LeaveBook } from './leave-book.js';
import { beforeDeparture, named, OfLeaveRequest, requestIn } from './leave-request.js';
import { reject } from './rejections.js';

export class CancelLeaveSessions extends OfLeaveRequest {
  @DayField({ description: '起始日 / first day', example: '2026-03-12' }) declare readonly fromDay: string;
  @ChoiceField(HALVES, { example: 'AM' }) declare readonly fromHalf: Half;
  @DayField({ description: '结束日 / last day', example: '2026-03-12' }) declare readonly toDay: string;
  @ChoiceField(HALVES, { example: 'PM' }) declare readonly toHalf: Half;
}

/** Part of an approved leave that has not begun is given back (LEV-10). */
export const cancelLeaveSessions = (c: CancelLeaveSessions, book: LeaveBook, context: Context): LeaveEvent[] => {
  const leave = requestIn(book, c.requestId);
  if (leave.status !== 'approved') throw reject('LEAVE_NOT_APPROVED', { status: leave.status });
  const [from, to] = [sessionOf(c.fromDay, c.fromHalf), sessionOf(c.toDay, c.toHalf)];
  if (to < from) throw reject('LEAVE_PERIOD_REVERSED');
  const cancelled = leave.sessions.filter((session) => session >= from && session <= to);
  const [first] = cancelled;
  if (!first) throw reject('LEAVE_SESSION_NOT_COVERED');
  beforeDeparture(first, context);
  const rest = leave.sessions.filter((session) => !cancelled.includes(session));
  const days = { cancelledDays: daysOf(cancelled), remainingDays: daysOf(rest) };
  const toClear = rest.length === 0 ? {} : { clearBy: clearByOf(rest, context) };
  return [
    { type: 'LeavePartCancelled', data: { ...named(c, context), kind: leave.kind, cancelled, ...days, ...toClear } },
  ];
};
