import type { Context } from '../../../kernel/context.js';
import { TextField } from '../../../kernel/fields.js';
import type { InspectionEvent } from './events.js';
import type { Inspection } from './inspection-book.js';
import { answerDue, known, named, OfInspection } from './of-inspection.js';
import { reject } from './rejections.js';

export class ReturnInspectionAnswer extends OfInspection {
  @TextField({
    max: 1_000,
    description: '退回理由，不写个人信息 / reasons; names nobody',
    example: '第一项未说明整改结果',
  })
  declare readonly reasons: string;
}

/** The answer does not do: the office has the policy's days again (GOV-1). */
export const returnInspectionAnswer = (
  c: ReturnInspectionAnswer,
  inspection: Inspection,
  context: Context,
): InspectionEvent[] => {
  if (known(inspection).status !== 'answered') throw reject('INSPECTION_NOT_ANSWERED', { status: inspection.status });
  const data = { ...named(c, context), reasons: c.reasons, answerDueOn: answerDue(context.today, context) };
  return [{ type: 'InspectionAnswerReturned', data }];
};

export class CloseInspection extends OfInspection {
  @TextField({
    max: 1_000,
    description: '结论，不写个人信息 / conclusion; names nobody',
    example: '整改到位，同意办结',
  })
  declare readonly conclusion: string;
}

/** What had to be put right was answered, or there was nothing: the inspection is over (GOV-1). */
export const closeInspection = (c: CloseInspection, inspection: Inspection, context: Context): InspectionEvent[] => {
  const { status } = known(inspection);
  if (status !== 'answered' && status !== 'carried-out') throw reject('INSPECTION_NOT_TO_CLOSE', { status });
  const { today: closedOn } = context;
  return [{ type: 'InspectionClosed', data: { ...named(c, context), closedOn, conclusion: c.conclusion } }];
};
