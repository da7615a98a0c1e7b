import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { ChoiceField, DayField, IdField, TextField } from '../../kernel/fields.js';
import { underSupervisionOn } from '../../kernel/supervision/under-supervision.js';
import { type Destination, DESTINATIONS, type EmploymentEvent } from './events.js';
import { named, OfPerson } from './of-person.js';
import { reject } from './rejections.js';
import type { WorkingLife } from './working-life.js';

export class BeginWorkAway extends OfPerson {
  @DayField({ description: '外出日期 / first day away', example: '2026-03-16' }) declare readonly from: Day;
  @DayField({ description: '预计最后一日 / last day, as planned', example: '2026-06-30' }) declare readonly until: Day;
  @ChoiceField(DESTINATIONS, { description: '外出范围 / how far', example: 'OTHER_CITY' })
  declare readonly destination: Destination;
  @TextField({ max: 200, description: '外出地点 / place', example: '厦门市湖里区某工地' })
  declare readonly place: string;
  @TextField({ max: 100, optional: true, description: '就业单位 / employer', example: '某建筑公司' })
  declare readonly employer?: string;
  @IdField({ optional: true, description: '外出审批编号 / permit to leave the area', example: 't-001' })
  declare readonly permitId?: string;
}

/** Somebody has left for work elsewhere: where and until when; whoever is away is not away a second time (EMP-1). */
export const beginWorkAway = (c: BeginWorkAway, life: WorkingLife, context: Context): EmploymentEvent[] => {
  const { from, until, destination, place, employer, permitId } = c;
  underSupervisionOn(from, context);
  if (until < from) throw reject('AWAY_REVERSED');
  if (life.away) throw reject('ALREADY_AWAY', { from: life.away.from });
  if (life.lastReturn !== null && from < life.lastReturn) throw reject('AWAY_OVERLAPS', { until: life.lastReturn });
  const more = { ...(employer === undefined ? {} : { employer }), ...(permitId === undefined ? {} : { permitId }) };
  const stay = { ...named(c, context), awayId: c.meta.commandId, from, until };
  return [{ type: 'WorkAwayBegun', data: { ...stay, destination, place, ...more } }];
};
