import type { Context } from '../../../kernel/context.js';
import { IdField } from '../../../kernel/fields.js';
import type { Activity } from './activity-book.js';
import type { ActivityEvent } from './events.js';
import { named, OfPlannedActivity } from './of-activity.js';

/** Given by itself once somebody who is to take part was transferred to another office; no route leads here. */
export class ReleaseParticipant extends OfPlannedActivity {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

/**
 * Whoever is supervised elsewhere is not awaited any more: the office that planned it does not reach them, and the new one not the
 * activity (TRV-1). What was recorded of their part stays. Who comes back is awaited when the office says so anew.
 */
export const releaseParticipant = (c: ReleaseParticipant, activity: Activity, context: Context): ActivityEvent[] => {
  if (activity.status !== 'planned') return [];
  const { superviseeId } = c;
  if (!activity.expected.includes(superviseeId) || activity.parts[superviseeId]) return [];
  return [{ type: 'ParticipantTransferred', data: { ...named(activity, context), superviseeId } }];
};
