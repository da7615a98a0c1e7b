import type { Context } from '../../kernel/context.js';
import { ChoiceField, TextField } from '../../kernel/fields.js';
import { type AssistanceEvent, type Outcome, OUTCOMES } from './events.js';
import type { Helping } from './helping.js';
import { nextStep, OfCase } from './of-case.js';

export class CloseAssistance extends OfCase {
  @ChoiceField(OUTCOMES, { description: '办理结果 / outcome', example: 'RESOLVED' }) declare readonly outcome: Outcome;
  @TextField({ description: '结果说明 / what came of it', example: '已通过培训并在某物业公司就业' })
  declare readonly result: string;
}

/** The case ends with its outcome, whether or not anybody else was asked (AID-1). */
export const closeAssistance = (c: CloseAssistance, helping: Helping, context: Context): AssistanceEvent[] => {
  const { open, named } = nextStep(c, helping, context);
  const { outcome, result } = c;
  return [{ type: 'AssistanceClosed', data: { ...named, openedOn: open.openedOn, outcome, result } }];
};
