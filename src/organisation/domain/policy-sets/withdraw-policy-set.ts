import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { IdField, TextField } from '../../../kernel/fields.js';
import type { PolicyEvent } from './events.js';
import { pendingSet, type PolicyBook } from './policy-book.js';

export class WithdrawPolicySet extends Command {
  @IdField({ path: true }) declare readonly setId: string;
  @IdField({ description: '市、县、司法所，或 default / jurisdiction', example: 'county-minhou' })
  declare readonly jurisdiction: string;
  @TextField({ max: 500, description: '原因 / reason', example: '尚需征求意见' }) declare readonly reason: string;
}

/** A set that has not taken effect yet is taken back. */
export const withdrawPolicySet = (c: WithdrawPolicySet, book: PolicyBook, context: Context): PolicyEvent[] => {
  const { jurisdiction, setId, reason } = c;
  const { effectiveFrom } = pendingSet(book, jurisdiction, setId, context.today);
  const data = { jurisdiction, setId, effectiveFrom, path: context.jurisdiction, reason };
  return [{ type: 'PolicySetWithdrawn', data }];
};
