import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { lastDayOfQuarter, type Quarter } from '../../kernel/day.js';
import { IdField, QuarterField, TextField } from '../../kernel/fields.js';
import type { AppraisalEvent, QuarterlyAppraisalRecorded } from './events.js';
import { answerableFor, notOneself, type QuarterlyAppraisal } from './quarterly-appraisal.js';
import { reject } from './rejections.js';
import { openingOf, servedIn } from './service-in-quarter.js';

/** A command about one worker's appraisal of one quarter. */
export abstract class OfQuarterlyAppraisal extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @QuarterField({ path: true, description: '季度 / quarter', example: '2026Q1' }) declare readonly quarter: Quarter;
}

/** The three judgements of the office, in writing. */
export abstract class QuarterlyJudgement extends OfQuarterlyAppraisal {
  @TextField({ description: '履职情况 / duties', example: '按时完成走访和谈话' }) declare readonly duties: string;
  @TextField({ description: '文书质量 / quality of documents', example: '记录完整，无差错' })
  declare readonly documents: string;
  @TextField({ description: '遵守纪律 / discipline', example: '遵守考勤制度' }) declare readonly discipline: string;
}

export class RecordQuarterlyAppraisal extends QuarterlyJudgement {}

/** The office appraises a worker in writing at the end of the quarter, once; a late one is taken and stays marked (APP-1). */
export const recordQuarterlyAppraisal = (
  c: RecordQuarterlyAppraisal,
  appraisal: QuarterlyAppraisal,
  context: Context,
): AppraisalEvent[] => {
  const { workerId, quarter } = c;
  notOneself(c, workerId);
  if (!servedIn(quarter, context)) throw reject('WORKER_NOT_SERVING', { quarter });
  const opensOn = openingOf(quarter, context.policy.rules);
  if (context.today < opensOn) throw reject('APPRAISAL_NOT_OPEN', { opensOn });
  if (appraisal.status !== 'missing') throw reject('APPRAISAL_RECORDED', { quarter });
  return [{ type: 'QuarterlyAppraisalRecorded', data: judged(c, context) }];
};

/** What an appraisal says, as it goes on record. */
export const judged = (c: QuarterlyJudgement, context: Context): QuarterlyAppraisalRecorded['data'] => {
  const { workerId, quarter, duties, documents, discipline } = c;
  const officeId = context.jurisdiction.at(-1) ?? '';
  const afterQuarterEnd = context.today > lastDayOfQuarter(quarter);
  return { workerId, officeId, quarter, duties, documents, discipline, afterQuarterEnd, writtenBy: answerableFor(c) };
};
