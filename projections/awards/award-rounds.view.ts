import type { Award, AwardEvent, AwardLevel } from '../../src/awards/domain/events.js';
import { view } from '../../src/kernel/view.js';

/** One round of an award: places, nominations and awards (AWD-1). */
export interface AwardRoundRow {
  readonly unitId: string;
  readonly path: readonly string[];
  readonly period: string;
  readonly award: Award;
  readonly level: AwardLevel;
  readonly status: 'open' | 'closed';
  readonly places: number;
  readonly nominated: number;
  readonly approved: number;
}

export const awardRounds = view<AwardRoundRow, AwardEvent>({
  name: 'award-rounds',
  version: 1,
  events: ['AwardRoundOpened', 'NominatedForAward', 'AwardApproved', 'AwardRoundClosed'],
  keys: ({ data }) => [`${data.unitId}_${data.award}_${data.period}`],
  project: (row, { type, data, meta }) => {
    switch (type) {
      case 'AwardRoundOpened': {
        const { unitId, period, award, level, places } = data;
        const round = { unitId, path: meta.jurisdiction, period, award, level, places };
        return { ...round, status: 'open', nominated: 0, approved: 0 };
      }
      case 'NominatedForAward':
        return row && { ...row, nominated: row.nominated + 1 };
      case 'AwardApproved':
        return row && { ...row, approved: row.approved + 1 };
      case 'AwardDeclined':
        return row;
      case 'AwardRoundClosed':
        return row && { ...row, status: 'closed' };
    }
  },
  indexes: [{ path: 1, period: -1, unitId: 1 }],
});
