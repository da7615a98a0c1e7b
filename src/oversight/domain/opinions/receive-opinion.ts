import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { ChoiceField, DayField, IdField, TextField } from '../../../kernel/fields.js';
import { OPINION_KINDS, type OpinionEvent, type OpinionKind } from './events.js';
import { replyDue } from './of-opinion.js';
import type { Opinion } from './opinion-book.js';
import { opinionIdOf } from './opinion-id.js';
import { reject } from './rejections.js';

export class ReceiveOpinion extends Command {
  @IdField({ description: '收文单位 / unit that it is addressed to', example: 'office-cangshan' })
  declare readonly unitId: string;
  @ChoiceField(OPINION_KINDS, { description: '检察建议或纠正意见 / kind', example: 'CORRECTION_OPINION' })
  declare readonly kind: OpinionKind;
  @TextField({ max: 100, description: '检察机关 / procuratorate', example: '福州市仓山区人民检察院' })
  declare readonly procuratorate: string;
  @TextField({ max: 100, description: '文书编号 / number of the document', example: '榕仓检纠〔2026〕1号' })
  declare readonly documentNumber: string;
  @DayField({ description: '收文日期 / day', example: '2026-03-09' }) declare readonly receivedOn: Day;
  @TextField({ description: '内容 / what it says', example: '对一名对象外出审批不规范' })
  declare readonly content: string;
}

/** A document of a procuratorate comes in, once; the written reply is due within the days of its kind (GOV-1; [62] of the law). */
export const receiveOpinion = (c: ReceiveOpinion, opinion: Opinion, context: Context): OpinionEvent[] => {
  if (opinion.status !== 'none') throw reject('OPINION_ALREADY_RECEIVED');
  if (c.receivedOn > context.today) throw reject('OPINION_DAY_IN_FUTURE');
  const { kind, procuratorate, documentNumber, receivedOn, content } = c;
  const of = { opinionId: opinionIdOf(c), unitId: context.jurisdiction.at(-1) ?? '' };
  const dueOn = replyDue(receivedOn, kind, context);
  return [
    { type: 'OpinionReceived', data: { ...of, kind, procuratorate, documentNumber, receivedOn, dueOn, content } },
  ];
};
