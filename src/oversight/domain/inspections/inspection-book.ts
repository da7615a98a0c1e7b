import type { Day } from '../../../kernel/day.js';
import type { InspectionEvent } from './events.js';

/**
 * planned → carried-out (nothing to put right), or to-answer → answered (→ to-answer again) → closed; a planned one may be cancelled.
 */
interface Known {
  readonly inspectionId: string;
  readonly officeId: string;
}
export interface Planned extends Known {
  readonly status: 'planned';
  /** Day on which the plan was made. */
  readonly madeOn: Day;
}
export interface ToAnswer extends Known {
  readonly status: 'to-answer';
  readonly answerDueOn: Day;
  readonly overdue: boolean;
  /** Numbers of the findings to put right. */
  readonly open: readonly number[];
}
export interface Answered extends Known {
  readonly status: 'answered';
  readonly open: readonly number[];
}
export interface Ended extends Known {
  readonly status: 'carried-out' | 'closed' | 'cancelled';
}
export type Inspection = { readonly status: 'none' } | Planned | ToAnswer | Answered | Ended;
export type KnownInspection = Exclude<Inspection, { status: 'none' }>;

export const NO_INSPECTION: Inspection = { status: 'none' };

export const evolve = (before: Inspection, event: InspectionEvent): Inspection => {
  const { inspectionId, officeId } = event.data;
  const known = { inspectionId, officeId };
  switch (event.type) {
    case 'InspectionPlanned':
      return { ...known, status: 'planned', madeOn: event.data.madeOn };
    case 'InspectionCancelled':
      return { ...known, status: 'cancelled' };
    case 'InspectionCarriedOut': {
      const { answerDueOn, findings } = event.data;
      if (answerDueOn === undefined) return { ...known, status: 'carried-out' };
      const open = findings.filter(({ rectify }) => rectify).map(({ finding }) => finding);
      return { ...known, status: 'to-answer', answerDueOn, overdue: false, open };
    }
    case 'InspectionAnswered':
      return before.status === 'to-answer' ? { ...known, status: 'answered', open: before.open } : before;
    case 'InspectionAnswerReturned':
      return before.status === 'answered'
        ? { ...known, status: 'to-answer', answerDueOn: event.data.answerDueOn, overdue: false, open: before.open }
        : before;
    case 'InspectionAnswerOverdue':
      return before.status === 'to-answer' ? { ...before, overdue: true } : before;
    case 'InspectionClosed':
      return { ...known, status: 'closed' };
  }
};
