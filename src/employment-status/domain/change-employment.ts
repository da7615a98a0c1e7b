import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { ChoiceField, DayField, TextField } from '../../kernel/fields.js';
import { underSupervisionOn } from '../../kernel/supervision/under-supervision.js';
import { type Employment, type EmploymentEvent, EMPLOYMENTS } from './events.js';
import { named, OfPerson } from './of-person.js';
import { reject } from './rejections.js';
import type { WorkingLife } from './working-life.js';

export class ChangeEmployment extends OfPerson {
  @ChoiceField(EMPLOYMENTS, { description: '变动后的就业状况 / employment from now on', example: 'EMPLOYED' })
  declare readonly to: Employment;
  @DayField({ description: '变动日期 / day', example: '2026-03-16' }) declare readonly on: Day;
  @TextField({ max: 100, optional: true, description: '就业单位 / employer', example: '某建材店' })
  declare readonly employer?: string;
  @TextField({ max: 100, optional: true, description: '工种 / occupation', example: '销售' })
  declare readonly occupation?: string;
}

/** The employment changes from what it was; changes are told in the order in which they happened (EMP-1). */
export const changeEmployment = (c: ChangeEmployment, life: WorkingLife, context: Context): EmploymentEvent[] => {
  const { to, on, employer, occupation } = c;
  underSupervisionOn(on, context);
  if (life.changedOn !== null && on < life.changedOn)
    throw reject('EMPLOYMENT_CHANGED_LATER', { changedOn: life.changedOn });
  const from = life.employment ?? atRegistration(context);
  // Another employer or occupation is a change too, but is sealed and cannot be compared: it has to be named.
  if (from === to && employer === undefined && occupation === undefined) throw reject('EMPLOYMENT_UNCHANGED');
  const work = { ...(employer === undefined ? {} : { employer }), ...(occupation === undefined ? {} : { occupation }) };
  return [{ type: 'EmploymentChanged', data: { ...named(c, context), on, from, to, ...work } }];
};

const atRegistration = ({ references }: Context): Employment | null => {
  const said = references.supervisee?.facts.employment;
  return EMPLOYMENTS.find((one) => one === said) ?? null;
};
