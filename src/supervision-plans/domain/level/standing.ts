import type { Day } from '../../../kernel/day.js';
import type { LevelEvent, SupervisionLevel } from './events.js';

/** What decisions need to know of one person's level. */
export interface Standing {
  readonly assessments: number;
  readonly assessedOn?: Day;
  /** Suggestion of the last assessment while no level was set from it. */
  readonly open?: SupervisionLevel;
  readonly level?: SupervisionLevel;
}

export const NO_LEVEL: Standing = { assessments: 0 };

export const evolve = (before: Standing, event: LevelEvent): Standing => {
  switch (event.type) {
    case 'SupervisionLevelAssessed': {
      const { assessment, assessedOn, suggested } = event.data;
      return { ...before, assessments: assessment, assessedOn, open: suggested };
    }
    case 'SupervisionLevelSet': {
      const { open: _used, ...rest } = before;
      return { ...rest, level: event.data.level };
    }
  }
};
