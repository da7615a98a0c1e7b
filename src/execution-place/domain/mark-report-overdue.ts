import type { Context } from '../../kernel/context.js';
import type { ExecutionPlaceEvent } from './events.js';
import { named, OfTransfer } from './of-transfer.js';
import type { TransferBook } from './transfer-book.js';

/** Given by the scheduler when the last day to report in the new place is over. */
export class MarkReportInNewPlaceOverdue extends OfTransfer {}

/** Nobody confirmed that the person came by the end of the last day: overdue, once; it can still be confirmed, and stays late (TRV-1). */
export const markReportOverdue = (
  c: MarkReportInNewPlaceOverdue,
  { open }: TransferBook,
  context: Context,
): ExecutionPlaceEvent[] => {
  if (typeof context.references.supervisee?.facts.dischargedOn === 'string') return [];
  if (open?.transferId !== c.transferId || open.status !== 'approved' || open.overdue) return [];
  if (context.today <= open.reportBy) return [];
  return [{ type: 'ExecutionPlaceReportOverdue', data: { ...named(c, context), dueOn: open.reportBy } }];
};
