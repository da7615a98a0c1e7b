import type { Context } from '../../kernel/context.js';
import { addDays } from '../../kernel/day.js';
import { TextField } from '../../kernel/fields.js';
import type { ExecutionPlaceEvent } from './events.js';
import { named, nextStep, present, said, toDecide, TransferDecision, withinTerm } from './of-transfer.js';
import { reject } from './rejections.js';
import { goingOf, type TransferBook } from './transfer-book.js';

export class EndorseExecutionPlaceTransfer extends TransferDecision {
  @TextField({ max: 500, description: '签注意见 / opinion', example: '情况属实，同意上报' })
  declare readonly opinion: string;
}
/** The place that the person goes to agrees. */
export class AgreeToExecutionPlaceTransfer extends TransferDecision {}
export class ApproveExecutionPlaceTransfer extends TransferDecision {
  @TextField({
    max: 100,
    optional: true,
    description: '外市复函编号；变更到外市时必填 / number of the other place’s answer, when the person leaves the city',
  })
  declare readonly replyNumber?: string;
}
export class RejectExecutionPlaceTransfer extends TransferDecision {
  @TextField({ max: 500, description: '不予变更的理由 / why not', example: '新居住地不具备监管条件' })
  declare readonly opinion: string;
}

/** A post below those who decide gives its opinion and passes the request on (TRV-1). */
export const endorseTransfer = (
  c: EndorseExecutionPlaceTransfer,
  book: TransferBook,
  context: Context,
): ExecutionPlaceEvent[] => {
  const { of, by } = toDecide(c, book, context, ['endorsement']);
  const onward = nextStep(of, of.endorsers.indexOf(by) + 1, false, context);
  return [{ type: 'ExecutionPlaceTransferEndorsed', data: { ...named(c, context), ...said(c, by), ...onward } }];
};

/** Who decides has asked the place that the person goes to (TRV-1). */
export const agreeToTransfer = (
  c: AgreeToExecutionPlaceTransfer,
  book: TransferBook,
  context: Context,
): ExecutionPlaceEvent[] => {
  const { of, by } = toDecide(c, book, context, ['consent']);
  const onward = nextStep(of, of.endorsers.length, true, context);
  return [{ type: 'ExecutionPlaceTransferAgreed', data: { ...named(c, context), ...said(c, by), ...onward } }];
};

/** The present place decides, of somebody who is there; from the decision on run the days to report within. */
export const approveTransfer = (
  c: ApproveExecutionPlaceTransfer,
  book: TransferBook,
  context: Context,
): ExecutionPlaceEvent[] => {
  const { of, by } = toDecide(c, book, context, ['decision']);
  present(context);
  withinTerm(context);
  const { replyNumber } = c;
  if (of.scope === 'OUT_OF_CITY' && replyNumber === undefined) throw reject('TRANSFER_REPLY_NEEDED');
  const on = context.today;
  const reportBy = addDays(on, context.policy.rules.executionPlace.reportWithinDays);
  const papers = { on, reportBy, ...(replyNumber !== undefined && { replyNumber }) };
  const data = { ...named(c, context), ...goingOf(of), ...said(c, by), ...papers };
  return [{ type: 'ExecutionPlaceTransferApproved', data }];
};

/** Whoever's turn it is says no, with the reason: the new place too, when it is asked. */
export const rejectTransfer = (
  c: RejectExecutionPlaceTransfer,
  book: TransferBook,
  context: Context,
): ExecutionPlaceEvent[] => {
  const { by } = toDecide(c, book, context, ['endorsement', 'consent', 'decision']);
  return [{ type: 'ExecutionPlaceTransferRejected', data: { ...named(c, context), ...said(c, by) } }];
};
