import type { Context } from '../../../kernel/context.js';
import { named, OfSupervisee } from '../of-supervisee.js';
import type { PlanEvent } from './events.js';
import type { Plan } from './plan.js';

/** Given by the scheduler when the day of a review begins. */
export class MarkReviewDue extends OfSupervisee {}

/** The day has come that the plan in force is to be reviewed on: due, once for each review, while the person is supervised (PLN-1). */
export const markReviewDue = (c: MarkReviewDue, { inForce }: Plan, context: Context): PlanEvent[] => {
  if (!inForce || inForce.fellDue || context.today < inForce.reviewDueOn) return [];
  if (typeof context.references.supervisee?.facts.dischargedOn === 'string') return [];
  const { version, reviewDueOn } = inForce;
  return [{ type: 'CorrectionPlanReviewFellDue', data: { ...named(c, context), version, reviewDueOn } }];
};
