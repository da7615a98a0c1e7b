import type { Context } from '../../../kernel/context.js';
import { instantOf, minutesOf } from '../../../kernel/day.js';
import { FlagField, IdField, IntegerField, TextField } from '../../../kernel/fields.js';
import type { KnownActivity, Part } from './activity-book.js';
import { OfPlannedActivity, participant } from './of-activity.js';
import { reject } from './rejections.js';

/** What is said of one person's part in an activity. */
export abstract class Participation extends OfPlannedActivity {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @FlagField({ description: '是否出席 / attended or not', example: true }) declare readonly attended: boolean;
  @IntegerField({
    optional: true,
    min: 1,
    max: 1_440,
    description: '出席分钟数，不填则为活动全程 / minutes; the whole activity when left out',
    example: 120,
  })
  declare readonly minutes?: number;
  @TextField({ optional: true, max: 500, description: '缺席原因 / why not' }) declare readonly absence?: string;
}

/** The part of somebody of the office in an activity that has begun, once what is said of it is sound. */
export const partOf = (c: Participation, activity: KnownActivity, context: Context): Part => {
  participant(context.references.supervisee, activity.day, context);
  if (context.now < instantOf(activity.day, activity.from)) throw reject('ACTIVITY_NOT_BEGUN');
  const sound = c.attended ? c.absence === undefined : c.absence !== undefined && c.minutes === undefined;
  if (!sound) throw reject('PARTICIPATION_CONTRADICTORY');
  if (!c.attended) return { minutes: null };
  const whole = minutesOf(activity.to) - minutesOf(activity.from);
  const { minutes = whole } = c;
  if (minutes > whole) throw reject('MINUTES_EXCEED_ACTIVITY', { minutes: whole });
  return { minutes };
};
