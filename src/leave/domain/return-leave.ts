import type { Context } from '../../kernel/context.js';
import { TextField } from '../../kernel/fields.js';
import { formDueFrom } from './emergency/form-due.js';
import type { LeaveEvent } from './events.js';
import type { LeaveBook } from './leave-book.js';
import { decided, LeaveDecision, named, toDecide } from './leave-request.js';

export class ReturnLeave extends LeaveDecision {
  @TextField({ max: 500, description: '需补充的内容 / what is missing', example: '请写明代班安排' })
  declare readonly opinion: string;
}

/** Whoever's turn it is asks for more before deciding (LEV-10); the form of an emergency is due again, as long as the first time. */
export const returnLeave = (c: ReturnLeave, book: LeaveBook, context: Context): LeaveEvent[] => {
  const { awaiting, emergency } = toDecide(c, book);
  const due = emergency ? { formDueOn: formDueFrom(context.today, context) } : {};
  return [{ type: 'LeaveReturned', data: { ...named(c, context), ...decided(c, awaiting), ...due } }];
};
