import type { Context } from '../../kernel/context.js';
import { TextField } from '../../kernel/fields.js';
import type { LeaveEvent } from './events.js';
import type { LeaveBook } from './leave-book.js';
import { decided, LeaveDecision, named, toDecide } from './leave-request.js';
import { reject } from './rejections.js';

export class EndorseLeave extends LeaveDecision {
  @TextField({ max: 500, description: '签注意见 / opinion', example: '情况属实，同意上报' })
  declare readonly opinion: string;
}

/** A post below the approver gives its opinion and passes the request up (LEV-3, LEV-4). */
export const endorseLeave = (c: EndorseLeave, book: LeaveBook, context: Context): LeaveEvent[] => {
  const leave = toDecide(c, book);
  if (leave.awaiting === leave.approver) throw reject('LEAVE_NOT_YOUR_TURN', { awaiting: leave.approver });
  const awaiting = leave.endorsers[leave.endorsers.indexOf(leave.awaiting) + 1] ?? leave.approver;
  return [{ type: 'LeaveEndorsed', data: { ...named(c, context), ...decided(c, leave.awaiting), awaiting } }];
};
