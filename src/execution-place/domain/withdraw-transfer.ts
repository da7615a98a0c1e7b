import type { Context } from '../../kernel/context.js';
import type { ExecutionPlaceEvent } from './events.js';
import { named, OfTransfer, stillOpen } from './of-transfer.js';
import type { TransferBook } from './transfer-book.js';

export class WithdrawExecutionPlaceTransfer extends OfTransfer {}

/** It is taken back while it waits, and after the decision until the person has reported in the new place (TRV-1). */
export const withdrawTransfer = (
  c: WithdrawExecutionPlaceTransfer,
  book: TransferBook,
  context: Context,
): ExecutionPlaceEvent[] => {
  stillOpen(c, book, context);
  return [{ type: 'ExecutionPlaceTransferWithdrawn', data: named(c, context) }];
};
