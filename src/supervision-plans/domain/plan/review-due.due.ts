import { type Day, instantOf } from '../../../kernel/day.js';
import { dueMoments } from '../../../kernel/due.js';
import type { SuperviseeDischarged } from '../../../supervisees/domain/events.js';
import type { CorrectionPlanApproved, CorrectionPlanReviewed, CorrectionPlanReviewFellDue } from './events.js';
import { MarkReviewDue } from './mark-review-due.js';

interface Waiting {
  readonly reviewDueOn: Day;
}
type Fact = CorrectionPlanApproved | CorrectionPlanReviewed | CorrectionPlanReviewFellDue | SuperviseeDischarged;

/** A plan in force waits for its next review, whose day each approval and each review moves (PLN-1). */
export const reviewDue = dueMoments<Waiting, Fact, MarkReviewDue>({
  name: 'plan-review-due',
  version: 1,
  events: ['CorrectionPlanApproved', 'CorrectionPlanReviewed', 'CorrectionPlanReviewFellDue', 'SuperviseeDischarged'],
  keys: ({ data }) => [data.superviseeId],
  project: (waiting, event) => {
    switch (event.type) {
      case 'CorrectionPlanApproved':
        return { reviewDueOn: event.data.reviewDueOn };
      case 'CorrectionPlanReviewed':
        // A review of long ago that goes on record now may leave the next one where it was.
        return event.data.reviewDueOn === event.data.from ? waiting : { reviewDueOn: event.data.reviewDueOn };
      case 'CorrectionPlanReviewFellDue':
      case 'SuperviseeDischarged':
        return null;
    }
  },
  due: ({ reviewDueOn }, superviseeId) => ({ at: instantOf(reviewDueOn, '00:00'), fields: { superviseeId } }),
  command: MarkReviewDue,
});
