import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type { SuperviseeDischarged, SuperviseeTransferred } from '../../src/supervisees/domain/events.js';
import type { PlanEvent, ReviewOutcome } from '../../src/supervision-plans/domain/plan/events.js';

export interface PlanVersion {
  readonly version: number;
  readonly status: 'draft' | 'returned' | 'in-force' | 'superseded';
  readonly assessment: string;
  readonly feedback: string | null;
  readonly goals: readonly { readonly goal: string; readonly measures: string }[];
  readonly draftedBy: string;
  readonly draftedAt: Instant;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  /** Of the approval, or why it was returned. */
  readonly opinion: string | null;
}
export interface PlanReview {
  readonly version: number;
  readonly reviewedOn: Day;
  readonly outcome: ReviewOutcome;
  readonly findings: string;
  readonly late: boolean;
  readonly by: string;
}

/** The plan of one person: every version that was ever drafted, and when the one in force is to be reviewed (PLN-1). */
export interface CorrectionPlanRow {
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly birthYear: number;
  /** Version that is in force, and that waits for approval. */
  readonly inForce: number | null;
  readonly pending: number | null;
  readonly reviewDueOn: Day | null;
  /** That day has come, and nobody has reviewed the plan. */
  readonly reviewFellDue: boolean;
  /** Supervision is over: nothing is due any more. */
  readonly ended: boolean;
  /** Earliest first. */
  readonly versions: readonly PlanVersion[];
  readonly reviews: readonly PlanReview[];
}

type Fact = PlanEvent | SuperviseeTransferred | SuperviseeDischarged;

export const correctionPlans = view<CorrectionPlanRow, Fact>({
  name: 'correction-plans',
  version: 3,
  events: [
    'CorrectionPlanDrafted',
    'CorrectionPlanGoalSet',
    'CorrectionPlanApproved',
    'CorrectionPlanReturned',
    'CorrectionPlanReviewed',
    'CorrectionPlanReviewFellDue',
    'SuperviseeTransferred',
    'SuperviseeDischarged',
  ],
  keys: ({ data }) => [data.superviseeId],
  project: (row, event) => {
    if (event.type === 'CorrectionPlanDrafted') return drafted(row, event);
    if (!row) return null;
    switch (event.type) {
      case 'CorrectionPlanGoalSet': {
        const { version, goal, measures } = event.data;
        return changed(row, version, (one) => ({ ...one, goals: [...one.goals, { goal, measures }] }));
      }
      case 'CorrectionPlanApproved':
        return approved(row, event);
      case 'CorrectionPlanReturned': {
        const { version, reason: opinion } = event.data;
        const decided = { status: 'returned', opinion, ...decision(event) } as const;
        return { ...changed(row, version, (one) => ({ ...one, ...decided })), pending: null };
      }
      case 'CorrectionPlanReviewed': {
        const { version, reviewedOn, outcome, findings, late, from, reviewDueOn } = event.data;
        const review = { version, reviewedOn, outcome, findings, late, by: event.meta.actor };
        const reviewFellDue = reviewDueOn === from && row.reviewFellDue;
        return { ...row, reviewDueOn, reviewFellDue, reviews: [...row.reviews, review] };
      }
      case 'CorrectionPlanReviewFellDue':
        return { ...row, reviewFellDue: true };
      case 'SuperviseeTransferred':
        return { ...row, officeId: event.data.officeId, path: event.meta.jurisdiction };
      case 'SuperviseeDischarged':
        return { ...row, ended: true, pending: null, reviewDueOn: null, reviewFellDue: false };
    }
  },
  indexes: [
    { path: 1, reviewDueOn: 1, superviseeId: 1 },
    { path: 1, pending: 1 },
  ],
});

type Of<Type extends Fact['type']> = Extract<Recorded<Fact>, { type: Type }>;

const drafted = (row: CorrectionPlanRow | null, { data, meta }: Of<'CorrectionPlanDrafted'>): CorrectionPlanRow => {
  const { superviseeId, officeId, birthYear, version, assessment, feedback = null, draftedBy } = data;
  const text = { version, status: 'draft', assessment, feedback, goals: [], draftedBy } as const;
  const draft = { ...text, draftedAt: meta.occurredAt, decidedBy: null, decidedAt: null, opinion: null };
  return {
    ...{ superviseeId, officeId, path: meta.jurisdiction, birthYear },
    inForce: row?.inForce ?? null,
    pending: version,
    reviewDueOn: row?.reviewDueOn ?? null,
    reviewFellDue: row?.reviewFellDue ?? false,
    ended: false,
    versions: [...(row?.versions ?? []), draft],
    reviews: row?.reviews ?? [],
  };
};

const changed = (
  row: CorrectionPlanRow,
  version: number,
  change: (one: PlanVersion) => PlanVersion,
): CorrectionPlanRow => ({
  ...row,
  versions: row.versions.map((one) => (one.version === version ? change(one) : one)),
});

const decision = ({ meta }: Recorded<Fact>): Pick<PlanVersion, 'decidedBy' | 'decidedAt'> => ({
  decidedBy: meta.actor,
  decidedAt: meta.occurredAt,
});

const approved = (row: CorrectionPlanRow, event: Of<'CorrectionPlanApproved'>): CorrectionPlanRow => {
  const { version, from, reviewDueOn, opinion = null } = event.data;
  const before = from === null ? row : changed(row, from, (one) => ({ ...one, status: 'superseded' }));
  const now = changed(before, version, (one) => ({ ...one, status: 'in-force', opinion, ...decision(event) }));
  return { ...now, inForce: version, pending: null, reviewDueOn, reviewFellDue: false };
};
