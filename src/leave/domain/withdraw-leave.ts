import type { Context } from '../../kernel/context.js';
import type { LeaveEvent } from './events.js';
import type { LeaveBook } from './leave-book.js';
import { named, OfLeaveRequest, requestIn } from './leave-request.js';
import { reject } from './rejections.js';

export class WithdrawLeave extends OfLeaveRequest {}

/** The worker takes a request back while it is not decided (LEV-10). */
export const withdrawLeave = (c: WithdrawLeave, book: LeaveBook, context: Context): LeaveEvent[] => {
  const { status } = requestIn(book, c.requestId);
  if (status !== 'pending' && status !== 'returned') throw reject('LEAVE_NOT_PENDING', { status });
  return [{ type: 'LeaveWithdrawn', data: named(c, context) }];
};
