import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { ChoiceField, DayField, FlagField, IdField, PatternField, TextField } from '../../kernel/fields.js';
import { VOLUNTEER_SEXES, type VolunteerEvent, type VolunteerSex } from './events.js';
import { reject } from './rejections.js';
import type { VolunteerService } from './service.js';

export class RegisterVolunteer extends Command {
  @IdField({ description: '志愿者编号 / id', example: 'v-001' }) declare readonly volunteerId: string;
  @IdField({ description: '登记单位 / unit', example: 'office-cangshan' }) declare readonly unitId: string;
  @TextField({ max: 50, description: '姓名 / name', example: '陈某' }) declare readonly name: string;
  @PatternField(/^\+?[0-9][0-9 -]{4,19}$/, { optional: true, description: '电话 / telephone', example: '13800000000' })
  declare readonly phone?: string;
  @ChoiceField(VOLUNTEER_SEXES, { description: '性别 / sex', example: 'FEMALE' }) declare readonly sex: VolunteerSex;
  @TextField({ max: 200, optional: true, description: '专长 / skills', example: '心理咨询师' })
  declare readonly skills?: string;
  @FlagField({ optional: true, description: '熟悉未成年人身心特点 / knows minors', example: false })
  declare readonly knowsMinors?: boolean;
  @DayField({ description: '登记日期 / day', example: '2026-03-09' }) declare readonly registeredOn: Day;
}

/** A volunteer is registered to a unit (ORG-3). An id stands for one person's service: it is never given again. */
export const registerVolunteer = (
  c: RegisterVolunteer,
  service: VolunteerService,
  context: Context,
): VolunteerEvent[] => {
  if (service.status !== 'none') throw reject('VOLUNTEER_ALREADY_REGISTERED', { status: service.status });
  if (c.registeredOn > context.today) throw reject('VOLUNTEER_DAY_IN_FUTURE');
  const { volunteerId, name, phone, sex, skills, knowsMinors = false, registeredOn } = c;
  // A unit that was merged is named by that which stands for it.
  const of = { volunteerId, unitId: context.jurisdiction.at(-1) ?? c.unitId };
  const given = { ...(phone === undefined ? {} : { phone }), ...(skills === undefined ? {} : { skills }) };
  return [{ type: 'VolunteerRegistered', data: { ...of, sex, knowsMinors, registeredOn, name, ...given } }];
};
