import type { Face } from '../../kernel/context.js';
import type { Instant } from '../../kernel/day.js';
import type { IncidentCategory, IncidentEvent, Level } from './events.js';

interface Known {
  readonly incidentId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly category: IncidentCategory;
  /** The level that has it now. */
  readonly level: Level;
}
export interface OpenIncident extends Known {
  readonly status: 'open';
  /** Until when each level that it came to acknowledges. */
  readonly deadlines: Readonly<Partial<Record<Level, Instant>>>;
  /** That of the highest is over. */
  readonly overdue: boolean;
  readonly acknowledged: readonly Level[];
}
export interface ClosedIncident extends Known {
  readonly status: 'closed';
}
export type Handling = { readonly status: 'unreported' } | OpenIncident | ClosedIncident;

export const UNREPORTED: Handling = { status: 'unreported' };

export const evolve = (before: Handling, event: IncidentEvent): Handling => {
  switch (event.type) {
    case 'IncidentReported': {
      const { incidentId, superviseeId, officeId, category, level, acknowledgeBy } = event.data;
      const known = { incidentId, superviseeId, officeId, category, level };
      return { status: 'open', ...known, deadlines: { [level]: acknowledgeBy }, overdue: false, acknowledged: [] };
    }
    case 'IncidentAcknowledged':
      return before.status === 'open'
        ? { ...before, acknowledged: [...before.acknowledged, event.data.level] }
        : before;
    case 'IncidentEscalated': {
      const { to, acknowledgeBy } = event.data;
      if (before.status !== 'open') return before;
      return { ...before, level: to, deadlines: { ...before.deadlines, [to]: acknowledgeBy } };
    }
    case 'IncidentOverdue':
      return before.status === 'open' ? { ...before, overdue: true } : before;
    case 'IncidentMeasureAdded':
      return before;
    case 'IncidentClosed': {
      if (before.status !== 'open') return before;
      const { incidentId, superviseeId, officeId, category, level } = before;
      return { status: 'closed', incidentId, superviseeId, officeId, category, level };
    }
  }
};

export const faceOf = (of: Handling): Face | undefined => {
  if (of.status === 'unreported') return undefined;
  const { incidentId, officeId, status, category, level, superviseeId } = of;
  return { id: incidentId, unit: officeId, status, facts: { category, level, superviseeId } };
};
