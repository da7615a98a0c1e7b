import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';

export const REVIEW_OUTCOMES = ['KEEP', 'ADJUST'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

interface OfPlan {
  readonly superviseeId: string;
  readonly officeId: string;
  /** From 1: every draft is a version, whatever becomes of it. */
  readonly version: number;
}

export type CorrectionPlanDrafted = DomainEvent<
  'CorrectionPlanDrafted',
  OfPlan & {
    readonly birthYear: number;
    readonly draftedBy: string;
    readonly assessment: Personal;
    /** Why the plan in force is adjusted; missing in a first plan. */
    readonly feedback?: Personal;
  }
>;
/** One goal of the version that was just drafted, with the measures that lead to it. */
export type CorrectionPlanGoalSet = DomainEvent<
  'CorrectionPlanGoalSet',
  OfPlan & { readonly number: number; readonly goal: Personal; readonly measures: Personal }
>;
export type CorrectionPlanApproved = DomainEvent<
  'CorrectionPlanApproved',
  OfPlan & {
    /** The version that it takes the place of; null for a first plan. */
    readonly from: number | null;
    readonly approvedOn: Day;
    readonly reviewDueOn: Day;
    readonly opinion?: Personal;
  }
>;
export type CorrectionPlanReturned = DomainEvent<'CorrectionPlanReturned', OfPlan & { readonly reason: Personal }>;
export type CorrectionPlanReviewed = DomainEvent<
  'CorrectionPlanReviewed',
  OfPlan & {
    readonly reviewedOn: Day;
    readonly outcome: ReviewOutcome;
    readonly findings: Personal;
    /** The day that this review was due on, and the next. */
    readonly from: Day;
    readonly reviewDueOn: Day;
    readonly late: boolean;
  }
>;
/** The day has come that the plan is to be reviewed on. */
export type CorrectionPlanReviewFellDue = DomainEvent<
  'CorrectionPlanReviewFellDue',
  OfPlan & { readonly reviewDueOn: Day }
>;

export type PlanEvent =
  | CorrectionPlanDrafted
  | CorrectionPlanGoalSet
  | CorrectionPlanApproved
  | CorrectionPlanReturned
  | CorrectionPlanReviewed
  | CorrectionPlanReviewFellDue;

const ofPerson = { version: 1, subject: 'superviseeId' } as const;

export const planEvents: EventDefinitions<PlanEvent> = {
  CorrectionPlanDrafted: { title: ['起草矫正方案', 'Plan drafted'], ...ofPerson, personal: ['assessment', 'feedback'] },
  CorrectionPlanGoalSet: {
    title: ['矫正方案目标和措施', 'Goal and measures of a plan'],
    ...ofPerson,
    personal: ['goal', 'measures'],
  },
  CorrectionPlanApproved: {
    title: ['批准矫正方案', 'Plan approved'],
    ...ofPerson,
    day: 'approvedOn',
    personal: ['opinion'],
  },
  CorrectionPlanReturned: { title: ['退回矫正方案', 'Plan returned'], ...ofPerson, personal: ['reason'] },
  CorrectionPlanReviewed: {
    title: ['评估矫正方案', 'Plan reviewed'],
    ...ofPerson,
    day: 'reviewedOn',
    personal: ['findings'],
  },
  CorrectionPlanReviewFellDue: { title: ['矫正方案应当评估', 'Plan review due'], version: 1, day: 'reviewDueOn' },
};
