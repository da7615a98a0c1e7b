import type { Context } from '../../kernel/context.js';
import type { LeaveEvent } from './events.js';
import type { LeaveBook } from './leave-book.js';
import { named, OfLeaveRequest, requestIn, uncoveredBy } from './leave-request.js';
import { reject } from './rejections.js';

export class WithdrawLeave extends OfLeaveRequest {}

/** The worker takes a request back while it is not decided (LEV-10). */
export const withdrawLeave = (c: WithdrawLeave, book: LeaveBook, context: Context): LeaveEvent[] => {
  const leave = requestIn(book, c.requestId);
  if (leave.status !== 'pending' && leave.status !== 'returned' && leave.status !== 'notified')
    throw reject('LEAVE_NOT_PENDING', { status: leave.status });
  return [{ type: 'LeaveWithdrawn', data: { ...named(c, context), ...uncoveredBy(leave) } }];
};
