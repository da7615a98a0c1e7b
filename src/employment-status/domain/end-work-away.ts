import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { DayField } from '../../kernel/fields.js';
import { underSupervisionOn } from '../../kernel/supervision/under-supervision.js';
import type { EmploymentEvent } from './events.js';
import { awayNow, named, OfPerson } from './of-person.js';
import { reject } from './rejections.js';
import type { WorkingLife } from './working-life.js';

export class EndWorkAway extends OfPerson {
  @DayField({ description: '返回日期 / day of the return', example: '2026-06-28' }) declare readonly on: Day;
}

/** The person is back from work elsewhere, in time or not (EMP-1). */
export const endWorkAway = (c: EndWorkAway, life: WorkingLife, context: Context): EmploymentEvent[] => {
  const { awayId, from, until } = awayNow(life);
  if (c.on < from) throw reject('RETURN_BEFORE_DEPARTURE', { from });
  underSupervisionOn(c.on, context);
  return [{ type: 'WorkAwayEnded', data: { ...named(c, context), awayId, from, until, on: c.on } }];
};
