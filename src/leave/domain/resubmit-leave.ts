import type { Context } from '../../kernel/context.js';
import { IdField } from '../../kernel/fields.js';
import type { LeaveEvent } from './events.js';
import type { LeaveBook } from './leave-book.js';
import { named, requestIn } from './leave-request.js';
import { reject } from './rejections.js';
import { applicationOf, askingOf, LeaveApplication } from './request-leave.js';

export class ResubmitLeave extends LeaveApplication {
  @IdField({ path: true }) declare readonly requestId: string;
}

/** A returned request comes again, with what was asked for (LEV-10); it goes its way from the start. */
export const resubmitLeave = (c: ResubmitLeave, book: LeaveBook, context: Context): LeaveEvent[] => {
  const leave = requestIn(book, c.requestId);
  if (leave.status !== 'returned') throw reject('LEAVE_NOT_RETURNED');
  if (leave.emergency) throw reject('LEAVE_TO_REGULARISE');
  const form = applicationOf(askingOf(c), c.requestId, book, context);
  return [{ type: 'LeaveResubmitted', data: { ...named(c, context), ...form } }];
};
