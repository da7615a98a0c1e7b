import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, TextField } from '../../../kernel/fields.js';
import type { SuperviseeEvent } from '../events.js';
import { alive, named, OfSupervisee } from '../of-supervisee.js';
import { reject } from '../rejections.js';
import type { Supervision } from '../supervision.js';

export class RecordFinalEvaluation extends OfSupervisee {
  @DayField({ description: '评估日期 / day', example: '2027-02-26' }) declare readonly on: Day;
  @TextField({
    max: 5_000,
    description: '评估总结 / final evaluation',
    example: '矫正期间遵守规定，按时汇报，已稳定就业，建议按期解除',
  })
  declare readonly summary: string;
}

/** The office sums up the whole of the supervision (评估总结), once, before it ends by expiry or pardon (DIS-1). */
export const recordFinalEvaluation = (
  c: RecordFinalEvaluation,
  supervision: Supervision,
  context: Context,
): SuperviseeEvent[] => {
  const { reportedOn, evaluatedOn } = alive(supervision);
  if (evaluatedOn !== undefined) throw reject('FINAL_EVALUATION_ALREADY_RECORDED', { on: evaluatedOn });
  if (c.on > context.today) throw reject('FINAL_EVALUATION_IN_FUTURE');
  if (c.on < reportedOn) throw reject('FINAL_EVALUATION_BEFORE_REGISTRATION', { reportedOn });
  return [{ type: 'SuperviseeEvaluated', data: { ...named(c, context), on: c.on, summary: c.summary } }];
};
