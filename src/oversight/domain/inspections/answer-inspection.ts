import type { Context } from '../../../kernel/context.js';
import { IntegerField, ListField, TextField } from '../../../kernel/fields.js';
import type { InspectionEvent } from './events.js';
import type { Inspection } from './inspection-book.js';
import { known, named, OfInspection } from './of-inspection.js';
import { reject } from './rejections.js';

export class RectifiedFinding {
  @IntegerField({ min: 1, max: 50, description: '检查发现的序号 / number of the finding', example: 1 })
  declare readonly finding: number;
  @TextField({ max: 1_000, description: '整改措施和结果，不写个人信息 / what was done; names nobody' })
  declare readonly measures: string;
}

export class AnswerInspection extends OfInspection {
  @ListField(() => RectifiedFinding, {
    min: 1,
    max: 50,
    description: '整改情况 / what was done about each finding',
    example: [{ finding: 1, measures: '已补充评估并建立提醒' }],
  })
  declare readonly rectifications: RectifiedFinding[];
}

/** The office answers for each finding that it had to put right; after the last day the answer stays late (GOV-1). */
export const answerInspection = (c: AnswerInspection, inspection: Inspection, context: Context): InspectionEvent[] => {
  const asked = known(inspection);
  if (asked.status !== 'to-answer') throw reject('INSPECTION_NOT_TO_ANSWER', { status: asked.status });
  const answered = c.rectifications.map(({ finding }) => finding).sort((one, other) => one - other);
  if (answered.join() !== asked.open.join()) throw reject('INSPECTION_ANSWER_UNFIT', { findings: asked.open });
  const { today: answeredOn } = context;
  const rectifications = c.rectifications.map(({ finding, measures }) => ({ finding, measures }));
  const late = answeredOn > asked.answerDueOn;
  return [{ type: 'InspectionAnswered', data: { ...named(c, context), answeredOn, late, rectifications } }];
};

/** Given by the scheduler when the last day to answer is over. */
export class MarkInspectionAnswerOverdue extends OfInspection {}

/** No answer came in time: said once; it can still come, and stays late (GOV-1). */
export const markInspectionAnswerOverdue = (
  c: MarkInspectionAnswerOverdue,
  inspection: Inspection,
  context: Context,
): InspectionEvent[] => {
  if (inspection.status !== 'to-answer' || inspection.overdue || context.today <= inspection.answerDueOn) return [];
  return [{ type: 'InspectionAnswerOverdue', data: { ...named(c, context), dueOn: inspection.answerDueOn } }];
};
