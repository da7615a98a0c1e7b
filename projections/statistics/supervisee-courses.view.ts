import type { EmploymentEvent } from '../../src/employment-status/domain/events.js';
import { type Day, dayAt } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { type CourseRow, type Step, type Traits, TRANSFERS } from '../../src/kernel/supervision/course.js';
import { view } from '../../src/kernel/view.js';
import type {
  RegistrationCorrected,
  SuperviseeDischarged,
  SuperviseeRegistered,
  SuperviseeTransferred,
} from '../../src/supervisees/domain/events.js';
import type { SupervisionLevelSet } from '../../src/supervision-plans/domain/level/events.js';

type Fact =
  | SuperviseeRegistered
  | RegistrationCorrected
  | SuperviseeTransferred
  | SuperviseeDischarged
  | SupervisionLevelSet
  | EmploymentEvent;

/**
 * Everybody's course, each fact with the day that it holds from and the position that it was recorded at. So every figure can be had as
 * of any day and any position, and opened to the people behind it (STA-1, STA-6).
 */
export const superviseeCourses = view<CourseRow, Fact>({
  name: 'supervisee-courses',
  version: 4,
  events: [
    'SuperviseeRegistered',
    'RegistrationCorrected',
    'SuperviseeTransferred',
    'SuperviseeDischarged',
    'SupervisionLevelSet',
    'EmploymentChanged',
    'WorkAwayBegun',
    'WorkAwayExtended',
    'WorkAwayEnded',
  ],
  keys: ({ data }) => [data.superviseeId],
  project: (row, event) => {
    if (event.type === 'SuperviseeRegistered') return registered(event);
    if (!row) return row;
    const further = { ...row, path: event.meta.jurisdiction, steps: [...row.steps, stepOf(event)] };
    if (event.type === 'SuperviseeTransferred')
      return { ...further, offices: [...new Set([...row.offices, event.data.officeId])] };
    if (event.type !== 'SuperviseeDischarged') return further;
    return { ...further, endedOn: event.data.on, endedAt: event.position };
  },
  indexes: [{ offices: 1, endedOn: 1, superviseeId: 1 }],
});

const registered = (event: Recorded<SuperviseeRegistered>): CourseRow => {
  const {
    superviseeId,
    officeId,
    name,
    birthYear,
    category,
    sex,
    employment = null,
    reportedOn,
    transferredFrom,
  } = event.data;
  const unknown = { level: null, destination: null, awayUntil: null };
  const sets = { officeId, category, sex, birthYear, employment, ...unknown };
  const cause = transferredFrom === undefined ? 'REGISTERED' : 'TRANSFERRED_IN';
  const came = { kind: 'came', position: event.position, on: reportedOn, cause, sets } as const;
  const person = { superviseeId, name, birthYear, path: event.meta.jurisdiction, offices: [officeId] };
  return { ...person, endedOn: null, endedAt: null, steps: [came] };
};

const stepOf = (event: Recorded<Exclude<Fact, SuperviseeRegistered>>): Step => {
  const changed = (on: Day, cause: string, sets: Partial<Traits>): Step => ({
    ...{ kind: 'changed', position: event.position },
    ...{ on, cause, sets },
  });
  switch (event.type) {
    case 'SuperviseeDischarged':
      return { ...changed(event.data.on, event.data.cause, {}), kind: 'left' };
    case 'RegistrationCorrected':
      return { ...changed(dayAt(event.meta.occurredAt), 'CORRECTED', { category: event.data.to }), kind: 'corrected' };
    case 'SuperviseeTransferred': {
      const { on, scope, officeId } = event.data;
      return changed(on, TRANSFERS[scope], { officeId });
    }
    case 'SupervisionLevelSet':
      return changed(event.data.setOn, 'LEVEL_SET', { level: event.data.level });
    case 'EmploymentChanged':
      return changed(event.data.on, 'EMPLOYMENT_CHANGED', { employment: event.data.to });
    case 'WorkAwayBegun': {
      const { from, until, destination } = event.data;
      return changed(from, 'WENT_AWAY', { destination, awayUntil: until });
    }
    case 'WorkAwayExtended':
      return changed(dayAt(event.meta.occurredAt), 'AWAY_EXTENDED', { awayUntil: event.data.until });
    case 'WorkAwayEnded':
      return changed(event.data.on, 'RETURNED', { destination: null, awayUntil: null });
  }
};
