import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, IdField, IntegerField, TextField } from '../../../kernel/fields.js';
import { IdsField } from '../../../kernel/field-kinds/id-list.js';
import type { OutreachEvent } from './events.js';
import type { Outreach } from './outreach-book.js';
import { reject } from './rejections.js';

export class RecordOutreach extends Command {
  @IdField({ description: '司法所 / office', example: 'office-cangshan' }) declare readonly officeId: string;
  @DayField({ description: '日期 / day', example: '2026-03-15' }) declare readonly day: Day;
  @TextField({
    max: 200,
    description: '宣传主题，不得写入个人信息 / topic, without personal data',
    example: '社区矫正法宣传周',
  })
  declare readonly topic: string;
  @TextField({ max: 200, description: '地点 / place', example: '甘蔗街道文化广场' }) declare readonly place: string;
  @IntegerField({ max: 1_000_000, description: '参加人数 / how many came', example: 120 })
  declare readonly attendance: number;
  @IdsField({ min: 1, max: 50, description: '组织人员 / who held it', example: ['w-001'] })
  declare readonly heldBy: string[];
  @IdsField({ optional: true, max: 100, description: '参与的志愿者 / volunteers', example: ['v-001'] })
  declare readonly volunteers?: string[];
}

/** An office held an event for the public, and so many came (OUT-1). */
export const recordOutreach = (c: RecordOutreach, outreach: Outreach, context: Context): OutreachEvent[] => {
  if (outreach.status !== 'none') throw reject('OUTREACH_ALREADY_RECORDED');
  const officeId = context.jurisdiction[OFFICE_LEVEL];
  if (officeId === undefined) throw reject('OUTREACH_OFFICE_NEEDED', { officeId: c.officeId });
  if (c.day > context.today) throw reject('OUTREACH_IN_FUTURE');
  const { day, topic, place, attendance, heldBy, volunteers = [] } = c;
  const of = { outreachId: c.meta.commandId, officeId, day };
  return [{ type: 'OutreachHeld', data: { ...of, topic, place, attendance, heldBy, volunteers } }];
};

/** A path is [city, county, office]. */
const OFFICE_LEVEL = 2;
