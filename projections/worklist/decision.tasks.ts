import { type Day, dayAt, type Instant } from '../../src/kernel/day.js';
import type { GuidanceEvent } from '../../src/guidance/domain/events.js';
import type { IncidentEvent, Level } from '../../src/incidents/domain/events.js';
import type { Role } from '../../src/kernel/roles.js';
import { CITY, COUNTY, OFFICE, type Placed, taskRule, type UnitLevel } from './task.js';

const LEVELS: Readonly<Record<Level, UnitLevel>> = { office: OFFICE, county: COUNTY, city: CITY };
const HANDLING: Readonly<Record<Level, readonly Role[]>> = {
  office: ['officer', 'office-head'],
  county: ['officer', 'deputy-director', 'director'],
  city: ['city-officer'],
};

interface Unacknowledged extends Placed {
  readonly superviseeId: string;
  readonly level: Level;
  readonly from: Instant;
  readonly dueOn: Day;
}

export const incidentToAcknowledge = taskRule<Unacknowledged, IncidentEvent>({
  name: 'incident-acknowledgement',
  rule: 'INC-2',
  title: { zh: '签收报告', en: 'Acknowledge the incident' },
  version: 2,
  events: ['IncidentReported', 'IncidentEscalated', 'IncidentAcknowledged', 'IncidentClosed'],
  keys: ({ data }) => [data.incidentId],
  project: (state, event) => {
    const { superviseeId } = event.data;
    const [path, from] = [event.meta.jurisdiction, event.meta.occurredAt];
    switch (event.type) {
      case 'IncidentReported':
        return { path, superviseeId, level: event.data.level, from, dueOn: dayAt(event.data.acknowledgeBy) };
      case 'IncidentEscalated':
        return { path, superviseeId, level: event.data.to, from, dueOn: dayAt(event.data.acknowledgeBy) };
      case 'IncidentAcknowledged':
        // A level that it was taken from may still acknowledge, late.
        return state?.level === event.data.level ? null : state;
      case 'IncidentClosed':
        return null;
      default:
        return state;
    }
  },
  task: ({ superviseeId, level, from, dueOn }, id) => ({
    level: LEVELS[level],
    roles: HANDLING[level],
    from,
    dueOn,
    about: { category: 'incident', id },
    superviseeId,
  }),
});

interface Handled extends Placed {
  readonly superviseeId: string;
  /** Whose it is now, and whether they have taken it on. */
  readonly level: Level;
  readonly acknowledged: boolean;
  readonly from: Instant;
}

/** Who acknowledged an incident takes measures, and closes it with its outcome (INC-2). */
export const incidentToClose = taskRule<Handled, IncidentEvent>({
  name: 'incident-closing',
  rule: 'INC-2',
  title: { zh: '处置并办结报告', en: 'Handle the incident and close it' },
  version: 1,
  events: ['IncidentReported', 'IncidentEscalated', 'IncidentAcknowledged', 'IncidentClosed'],
  keys: ({ data }) => [data.incidentId],
  project: (state, event) => {
    const of = { path: event.meta.jurisdiction, superviseeId: event.data.superviseeId, from: event.meta.occurredAt };
    switch (event.type) {
      case 'IncidentReported':
        return { ...of, level: event.data.level, acknowledged: false };
      case 'IncidentEscalated':
        return { ...of, level: event.data.to, acknowledged: false };
      case 'IncidentAcknowledged':
        // A level that it was taken from may still acknowledge, late.
        return state?.level === event.data.level ? { ...of, level: state.level, acknowledged: true } : state;
      case 'IncidentClosed':
        return null;
      default:
        return state;
    }
  },
  task: ({ superviseeId, level, acknowledged, from }, id) =>
    acknowledged
      ? {
          ...{ level: LEVELS[level], roles: HANDLING[level], from, dueOn: null },
          ...{ about: { category: 'incident', id }, superviseeId },
        }
      : null,
});

interface Asked extends Placed {
  readonly from: Instant;
}

export const guidanceToAnswer = taskRule<Asked, GuidanceEvent>({
  name: 'guidance-answer',
  rule: 'GUI-1',
  title: { zh: '答复请示', en: 'Answer a request for guidance' },
  version: 1,
  events: ['GuidanceRequested', 'GuidanceAnswered'],
  keys: ({ data }) => [data.guidanceId],
  project: (_, event) =>
    event.type === 'GuidanceRequested' ? { path: event.meta.jurisdiction, from: event.meta.occurredAt } : null,
  task: ({ from }, id) => ({
    level: COUNTY,
    roles: ['deputy-director', 'director'],
    from,
    dueOn: null,
    about: { category: 'guidance', id },
  }),
});
