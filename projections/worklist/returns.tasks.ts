import type { Day, Instant } from '../../src/kernel/day.js';
import type { Role } from '../../src/kernel/roles.js';
import type { ReturnEvent } from '../../src/statistics/domain/returns/events.js';
import { CITY, COUNTY, OFFICE, type Placed, taskRule, type UnitLevel } from './task.js';

interface Awaited extends Placed {
  readonly from: Instant;
  readonly dueOn: Day | null;
  readonly next: 'make' | 'decide';
}

const LEVELS: readonly UnitLevel[] = [CITY, COUNTY, OFFICE];
/** Who makes the returns of a unit, and decides on those of the units below, by its level. */
const MAKERS: Readonly<Record<UnitLevel, readonly Role[]>> = {
  [OFFICE]: ['officer', 'office-head'],
  [COUNTY]: ['deputy-director', 'director'],
  [CITY]: ['city-officer'],
};

const returnStep = (next: Awaited['next']) =>
  taskRule<Awaited, ReturnEvent>({
    name: `statistical-return-${next}`,
    rule: 'STA-5',
    title:
      next === 'make'
        ? { zh: '编报统计报表', en: 'Make and hand in a statistical return' }
        : { zh: '审核下级统计报表', en: 'Decide on a return from below' },
    version: 1,
    events: ['ReturnFellDue', 'ReturnDrafted', 'ReturnSubmitted', 'ReturnAccepted', 'ReturnSentBack'],
    keys: ({ data: { kind, unitId, span } }) => [`${kind}.${unitId}.${span}`],
    project: (before, { type, data, meta }) => {
      const [path, from] = [meta.jurisdiction, meta.occurredAt];
      switch (type) {
        case 'ReturnFellDue':
          return { path, from, dueOn: data.dueOn, next: 'make' };
        case 'ReturnDrafted':
        case 'ReturnSentBack':
          // Since when it is to be made does not change with a draft.
          return before?.next === 'make' ? before : { path, from, dueOn: before?.dueOn ?? null, next: 'make' };
        case 'ReturnSubmitted':
          return data.final ? null : { path, from, dueOn: null, next: 'decide' };
        case 'ReturnAccepted':
          return null;
        case 'AnalysisCompleted':
          return before;
      }
    },
    task: ({ path, from, dueOn, next: step }, id) => {
      if (step !== next) return null;
      const level = LEVELS[path.length - 1 - (step === 'make' ? 0 : 1)];
      if (level === undefined) return null;
      return { level, roles: MAKERS[level], from, dueOn, about: { category: 'statisticalReturn', id } };
    },
  });

/** The two steps of a return that wait for somebody (STA-5). */
export const returnTasks = [returnStep('make'), returnStep('decide')];
