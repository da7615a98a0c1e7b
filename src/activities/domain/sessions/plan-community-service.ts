import type { Context } from '../../../kernel/context.js';
import type { Activity } from './activity-book.js';
import type { ActivityEvent } from './events.js';
import { ActivityPlan, participations, planned } from './planning.js';

export class PlanCommunityService extends ActivityPlan {}

/** An office plans community service by what people are able to do; nobody owes any number of hours ([42] of the law, SVC-1). */
export const planCommunityService = (
  c: PlanCommunityService,
  activity: Activity,
  context: Context,
): ActivityEvent[] => {
  const data = planned(c, { programme: 'COMMUNITY_SERVICE' as const, subject: null }, activity, context);
  return [{ type: 'CommunityServicePlanned', data }, ...participations(data, c.participants ?? [], context)];
};
