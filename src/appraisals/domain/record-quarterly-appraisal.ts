import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { addDays, type Day, firstDayOfQuarter, lastDayOfQuarter, type Quarter } from '../../kernel/day.js';
import { IdField, QuarterField, TextField } from '../../kernel/fields.js';
import type { AppraisalEvent } from './events.js';
import type { QuarterlyAppraisal } from './quarterly-appraisal.js';
import { reject } from './rejections.js';

export class RecordQuarterlyAppraisal extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @QuarterField({ path: true, description: '季度 / quarter', example: '2026Q1' }) declare readonly quarter: Quarter;
  @TextField({ description: '履职情况 / duties', example: '按时完成走访和谈话' }) declare readonly duties: string;
  @TextField({ description: '文书质量 / quality of documents', example: '记录完整，无差错' })
  declare readonly documents: string;
  @TextField({ description: '遵守纪律 / discipline', example: '遵守考勤制度' }) declare readonly discipline: string;
}

/** The office appraises a worker in writing at the end of the quarter, once; a late one is taken and stays marked (APP-1). */
export const recordQuarterlyAppraisal = (
  c: RecordQuarterlyAppraisal,
  appraisal: QuarterlyAppraisal,
  context: Context,
): AppraisalEvent[] => {
  const { workerId, quarter, duties, documents, discipline } = c;
  const end = lastDayOfQuarter(quarter);
  if ([c.meta.actor, c.meta.onBehalfOf].includes(workerId)) throw reject('APPRAISAL_OWN');
  if (!servingBy(end, context)) throw reject('WORKER_NOT_SERVING', { quarter });
  const opensOn = opening(quarter, context);
  if (context.today < opensOn) throw reject('APPRAISAL_NOT_OPEN', { opensOn });
  if (appraisal.status === 'recorded') throw reject('APPRAISAL_RECORDED', { quarter });
  const officeId = context.jurisdiction.at(-1) ?? '';
  const afterQuarterEnd = context.today > end;
  const data = { workerId, officeId, quarter, duties, documents, discipline, afterQuarterEnd };
  return [{ type: 'QuarterlyAppraisalRecorded', data }];
};

const servingBy = (day: Day, context: Context): boolean => {
  const { worker } = context.references;
  const appointedOn = worker?.facts.appointedOn;
  return worker?.status === 'serving' && (typeof appointedOn !== 'string' || appointedOn <= day);
};

/** So many days before the quarter's last one, but never before the quarter itself. */
const opening = (quarter: Quarter, context: Context): Day => {
  const { opensDaysBeforeQuarterEnd } = context.policy.rules.appraisal;
  const opens = addDays(lastDayOfQuarter(quarter), -opensDaysBeforeQuarterEnd);
  const begins = firstDayOfQuarter(quarter);
  return opens < begins ? begins : opens;
};
