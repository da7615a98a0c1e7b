import type { Context } from '../../../kernel/context.js';
import type { PlanEvent } from './events.js';
import type { Plan } from './plan.js';
import { drafted, PlanForm } from './plan-form.js';
import { reject } from './rejections.js';

export class DraftPlan extends PlanForm {}

/** A first plan is drafted from an assessment; again when it was returned (PLN-1). */
export const draftPlan = (c: DraftPlan, plan: Plan, context: Context): PlanEvent[] => {
  const events = drafted(c, plan, context);
  if (plan.inForce) throw reject('PLAN_ALREADY_IN_FORCE', { version: plan.inForce.version });
  return events;
};
