import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { ChoiceField, DayField, TextField } from '../../../kernel/fields.js';
import { registrationOf } from '../../../kernel/supervision/under-supervision.js';
import { OfMeasure } from './decide-measure.js';
import { type Answer, ANSWERS, type MeasureEvent, SENT_ON } from './events.js';
import type { Proceeding } from './proceeding.js';
import { reject } from './rejections.js';

abstract class MeasurePaper extends OfMeasure {
  @TextField({ max: 100, description: '机关 / body', example: '福州市仓山区人民法院' }) declare readonly body: string;
  @TextField({ max: 100, description: '文书编号 / number of the document', example: '（2026）仓矫撤字第2号' })
  declare readonly documentNumber: string;
  @DayField({ description: '日期 / day', example: '2026-04-08' }) declare readonly on: Day;
}
export class SendMeasure extends MeasurePaper {}
export class RecordAnswerToMeasure extends MeasurePaper {
  @ChoiceField(ANSWERS, { description: '答复 / answer', example: 'GRANTED' }) declare readonly answer: Answer;
}

/** What another body decides is sent to it once the county has decided to ([28] of the law; SAN-1). */
export const sendMeasure = (c: SendMeasure, measure: Proceeding, context: Context): MeasureEvent[] => {
  if (measure.status === 'none') throw reject('MEASURE_NOT_FOUND');
  registrationOf(context.references.supervisee);
  if (!SENT_ON.includes(measure.kind)) throw reject('MEASURE_NOT_SENT_ON', { kind: measure.kind });
  if (measure.status !== 'decided') throw reject('MEASURE_NOT_DECIDED', { status: measure.status });
  if (c.on > context.today) throw reject('MEASURE_PAPER_IN_FUTURE');
  return [{ type: 'MeasureSent', data: paperOf(c, measure, context) }];
};

/** The body's answer, once, also when the person's supervision has ended by it. */
export const recordAnswerToMeasure = (
  c: RecordAnswerToMeasure,
  measure: Proceeding,
  context: Context,
): MeasureEvent[] => {
  if (measure.status === 'none') throw reject('MEASURE_NOT_FOUND');
  if (measure.status !== 'sent') throw reject('MEASURE_NOT_SENT', { status: measure.status });
  if (c.on > context.today) throw reject('MEASURE_PAPER_IN_FUTURE');
  if (c.on < measure.sentOn) throw reject('MEASURE_PAPER_TOO_EARLY', { sentOn: measure.sentOn });
  return [{ type: 'MeasureAnswered', data: { ...paperOf(c, measure, context), answer: c.answer } }];
};

const paperOf = (
  { body, documentNumber, on }: MeasurePaper,
  { measureId, superviseeId, kind }: Exclude<Proceeding, { status: 'none' }>,
  { jurisdiction }: Context,
) => ({ measureId, superviseeId, officeId: jurisdiction.at(-1) ?? '', kind, body, documentNumber, on });
