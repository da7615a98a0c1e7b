import type { Context } from '../../../kernel/context.js';
import { TextField } from '../../../kernel/fields.js';
import type { Activity } from './activity-book.js';
import type { ActivityEvent } from './events.js';
import { goingAhead, named } from './of-activity.js';
import { Participation, partOf } from './participation.js';
import { reject } from './rejections.js';

export class CorrectParticipation extends Participation {
  @TextField({ max: 500, description: '更正原因 / reason', example: '签到表核对有误' }) declare readonly reason: string;
}

/** What was recorded of somebody's part was wrong: the further fact says what it was and why it changes (EDU-1, SVC-1). */
export const correctParticipation = (
  c: CorrectParticipation,
  activity: Activity,
  context: Context,
): ActivityEvent[] => {
  const known = goingAhead(activity);
  const { minutes } = partOf(c, known, context);
  const recorded = known.parts[c.superviseeId];
  if (!recorded) throw reject('PARTICIPATION_NOT_RECORDED');
  // Why somebody was absent is sealed and cannot be compared: another reason for the same absence is a correction too.
  if (minutes !== null && recorded.minutes === minutes) throw reject('PARTICIPATION_UNCHANGED');
  const { superviseeId, absence, reason } = c;
  const change = { fromMinutes: recorded.minutes, minutes, ...(absence === undefined ? {} : { absence }), reason };
  return [{ type: 'ParticipationCorrected', data: { ...named(known, context), superviseeId, ...change } }];
};
