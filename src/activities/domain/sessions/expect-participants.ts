import type { Context } from '../../../kernel/context.js';
import { IdsField } from '../../../kernel/field-kinds/id-list.js';
import type { Activity } from './activity-book.js';
import type { ActivityEvent } from './events.js';
import { goingAhead, named, OfPlannedActivity } from './of-activity.js';
import { participations } from './planning.js';

export class ExpectParticipants extends OfPlannedActivity {
  @IdsField({
    min: 1,
    max: 300,
    description: '应参加的社区矫正对象 / supervisees who are to take part',
    example: ['3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11'],
  })
  declare readonly superviseeIds: string[];
}

/** More people are to take part; who is expected already stays so (EDU-1, SVC-1). */
export const expectParticipants = (c: ExpectParticipants, activity: Activity, context: Context): ActivityEvent[] => {
  const known = goingAhead(activity);
  const more = c.superviseeIds.filter((id) => !known.expected.includes(id));
  return participations(named(known, context), more, context);
};
