import type { Context } from '../../kernel/context.js';
import { TextField } from '../../kernel/fields.js';
import type { LeaveEvent } from './events.js';
import type { LeaveBook } from './leave-book.js';
import { decided, LeaveDecision, named, toDecide, uncoveredBy } from './leave-request.js';

export class RejectLeave extends LeaveDecision {
  @TextField({ max: 500, description: '不予批准的理由 / why not', example: '当日人手不足' })
  declare readonly opinion: string;
}

/** Whoever's turn it is says no, with the reason (LEV-10). */
export const rejectLeave = (c: RejectLeave, book: LeaveBook, context: Context): LeaveEvent[] => {
  const leave = toDecide(c, book);
  return [
    { type: 'LeaveRejected', data: { ...named(c, context), ...decided(c, leave.awaiting), ...uncoveredBy(leave) } },
  ];
};
