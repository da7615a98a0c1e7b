import { decider } from '../../../kernel/decider.js';
import { superviseeOf } from '../of-supervisee.js';
import { adjustPlan, AdjustPlan } from './adjust-plan.js';
import { approvePlan, ApprovePlan } from './approve-plan.js';
import { draftPlan, DraftPlan } from './draft-plan.js';
import { planEvents } from './events.js';
import { markReviewDue, MarkReviewDue } from './mark-review-due.js';
import { evolve, NO_PLAN } from './plan.js';
import { returnPlan, ReturnPlan } from './return-plan.js';
import { reviewPlan, ReviewPlan } from './review-plan.js';

export const correctionPlan = decider({
  category: 'correctionPlan',
  events: planEvents,
  commands: { DraftPlan, AdjustPlan, ApprovePlan, ReturnPlan, ReviewPlan, MarkReviewDue },
  initial: NO_PLAN,
  evolve,
  decide: {
    DraftPlan: draftPlan,
    AdjustPlan: adjustPlan,
    ApprovePlan: approvePlan,
    ReturnPlan: returnPlan,
    ReviewPlan: reviewPlan,
    MarkReviewDue: markReviewDue,
  },
  idOf: (command) => command.superviseeId,
  unitOf: (_plan, _command, references) => references.supervisee?.unit,
  references: superviseeOf,
});
