import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { DayField, TextField } from '../../kernel/fields.js';
import type { ExecutionPlaceEvent } from './events.js';
import { named, OfTransfer, sinceDecision, toCarryOut } from './of-transfer.js';
import { reject } from './rejections.js';
import type { TransferBook } from './transfer-book.js';

export class HandOverPapers extends OfTransfer {
  @DayField({ description: '移交日期 / day', example: '2026-03-24' }) declare readonly on: Day;
  @TextField({ max: 500, description: '移交材料 / what was handed over', example: '变更执行地决定书、矫正档案一册' })
  declare readonly papers: string;
}

/** The present office sends the decision and the file to the new place, once (TRV-1). */
export const handOverPapers = (c: HandOverPapers, book: TransferBook, context: Context): ExecutionPlaceEvent[] => {
  const of = toCarryOut(c, book, context);
  if (of.papersHandedOver) throw reject('TRANSFER_PAPERS_HANDED_OVER');
  sinceDecision(c.on, of, context);
  const { on, papers } = c;
  return [{ type: 'ExecutionPlacePapersHandedOver', data: { ...named(c, context), on, papers } }];
};
