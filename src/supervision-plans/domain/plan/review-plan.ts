import type { Context } from '../../../kernel/context.js';
import { addDays, type Day } from '../../../kernel/day.js';
import { ChoiceField, DayField, TextField } from '../../../kernel/fields.js';
import { named, OfSupervisee, underSupervisionSince } from '../of-supervisee.js';
import { type PlanEvent, REVIEW_OUTCOMES, type ReviewOutcome } from './events.js';
import { inForce, type Plan } from './plan.js';
import { byTheOffice } from './plan-form.js';
import { reject } from './rejections.js';

export class ReviewPlan extends OfSupervisee {
  @DayField({ description: '评估日期 / day of the review', example: '2026-06-09' }) declare readonly reviewedOn: Day;
  @TextField({ description: '评估情况 / findings', example: '目标基本达到' }) declare readonly findings: string;
  @ChoiceField(REVIEW_OUTCOMES, { description: '结论：维持或需调整 / to be kept or adjusted', example: 'KEEP' })
  declare readonly outcome: ReviewOutcome;
}

/** The plan in force is looked at at the policy's interval; the next review is due as many days after this one (PLN-1). */
export const reviewPlan = (c: ReviewPlan, plan: Plan, context: Context): PlanEvent[] => {
  underSupervisionSince(c.reviewedOn, context);
  byTheOffice(c, context);
  const { version, since, reviewDueOn: from } = inForce(plan);
  const { reviewedOn, findings, outcome } = c;
  if (reviewedOn < since) throw reject('PLAN_REVIEW_TOO_EARLY', { since });
  const reviewDueOn = addDays(reviewedOn, context.policy.rules.plan.reviewDays);
  const review = { reviewedOn, outcome, findings, from, reviewDueOn, late: reviewedOn > from };
  return [{ type: 'CorrectionPlanReviewed', data: { ...named(c, context), version, ...review } }];
};
