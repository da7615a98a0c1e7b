import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { DayField } from '../../kernel/fields.js';
import { registrationOf } from '../../kernel/supervision/under-supervision.js';
import type { EmploymentEvent } from './events.js';
import { awayNow, named, OfPerson } from './of-person.js';
import { reject } from './rejections.js';
import type { WorkingLife } from './working-life.js';

export class ExtendWorkAway extends OfPerson {
  @DayField({ description: '延长至 / last day from now on', example: '2026-09-30' }) declare readonly until: Day;
}

/** The work elsewhere takes longer than planned (EMP-1). */
export const extendWorkAway = (c: ExtendWorkAway, life: WorkingLife, context: Context): EmploymentEvent[] => {
  registrationOf(context.references.supervisee);
  const { awayId, from, until: previousUntil } = awayNow(life);
  if (c.until <= previousUntil) throw reject('AWAY_NOT_EXTENDED', { until: previousUntil });
  const stay = { ...named(c, context), awayId, from, until: c.until };
  return [{ type: 'WorkAwayExtended', data: { ...stay, previousUntil } }];
};
