import type { Context } from '../../../kernel/context.js';
import { addDays } from '../../../kernel/day.js';
import { TextField } from '../../../kernel/fields.js';
import { named, OfSupervisee, underSupervision } from '../of-supervisee.js';
import type { PlanEvent } from './events.js';
import { pending, type Plan } from './plan.js';
import { byTheOffice } from './plan-form.js';
import { reject } from './rejections.js';

export class ApprovePlan extends OfSupervisee {
  @TextField({ max: 500, optional: true, description: '意见 / opinion', example: '同意' })
  declare readonly opinion?: string;
}

/** The office head puts a draft of somebody else in force, once the person was told their rights and obligations (PLN-1, INT-3). */
export const approvePlan = (c: ApprovePlan, plan: Plan, context: Context): PlanEvent[] => {
  const { rightsAcknowledged } = underSupervision(context);
  byTheOffice(c, context);
  const { version, draftedBy } = pending(plan);
  if (draftedBy === c.meta.actor || draftedBy === c.meta.onBehalfOf) throw reject('PLAN_OWN_DRAFT');
  if (!rightsAcknowledged) throw reject('PLAN_NEEDS_ACKNOWLEDGEMENT');
  const approvedOn = context.today;
  const reviewDueOn = addDays(approvedOn, context.policy.rules.plan.reviewDays);
  const opinion = c.opinion === undefined ? {} : { opinion: c.opinion };
  const times = { from: plan.inForce?.version ?? null, approvedOn, reviewDueOn };
  return [{ type: 'CorrectionPlanApproved', data: { ...named(c, context), version, ...times, ...opinion } }];
};
