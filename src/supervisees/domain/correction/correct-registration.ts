import type { Context } from '../../../kernel/context.js';
import { ChoiceField, TextField } from '../../../kernel/fields.js';
import { SUPERVISION_CATEGORIES, type SuperviseeEvent, type SupervisionCategory } from '../events.js';
import { named, OfSupervisee, onRecord } from '../of-supervisee.js';
import { reject } from '../rejections.js';
import type { Supervision } from '../supervision.js';

export class CorrectRegistration extends OfSupervisee {
  @ChoiceField(SUPERVISION_CATEGORIES, {
    description: '文书所载的矫正类别 / category, as the document has it',
    example: 'PAROLE',
  })
  declare readonly category: SupervisionCategory;
  @TextField({ max: 500, description: '更正理由 / why', example: '录入有误，决定文书为假释裁定' })
  declare readonly reason: string;
}

/**
 * The category was typed wrongly: it has been another from the beginning, and counts as such from now on (STA-1). Sex and year of birth are
 * held against the identity number when they come in, so they need no correction.
 */
export const correctRegistration = (
  c: CorrectRegistration,
  supervision: Supervision,
  context: Context,
): SuperviseeEvent[] => {
  const { category: from } = onRecord(supervision);
  if (c.category === from) throw reject('CATEGORY_UNCHANGED', { category: from });
  return [{ type: 'RegistrationCorrected', data: { ...named(c, context), from, to: c.category, reason: c.reason } }];
};
