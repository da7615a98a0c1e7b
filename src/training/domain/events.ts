import type { Month } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions } from '../../kernel/event.js';

/** 政治 · 法律 · 业务 · 文书制作 */
export const TRAINING_KINDS = ['POLITICAL', 'LEGAL', 'PROFESSIONAL', 'DOCUMENT_WRITING'] as const;
export type TrainingKind = (typeof TRAINING_KINDS)[number];

/** What is to be studied, in which month, for how long. */
export interface Topic {
  readonly kind: TrainingKind;
  readonly title: string;
  readonly month: Month;
  readonly hours: number;
}

interface OfPlan {
  /** County or office. */
  readonly unitId: string;
  readonly year: string;
  readonly topics: readonly Topic[];
}

export type TrainingPlanAdopted = DomainEvent<'TrainingPlanAdopted', OfPlan>;
/** Another version; the one before stays on record. */
export type TrainingPlanRevised = DomainEvent<
  'TrainingPlanRevised',
  OfPlan & { readonly version: number; readonly reason: string; readonly previous: readonly Topic[] }
>;

export type TrainingPlanEvent = TrainingPlanAdopted | TrainingPlanRevised;

export const trainingPlanEvents: EventDefinitions<TrainingPlanEvent> = {
  TrainingPlanAdopted: { title: ['制定培训计划', 'Training plan adopted'], version: 1 },
  TrainingPlanRevised: { title: ['修订培训计划', 'Training plan revised'], version: 1 },
};
