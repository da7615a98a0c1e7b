import type { Context } from '../../../kernel/context.js';
import type { Activity } from './activity-book.js';
import type { ActivityEvent } from './events.js';
import { goingAhead, named } from './of-activity.js';
import { Participation, partOf } from './participation.js';
import { reject } from './rejections.js';

export class RecordParticipation extends Participation {}

/**
 * Who took part, for how long, or why not; also of those who were not expected (EDU-1, SVC-1). What is recorded already changes
 * nothing, so that a list can be handed in again; what says otherwise has to be a correction.
 */
export const recordParticipation = (c: RecordParticipation, activity: Activity, context: Context): ActivityEvent[] => {
  const known = goingAhead(activity);
  const { minutes } = partOf(c, known, context);
  const recorded = known.parts[c.superviseeId];
  if (recorded?.minutes === minutes) return [];
  if (recorded) throw reject('PARTICIPATION_ALREADY_RECORDED', { minutes: recorded.minutes });
  const of = { ...named(known, context), superviseeId: c.superviseeId };
  return minutes === null
    ? [{ type: 'ActivityMissed', data: { ...of, absence: c.absence ?? '' } }]
    : [{ type: 'ActivityAttended', data: { ...of, minutes } }];
};
