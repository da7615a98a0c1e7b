import type { Context } from '../../kernel/context.js';
import { type Day, daysBetween } from '../../kernel/day.js';
import { DayField, TextField } from '../../kernel/fields.js';
import { scopeBetween } from '../../kernel/supervision/execution-place-rules.js';
import type { ExecutionPlaceEvent } from './events.js';
import { named, OfTransfer, present, presentPath, sinceDecision, toCarryOut } from './of-transfer.js';
import { reject } from './rejections.js';
import { goingOf, type TransferBook } from './transfer-book.js';

export class ConfirmReportInNewPlace extends OfTransfer {
  @DayField({ description: '报到日期 / day of reporting', example: '2026-03-27' }) declare readonly on: Day;
  @TextField({
    max: 100,
    optional: true,
    description: '外市回执编号；变更到外市时必填 / number of the other place’s receipt, when the person left the city',
  })
  declare readonly receiptNumber?: string;
  @TextField({ max: 500, optional: true, description: '说明 / remarks', example: '本人持决定书到所报到' })
  declare readonly remarks?: string;
}

/**
 * The person reported in the new place, with the papers there. The receiving office says so; of who left the city the present one, by
 * the other's receipt. After the last day it is late by so many days (TRV-1). How far they went is told as the counties are now: two that
 * were merged since it was asked for are one.
 */
export const confirmReport = (
  c: ConfirmReportInNewPlace,
  book: TransferBook,
  context: Context,
): ExecutionPlaceEvent[] => {
  const of = toCarryOut(c, book, context);
  present(context);
  if (!of.papersHandedOver) throw reject('TRANSFER_PAPERS_OUTSTANDING');
  sinceDecision(c.on, of, context);
  const { on, receiptNumber, remarks } = c;
  if (of.scope === 'OUT_OF_CITY' && receiptNumber === undefined) throw reject('TRANSFER_RECEIPT_NEEDED');
  const told = { ...(receiptNumber !== undefined && { receiptNumber }), ...(remarks !== undefined && { remarks }) };
  const late = { on, daysLate: Math.max(0, daysBetween(of.reportBy, on)) };
  const fromPath = presentPath(context);
  const scope = of.scope === 'OUT_OF_CITY' ? of.scope : scopeBetween(fromPath, context.jurisdiction);
  const data = { ...named(c, context), ...goingOf(of), scope, fromPath, ...late, ...told };
  return [{ type: 'ExecutionPlaceReportConfirmed', data }];
};
