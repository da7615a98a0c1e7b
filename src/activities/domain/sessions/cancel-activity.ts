import type { Context } from '../../../kernel/context.js';
import { TextField } from '../../../kernel/fields.js';
import type { Activity } from './activity-book.js';
import type { ActivityEvent } from './events.js';
import { goingAhead, named, OfPlannedActivity } from './of-activity.js';
import { reject } from './rejections.js';

export class CancelActivity extends OfPlannedActivity {
  @TextField({
    max: 500,
    description: '取消原因，不得写入个人信息 / reason, without personal data',
    example: '台风预警，活动取消',
  })
  declare readonly reason: string;
}

/** An activity does not take place, unless somebody took part in it (EDU-1, SVC-1). */
export const cancelActivity = (c: CancelActivity, activity: Activity, context: Context): ActivityEvent[] => {
  const known = goingAhead(activity);
  if (Object.keys(known.parts).length > 0) throw reject('ACTIVITY_HELD');
  const of = named(known, context);
  return [
    { type: 'ActivityCancelled', data: { ...of, reason: c.reason } },
    ...known.expected.map((superviseeId) => ({
      type: 'ParticipationCancelled' as const,
      data: { ...of, superviseeId },
    })),
  ];
};
