import type { Day, Quarter } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';
import type { Dimension, Grade } from '../grades.js';

/** For those who read the facts and know nothing else of appraisals. */
export type { Dimension, Grade } from '../grades.js';

interface OfYear {
  readonly workerId: string;
  readonly officeId: string;
  readonly year: string;
}
export type DimensionScores = Readonly<Record<Dimension, number>>;
export type GradeCounts = Readonly<Record<Grade, number>>;

/** How a suggestion was come to: scores are of 100, with two decimals. */
export interface Suggestion {
  readonly grade: Grade;
  readonly score: number;
  /** What the dimensions alone make. */
  readonly dimensionScore: number;
  /** What the ballots alone make; without an evaluation the dimensions make all. */
  readonly evaluationScore?: number;
}

export const APPEAL_OUTCOMES = ['UPHELD', 'REVISED'] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

/** `quarters` are those of the year that the worker served in. */
export type AnnualAppraisalOpened = DomainEvent<
  'AnnualAppraisalOpened',
  OfYear & { readonly quarters: readonly Quarter[] }
>;
export type HeadOpinionGiven = DomainEvent<
  'HeadOpinionGiven',
  OfYear & { readonly opinion: Personal; readonly grade: Grade; readonly by: string }
>;
export type DimensionsScored = DomainEvent<
  'DimensionsScored',
  OfYear & { readonly scores: DimensionScores; readonly previous?: DimensionScores }
>;
/** The grade that a person set, beside the one that was computed (APP-3). */
export type AnnualAppraisalGraded = DomainEvent<
  'AnnualAppraisalGraded',
  OfYear & {
    readonly grade: Grade;
    readonly on: Day;
    readonly by: string;
    readonly suggestion: Suggestion;
    readonly scores: DimensionScores;
    readonly ballots?: GradeCounts;
    readonly quarters: readonly Quarter[];
    /** Why the grade is not the one suggested, or there was no evaluation. */
    readonly reason?: Personal;
    /** Last day on which the worker may appeal. */
    readonly appealUntil: Day;
  }
>;
export type AnnualAppraisalAppealed = DomainEvent<
  'AnnualAppraisalAppealed',
  OfYear & { readonly grade: Grade; readonly on: Day; readonly grounds: Personal }
>;
/** The end of it: `grade` is what stands. */
export type AnnualAppealDecided = DomainEvent<
  'AnnualAppealDecided',
  OfYear & {
    readonly outcome: AppealOutcome;
    readonly fromGrade: Grade;
    readonly grade: Grade;
    readonly on: Day;
    readonly reasons: Personal;
  }
>;

export type AnnualAppraisalEvent =
  | AnnualAppraisalOpened
  | HeadOpinionGiven
  | DimensionsScored
  | AnnualAppraisalGraded
  | AnnualAppraisalAppealed
  | AnnualAppealDecided;

const ofWorker = { version: 1, subject: 'workerId' } as const;

export const annualAppraisalEvents: EventDefinitions<AnnualAppraisalEvent> = {
  AnnualAppraisalOpened: { title: ['启动年度考核', 'Annual appraisal opened'], version: 1 },
  HeadOpinionGiven: { title: ['所长意见', 'Opinion of the office head'], ...ofWorker, personal: ['opinion'] },
  DimensionsScored: { title: ['德能勤绩评分', 'Four dimensions scored'], version: 1 },
  AnnualAppraisalGraded: { title: ['年度考核定级', 'Annual appraisal graded'], ...ofWorker, personal: ['reason'] },
  AnnualAppraisalAppealed: { title: ['年度考核申诉', 'Annual appraisal appealed'], ...ofWorker, personal: ['grounds'] },
  AnnualAppealDecided: {
    title: ['年度考核申诉决定', 'Appeal against an annual appraisal decided'],
    ...ofWorker,
    personal: ['reasons'],
  },
};
