import { TextField } from '../../kernel/fields.js';
import type { Context } from '../../kernel/context.js';
import type { AppraisalEvent } from './events.js';
import { answerableFor, notOneself, type QuarterlyAppraisal, type WrittenQuarter } from './quarterly-appraisal.js';
import { OfQuarterlyAppraisal } from './record-quarterly-appraisal.js';
import { reject } from './rejections.js';

export class ReturnQuarterlyAppraisal extends OfQuarterlyAppraisal {
  @TextField({ max: 1_000, description: '退回理由 / reasons', example: '未说明二月旷工半日的处理情况' })
  declare readonly reasons: string;
}
export class PassQuarterlyAppraisal extends OfQuarterlyAppraisal {
  @TextField({ max: 1_000, optional: true, description: '检查意见 / remark', example: '符合要求' })
  declare readonly remark?: string;
}

/** The county sends an appraisal back to the office, with reasons (APP-2). */
export const returnQuarterlyAppraisal = (
  c: ReturnQuarterlyAppraisal,
  appraisal: QuarterlyAppraisal,
  context: Context,
): AppraisalEvent[] => {
  const { version } = toInspect(c, appraisal);
  const { workerId, quarter, reasons } = c;
  const officeId = context.jurisdiction.at(-1) ?? '';
  return [{ type: 'QuarterlyAppraisalReturned', data: { workerId, officeId, quarter, version, reasons } }];
};

/** The county finds an appraisal in order (APP-2). */
export const passQuarterlyAppraisal = (
  c: PassQuarterlyAppraisal,
  appraisal: QuarterlyAppraisal,
  context: Context,
): AppraisalEvent[] => {
  const { version } = toInspect(c, appraisal);
  const { workerId, quarter, remark } = c;
  const officeId = context.jurisdiction.at(-1) ?? '';
  const said = remark === undefined ? {} : { remark };
  return [{ type: 'QuarterlyAppraisalPassed', data: { workerId, officeId, quarter, version, ...said } }];
};

/** An appraisal that waits for the county, is not of the caller, and was not written by them. */
const toInspect = (c: OfQuarterlyAppraisal, appraisal: QuarterlyAppraisal): WrittenQuarter => {
  notOneself(c, c.workerId);
  if (appraisal.status === 'missing') throw reject('APPRAISAL_MISSING', { quarter: c.quarter });
  if (appraisal.status !== 'recorded') throw reject('APPRAISAL_INSPECTED', { status: appraisal.status });
  const { writtenBy } = appraisal;
  if (writtenBy !== undefined && [c.meta.actor, answerableFor(c)].includes(writtenBy))
    throw reject('APPRAISAL_OWN_WRITING');
  return appraisal;
};
