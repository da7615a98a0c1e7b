import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, IdField, TextField, TimeField } from '../../../kernel/fields.js';
import { IdsField } from '../../../kernel/field-kinds/id-list.js';
import type { Activity } from './activity-book.js';
import type { OfActivity, ParticipationPlanned } from './events.js';
import { participant } from './of-activity.js';
import { reject } from './rejections.js';

/** What every plan of an activity says. One that was held before it was entered is planned and recorded afterwards. */
export abstract class ActivityPlan extends Command {
  @IdField({ description: '司法所 / office', example: 'office-cangshan' }) declare readonly officeId: string;
  @TextField({
    max: 100,
    description: '主题，不得写入个人信息 / title, without personal data',
    example: '民法典专题讲座',
  })
  declare readonly title: string;
  @TextField({ max: 200, description: '地点 / place', example: '仓山司法所会议室' }) declare readonly place: string;
  @DayField({ description: '日期 / day', example: '2026-03-18' }) declare readonly day: Day;
  @TimeField({ description: '开始 / from', example: '09:00' }) declare readonly from: string;
  @TimeField({ description: '结束 / to', example: '11:00' }) declare readonly to: string;
  @IdField({ description: '主讲人或带队人 / who teaches or leads', example: 'w-001' }) declare readonly ledBy: string;
  @IdsField({ optional: true, max: 100, description: '参与的志愿者 / volunteers', example: ['v-001'] })
  declare readonly volunteers?: string[];
  @IdsField({
    optional: true,
    max: 300,
    description: '应参加的社区矫正对象 / supervisees who are to take part',
    example: ['3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11'],
  })
  declare readonly participants?: string[];
}

type Plan = OfActivity & Pick<ActivityPlan, 'title' | 'place' | 'from' | 'to' | 'ledBy'> & { volunteers: string[] };

/** The plan as it goes on record once it is sound. */
export const planned = <Kind extends Pick<OfActivity, 'programme' | 'subject'>>(
  c: ActivityPlan,
  kind: Kind,
  activity: Activity,
  context: Context,
): Plan & Kind => {
  if (activity.status !== 'none') throw reject('ACTIVITY_ALREADY_PLANNED');
  const officeId = context.jurisdiction[OFFICE_LEVEL];
  if (officeId === undefined) throw reject('OFFICE_NEEDED', { officeId: c.officeId });
  const { title, place, day, from, to, ledBy, volunteers = [] } = c;
  if (to <= from) throw reject('ACTIVITY_TIMES_REVERSED');
  return { activityId: c.meta.commandId, officeId, ...kind, day, title, place, from, to, ledBy, volunteers };
};

/** A path is [city, county, office]. */
const OFFICE_LEVEL = 2;

/** Each of these people is to take part; the decision refers to each by the own id. */
export const participations = (
  of: OfActivity,
  superviseeIds: readonly string[],
  context: Context,
): ParticipationPlanned[] =>
  superviseeIds.map((superviseeId) => {
    participant(context.references[superviseeId], of.day, context);
    const { activityId, officeId, programme, subject, day } = of;
    return { type: 'ParticipationPlanned', data: { activityId, officeId, programme, subject, day, superviseeId } };
  });
