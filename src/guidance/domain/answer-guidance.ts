import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { IdField, TextField } from '../../kernel/fields.js';
import type { GuidanceEvent } from './events.js';
import type { Inquiry } from './inquiry.js';
import { reject } from './rejections.js';
import { notFound } from '../../kernel/rejection.js';

export class AnswerGuidance extends Command {
  @IdField({ path: true }) declare readonly guidanceId: string;
  @TextField({
    description: '答复，不得写入个人信息 / answer, without personal data',
    example: '可参照三日以上请假的程序办理',
  })
  declare readonly text: string;
}

const ANSWERING = ['deputy-director', 'director', 'city-officer'];

/** County or city answers, once; the answer is a precedent (GUI-1). */
export const answerGuidance = (c: AnswerGuidance, inquiry: Inquiry, context: Context): GuidanceEvent[] => {
  if (inquiry.status === 'none') throw notFound();
  if (inquiry.status === 'answered') throw reject('GUIDANCE_ALREADY_ANSWERED');
  if (!ANSWERING.includes(c.meta.role)) throw reject('GUIDANCE_FROM_ABOVE');
  const { guidanceId, text } = c;
  return [{ type: 'GuidanceAnswered', data: { guidanceId, officeId: context.jurisdiction.at(-1) ?? '', text } }];
};
