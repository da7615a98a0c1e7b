import type { Day } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type { SuperviseeDischarged, SuperviseeTransferred } from '../../src/supervisees/domain/events.js';
import type {
  Contact,
  FactorScore,
  LevelEvent,
  SupervisionLevel,
} from '../../src/supervision-plans/domain/level/events.js';

export interface LevelAssessment {
  readonly assessment: number;
  readonly assessedOn: Day;
  readonly scores: readonly FactorScore[];
  readonly total: number;
  readonly suggested: SupervisionLevel;
  readonly remarks: string | null;
  readonly by: string;
}
export interface LevelChange {
  readonly assessment: number;
  readonly from: SupervisionLevel | null;
  readonly level: SupervisionLevel;
  readonly suggested: SupervisionLevel;
  readonly setOn: Day;
  readonly reason: string;
  readonly by: string;
}

/** How strictly one person is supervised, what it was found from, and what contact it asks for (LVL-1). */
export interface SupervisionLevelRow {
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly birthYear: number;
  readonly level: SupervisionLevel | null;
  readonly contact: Contact | null;
  /** The last assessment waits for an officer to set a level. */
  readonly awaiting: boolean;
  readonly ended: boolean;
  /** Earliest first. */
  readonly assessments: readonly LevelAssessment[];
  readonly changes: readonly LevelChange[];
}

export const supervisionLevels = view<SupervisionLevelRow, LevelEvent | SuperviseeTransferred | SuperviseeDischarged>({
  name: 'supervision-levels',
  version: 2,
  events: ['SupervisionLevelAssessed', 'SupervisionLevelSet', 'SuperviseeTransferred', 'SuperviseeDischarged'],
  keys: ({ data }) => [data.superviseeId],
  project: (row, event) => {
    const { superviseeId, officeId } = event.data;
    const place = { superviseeId, officeId, path: event.meta.jurisdiction };
    const by = event.meta.actor;
    switch (event.type) {
      case 'SupervisionLevelAssessed': {
        const { birthYear, assessment, assessedOn, scores, total, suggested, remarks = null } = event.data;
        const assessed = { assessment, assessedOn, scores, total, suggested, remarks, by };
        const before = row ?? { level: null, contact: null, ended: false, assessments: [], changes: [] };
        return { ...before, ...place, birthYear, awaiting: true, assessments: [...before.assessments, assessed] };
      }
      case 'SupervisionLevelSet': {
        const { assessment, from, level, suggested, setOn, contact, reason } = event.data;
        const change = { assessment, from, level, suggested, setOn, reason, by };
        return row && { ...row, ...place, level, contact, awaiting: false, changes: [...row.changes, change] };
      }
      case 'SuperviseeTransferred':
        return row && { ...row, ...place };
      case 'SuperviseeDischarged':
        return row && { ...row, ended: true, awaiting: false };
    }
  },
  indexes: [
    { path: 1, superviseeId: 1 },
    { path: 1, level: 1, superviseeId: 1 },
  ],
});
