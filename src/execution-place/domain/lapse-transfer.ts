import type { Context } from '../../kernel/context.js';
import type { ExecutionPlaceEvent } from './events.js';
import { named, OfExecutionPlace } from './of-transfer.js';
import type { TransferBook } from './transfer-book.js';

/** Given by a reaction when supervision has ended; no route leads here. */
export class LapseExecutionPlaceTransfer extends OfExecutionPlace {}

/** Whoever is not supervised any more moves nowhere: what is still open is over (TRV-1, DIS-1). */
export const lapseTransfer = (
  { superviseeId }: LapseExecutionPlaceTransfer,
  { open }: TransferBook,
  context: Context,
): ExecutionPlaceEvent[] => {
  if (!open) return [];
  const { transferId } = open;
  return [{ type: 'ExecutionPlaceTransferLapsed', data: named({ superviseeId, transferId }, context) }];
};
