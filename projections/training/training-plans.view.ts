import { view } from '../../src/kernel/view.js';
import { type Topic, type TrainingKind, type TrainingPlanEvent } from '../../src/training/domain/events.js';

export type HoursByKind = Readonly<Record<TrainingKind, number>>;
export const NO_HOURS: HoursByKind = { POLITICAL: 0, LEGAL: 0, PROFESSIONAL: 0, DOCUMENT_WRITING: 0 };

/** What a unit plans to study in a year, and what it planned before (TRN-1). */
export interface TrainingPlanRow {
  readonly unitId: string;
  readonly path: readonly string[];
  readonly year: string;
  readonly version: number;
  readonly topics: readonly Topic[];
  readonly hours: HoursByKind;
  readonly earlier: readonly { readonly version: number; readonly topics: readonly Topic[]; readonly reason: string }[];
}

export const trainingPlans = view<TrainingPlanRow, TrainingPlanEvent>({
  name: 'training-plans',
  version: 1,
  events: ['TrainingPlanAdopted', 'TrainingPlanRevised'],
  keys: ({ data }) => [`${data.unitId}_${data.year}`],
  project: (row, { type, data, meta }) => {
    const { unitId, year, topics } = data;
    const plan = { unitId, path: meta.jurisdiction, year, topics, hours: hoursOf(topics) };
    switch (type) {
      case 'TrainingPlanAdopted':
        return { ...plan, version: 1, earlier: [] };
      case 'TrainingPlanRevised': {
        const { version, previous, reason } = data;
        const earlier = [...(row?.earlier ?? []), { version: version - 1, topics: previous, reason }];
        return { ...plan, version, earlier };
      }
    }
  },
  indexes: [{ path: 1, year: -1, unitId: 1 }],
});

const hoursOf = (topics: readonly Topic[]): HoursByKind =>
  topics.reduce((sum, { kind, hours }) => ({ ...sum, [kind]: sum[kind] + hours }), NO_HOURS);
