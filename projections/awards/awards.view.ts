import type {
  Award,
  AwardApproved,
  AwardDeclined,
  AwardLevel,
  NominatedForAward,
} from '../../src/awards/domain/events.js';
import type { Day } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';

/** One nomination of one worker, and what became of it (AWD-1). */
export interface AwardRow {
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly unitId: string;
  readonly period: string;
  readonly award: Award;
  readonly level: AwardLevel;
  readonly stage: 'nominated' | 'approved' | 'declined';
  readonly grounds: string;
  readonly nominatedBy: string;
  readonly decision: { readonly on: Day; readonly by: string; readonly text: string | null } | null;
}

type Fact = NominatedForAward | AwardApproved | AwardDeclined;

export const awards = view<AwardRow, Fact>({
  name: 'awards',
  version: 1,
  events: ['NominatedForAward', 'AwardApproved', 'AwardDeclined'],
  keys: ({ data }) => [`${data.workerId}_${data.unitId}_${data.award}_${data.period}`],
  project: (row, { type, data, meta }) => {
    switch (type) {
      case 'NominatedForAward': {
        const { by: nominatedBy, ...nomination } = data;
        return { ...nomination, stage: 'nominated', nominatedBy, decision: null };
      }
      case 'AwardApproved': {
        const decision = { on: data.on, by: meta.actor, text: data.opinion ?? null };
        return row && { ...row, stage: 'approved', decision };
      }
      case 'AwardDeclined': {
        const decision = { on: data.on, by: meta.actor, text: data.reasons };
        return row && { ...row, stage: 'declined', decision };
      }
    }
  },
  indexes: [
    { path: 1, period: -1, workerId: 1 },
    { workerId: 1, period: -1 },
  ],
});
