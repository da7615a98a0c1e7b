import type { Day } from '../../../kernel/day.js';
import type { PlanEvent } from './events.js';
import { reject } from './rejections.js';

export interface Draft {
  readonly version: number;
  readonly draftedBy: string;
}
export interface InForce {
  readonly version: number;
  readonly reviewDueOn: Day;
  /** Day of the approval, or of the last review. */
  readonly since: Day;
  /** It is on record that the review is due. */
  readonly fellDue?: boolean;
}
/** What decisions need to know of one person's plan. */
export interface Plan {
  /** How many were drafted. */
  readonly versions: number;
  /** The one that waits for approval. */
  readonly draft?: Draft;
  readonly inForce?: InForce;
}

export const NO_PLAN: Plan = { versions: 0 };

export const evolve = (before: Plan, event: PlanEvent): Plan => {
  const { draft: _decided, ...rest } = before;
  switch (event.type) {
    case 'CorrectionPlanDrafted': {
      const { version, draftedBy } = event.data;
      return { ...before, versions: version, draft: { version, draftedBy } };
    }
    case 'CorrectionPlanGoalSet':
      return before;
    case 'CorrectionPlanApproved': {
      const { version, reviewDueOn, approvedOn } = event.data;
      return { ...rest, inForce: { version, reviewDueOn, since: approvedOn } };
    }
    case 'CorrectionPlanReturned':
      return rest;
    case 'CorrectionPlanReviewed': {
      const { version, from, reviewDueOn, reviewedOn } = event.data;
      // A review of long ago that goes on record now may leave the next one where it was.
      const fellDue = reviewDueOn === from && before.inForce?.fellDue === true;
      return { ...before, inForce: { version, reviewDueOn, since: reviewedOn, ...(fellDue && { fellDue }) } };
    }
    case 'CorrectionPlanReviewFellDue':
      return before.inForce ? { ...before, inForce: { ...before.inForce, fellDue: true } } : before;
  }
};

export const pending = ({ draft }: Plan): Draft => {
  if (!draft) throw reject('PLAN_NOT_PENDING');
  return draft;
};

export const inForce = (plan: Plan): InForce => {
  if (!plan.inForce) throw reject('PLAN_NOT_IN_FORCE');
  return plan.inForce;
};
