import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { DayField, IdField, TextField } from '../../kernel/fields.js';
import { notFound } from '../../kernel/rejection.js';
import type { VolunteerEvent } from './events.js';
import { reject } from './rejections.js';
import type { VolunteerService } from './service.js';

export class EndVolunteering extends Command {
  @IdField({ path: true }) declare readonly volunteerId: string;
  @DayField({ description: '退出日期 / day', example: '2026-06-30' }) declare readonly on: Day;
  @TextField({ max: 500, description: '原因 / reason', example: '迁往外地' }) declare readonly reason: string;
}

/** A volunteer leaves the register; what they did stays (ORG-3). */
export const endVolunteering = (c: EndVolunteering, service: VolunteerService, context: Context): VolunteerEvent[] => {
  if (service.status === 'none') throw notFound();
  if (service.status === 'left') throw reject('VOLUNTEER_HAS_LEFT');
  const { volunteerId, on, reason } = c;
  if (on > context.today) throw reject('VOLUNTEER_DAY_IN_FUTURE');
  if (on < service.registeredOn) throw reject('VOLUNTEER_DAY_TOO_EARLY', { registeredOn: service.registeredOn });
  return [{ type: 'VolunteerLeft', data: { volunteerId, unitId: context.jurisdiction.at(-1) ?? '', on, reason } }];
};
