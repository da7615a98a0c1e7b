import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { ChoiceField, DayField } from '../../kernel/fields.js';
import { DISCHARGE_CAUSES, type DischargeCause, type SuperviseeEvent } from './events.js';
import { named, OfSupervisee, underSupervision } from './of-supervisee.js';
import { reject } from './rejections.js';
import type { Supervision } from './supervision.js';

export class DischargeSupervisee extends OfSupervisee {
  @DayField({ description: '解除或终止日期 / day', example: '2027-03-01' }) declare readonly on: Day;
  @ChoiceField(DISCHARGE_CAUSES, { description: '事由 / cause', example: 'TERM_EXPIRED' })
  declare readonly cause: DischargeCause;
}

/** Supervision ends, by expiry not before the last day of the term; afterwards nothing more is done with the record (DIS-1). */
export const dischargeSupervisee = (
  c: DischargeSupervisee,
  supervision: Supervision,
  context: Context,
): SuperviseeEvent[] => {
  const { reportedOn, termTo, sex, birthYear, category, employment } = underSupervision(supervision);
  const { on, cause } = c;
  if (on > context.today) throw reject('DISCHARGED_IN_FUTURE');
  if (on < reportedOn) throw reject('DISCHARGED_BEFORE_REGISTRATION', { reportedOn });
  if (cause === 'TERM_EXPIRED' && on < termTo) throw reject('TERM_NOT_EXPIRED', { termTo });
  const traits = { sex, birthYear, category, ...(employment && { employment }) };
  return [{ type: 'SuperviseeDischarged', data: { ...named(c, context), on, cause, ...traits } }];
};
