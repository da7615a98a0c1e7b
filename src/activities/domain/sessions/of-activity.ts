import { Command } from '../../../kernel/command.js';
import type { Context, Face } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { IdField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import { notBeforeRegistration } from '../../../kernel/supervision/under-supervision.js';
import type { Activity, KnownActivity } from './activity-book.js';
import type { OfActivity } from './events.js';
import { reject } from './rejections.js';

/** A command about one activity on record. */
export abstract class OfPlannedActivity extends Command {
  @IdField({ path: true }) declare readonly activityId: string;
}

/** The activity, unless it was cancelled. */
export const goingAhead = (activity: Activity): KnownActivity => {
  if (activity.status === 'none') throw notFound();
  if (activity.status === 'cancelled') throw reject('ACTIVITY_CANCELLED');
  return activity;
};

export const named = ({ activityId, programme, subject, day }: KnownActivity, context: Context): OfActivity => ({
  activityId,
  officeId: context.jurisdiction.at(-1) ?? '',
  programme,
  subject,
  day,
});

/** Somebody of the office, under supervision now and on the day; people of other offices are not known to it (SEC-2). */
export const participant = (supervisee: Face | undefined, day: Day, context: Context): void => {
  const office = (supervisee?.path ?? [supervisee?.unit]).at(-1);
  if (office === undefined || office !== context.jurisdiction.at(-1)) throw notFound();
  notBeforeRegistration(day, supervisee);
};
