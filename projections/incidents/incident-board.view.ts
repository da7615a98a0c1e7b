import { type Day, dayAt, type Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type { IncidentCategory, IncidentEvent, IncidentReported, Level } from '../../src/incidents/domain/events.js';

interface Deed {
  readonly level: Level;
  readonly by: string;
  readonly at: Instant;
}

/** One incident on the board: which level has it, until when it must be acknowledged, and what was done. */
export interface IncidentRow {
  readonly incidentId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly category: IncidentCategory;
  readonly status: 'open' | 'closed';
  /** The level that has it now. */
  readonly level: Level;
  readonly occurredAt: Instant;
  /** The day of that in Shanghai. */
  readonly occurredOn: Day;
  readonly reportedAt: Instant;
  readonly reportedBy: string;
  readonly place: string;
  readonly narrative: string;
  /** Until when the level has to acknowledge; null once it has, or once the incident is closed. */
  readonly acknowledgeBy: Instant | null;
  readonly acknowledgements: readonly (Deed & { readonly late: boolean })[];
  /** Since when the highest level is overdue; it stays when that acknowledges after all. */
  readonly overdueSince: Instant | null;
  /** By a person with a reason, or by the clock. */
  readonly escalations: readonly (Deed & {
    readonly to: Level;
    readonly automatic: boolean;
    readonly reason: string | null;
  })[];
  readonly measures: readonly (Deed & { readonly text: string })[];
  readonly closing: (Deed & { readonly outcome: string }) | null;
}

export const incidentBoard = view<IncidentRow, IncidentEvent>({
  name: 'incident-board',
  version: 3,
  events: [
    'IncidentReported',
    'IncidentAcknowledged',
    'IncidentEscalated',
    'IncidentOverdue',
    'IncidentMeasureAdded',
    'IncidentClosed',
  ],
  keys: ({ data }) => [data.incidentId],
  project: (row, event) => {
    if (event.type === 'IncidentReported') return reported(event);
    if (!row) return row;
    const deed = { by: event.meta.actor, at: event.meta.occurredAt };
    switch (event.type) {
      case 'IncidentAcknowledged': {
        const { level, late } = event.data;
        const acknowledgeBy = level === row.level ? null : row.acknowledgeBy;
        return { ...row, acknowledgeBy, acknowledgements: [...row.acknowledgements, { level, ...deed, late }] };
      }
      case 'IncidentEscalated': {
        const { from: level, to, automatic, reason = null, acknowledgeBy } = event.data;
        const escalation = { level, ...deed, to, automatic, reason };
        return { ...row, level: to, acknowledgeBy, escalations: [...row.escalations, escalation] };
      }
      case 'IncidentOverdue':
        return { ...row, overdueSince: event.data.acknowledgeBy };
      case 'IncidentMeasureAdded': {
        const { level, text } = event.data;
        return { ...row, measures: [...row.measures, { level, ...deed, text }] };
      }
      case 'IncidentClosed': {
        const { level, outcome } = event.data;
        return { ...row, status: 'closed', acknowledgeBy: null, closing: { level, ...deed, outcome } };
      }
    }
  },
  indexes: [
    { path: 1, status: 1, reportedAt: -1 },
    { path: 1, reportedAt: -1 },
    { superviseeId: 1, reportedAt: -1 },
  ],
});

const reported = ({ data, meta }: Recorded<IncidentReported>): IncidentRow => {
  const { incidentId, superviseeId, officeId, category, level, occurredAt, acknowledgeBy, place, narrative } = data;
  return {
    ...{ incidentId, superviseeId, officeId, path: meta.jurisdiction, category, status: 'open', level },
    ...{
      occurredAt,
      occurredOn: dayAt(occurredAt),
      reportedAt: meta.occurredAt,
      reportedBy: meta.actor,
      place,
      narrative,
      acknowledgeBy,
    },
    ...{ overdueSince: null, acknowledgements: [], escalations: [], measures: [], closing: null },
  };
};
