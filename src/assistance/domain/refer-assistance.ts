import type { Context } from '../../kernel/context.js';
import { TextField } from '../../kernel/fields.js';
import type { AssistanceEvent } from './events.js';
import type { Helping } from './helping.js';
import { nextStep, OfCase } from './of-case.js';

export class ReferAssistance extends OfCase {
  @TextField({
    max: 100,
    description: '转介单位，不得写入个人信息 / body that is asked to help, without personal data',
    example: '闽侯县人力资源和社会保障局',
  })
  declare readonly body: string;
  @TextField({ description: '请求协助的内容 / what it is asked for', example: '推荐参加电工培训班' })
  declare readonly request: string;
}

/** Another body is asked to help; more than one can be (AID-1). */
export const referAssistance = (c: ReferAssistance, helping: Helping, context: Context): AssistanceEvent[] => {
  const { named } = nextStep(c, helping, context);
  return [{ type: 'AssistanceReferred', data: { ...named, body: c.body, request: c.request } }];
};
