import type {
  AnnualAppraisalEvent,
  AppealOutcome,
  DimensionScores,
  Grade,
  GradeCounts,
  Suggestion,
} from '../../src/appraisals/domain/annual/events.js';
import type { EvaluationClosed } from '../../src/appraisals/domain/evaluation/events.js';
import type { Day, Instant, Quarter } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';

/** The annual appraisal of one worker and year, with all that the grade rests on (APP-3, APP-4). */
export interface AnnualAppraisalRow {
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly year: string;
  readonly status: 'open' | 'graded' | 'appealed' | 'settled';
  /** Each is found under the appraisal records of the worker. */
  readonly quarters: readonly Quarter[];
  readonly headOpinion: {
    readonly opinion: string;
    readonly grade: Grade;
    readonly by: string;
    readonly at: Instant;
  } | null;
  readonly scores: DimensionScores | null;
  readonly evaluation: { readonly papers: number; readonly ballots: number; readonly tally: GradeCounts } | null;
  readonly suggestion: Suggestion | null;
  /** What stands. */
  readonly grade: Grade | null;
  readonly graded: {
    readonly grade: Grade;
    readonly on: Day;
    readonly by: string;
    readonly reason: string | null;
    readonly policySet: string | null;
  } | null;
  readonly appealUntil: Day | null;
  readonly appeal: { readonly on: Day; readonly grounds: string } | null;
  readonly appealDecision: {
    readonly outcome: AppealOutcome;
    readonly grade: Grade;
    readonly on: Day;
    readonly by: string;
    readonly reasons: string;
  } | null;
}

type Fact = AnnualAppraisalEvent | EvaluationClosed;

export const annualAppraisals = view<AnnualAppraisalRow, Fact>({
  name: 'annual-appraisals',
  version: 1,
  events: [
    'AnnualAppraisalOpened',
    'HeadOpinionGiven',
    'DimensionsScored',
    'EvaluationClosed',
    'AnnualAppraisalGraded',
    'AnnualAppraisalAppealed',
    'AnnualAppealDecided',
  ],
  keys: ({ data }) => [`${data.workerId}:${data.year}`],
  project: (row, event) => {
    if (event.type === 'AnnualAppraisalOpened') return opened(event);
    if (!row) return null;
    if (event.type === 'EvaluationClosed') {
      const { papers, ballots, tally } = event.data;
      return { ...row, evaluation: { papers, ballots, tally } };
    }
    const { officeId } = event.data;
    return { ...row, officeId, path: event.meta.jurisdiction, ...changed(event) };
  },
  indexes: [
    { path: 1, year: -1, workerId: 1 },
    { workerId: 1, year: -1 },
  ],
});

type Opened = Extract<Recorded<Fact>, { type: 'AnnualAppraisalOpened' }>;
type Later = Exclude<Recorded<AnnualAppraisalEvent>, { type: 'AnnualAppraisalOpened' }>;

const opened = ({ data, meta }: Opened): AnnualAppraisalRow => {
  const { workerId, officeId, year, quarters } = data;
  return {
    ...{ workerId, officeId, path: meta.jurisdiction, year, status: 'open', quarters },
    ...{ headOpinion: null, scores: null, evaluation: null, suggestion: null, grade: null, graded: null },
    ...{ appealUntil: null, appeal: null, appealDecision: null },
  };
};

const changed = ({ type, data, meta }: Later): Partial<AnnualAppraisalRow> => {
  const { actor, occurredAt: at } = meta;
  switch (type) {
    case 'HeadOpinionGiven': {
      const { opinion, grade, by } = data;
      return { headOpinion: { opinion, grade, by, at } };
    }
    case 'DimensionsScored':
      return { scores: data.scores };
    case 'AnnualAppraisalGraded': {
      const { grade, on, by, suggestion, scores, reason = null, appealUntil } = data;
      const graded = { grade, on, by, reason, policySet: meta.policySet };
      return { status: 'graded', grade, scores, suggestion, graded, appealUntil };
    }
    case 'AnnualAppraisalAppealed':
      return { status: 'appealed', appeal: { on: data.on, grounds: data.grounds } };
    case 'AnnualAppealDecided': {
      const { outcome, grade, on, reasons } = data;
      return { status: 'settled', grade, appealDecision: { outcome, grade, on, by: actor, reasons } };
    }
  }
};
