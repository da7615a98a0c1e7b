import type { Context } from '../../kernel/context.js';
import type { AppraisalEvent } from './events.js';
import { notOneself, type QuarterlyAppraisal } from './quarterly-appraisal.js';
import { judged, QuarterlyJudgement } from './record-quarterly-appraisal.js';
import { reject } from './rejections.js';

export class CorrectQuarterlyAppraisal extends QuarterlyJudgement {}

/** The office answers a return with a new version; the one before stays on record (APP-2). */
export const correctQuarterlyAppraisal = (
  c: CorrectQuarterlyAppraisal,
  appraisal: QuarterlyAppraisal,
  context: Context,
): AppraisalEvent[] => {
  notOneself(c, c.workerId);
  if (appraisal.status !== 'returned') throw reject('APPRAISAL_NOT_RETURNED', { status: appraisal.status });
  const version = appraisal.version + 1;
  return [{ type: 'QuarterlyAppraisalCorrected', data: { ...judged(c, context), version } }];
};
