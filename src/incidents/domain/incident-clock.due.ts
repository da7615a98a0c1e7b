import type { Instant } from '../../kernel/day.js';
import { dueMoments } from '../../kernel/due.js';
import { EscalateOverdueIncident } from './escalate-overdue-incident.js';
import type { IncidentEvent, Level } from './events.js';

/** The level that has an incident and has not acknowledged it. */
interface Waiting {
  readonly level: Level;
  readonly acknowledgeBy: Instant;
}

/** Each level that an incident comes to has its hours to acknowledge it (INC-2). */
export const incidentClock = dueMoments<Waiting, IncidentEvent, EscalateOverdueIncident>({
  name: 'incident-clock',
  version: 1,
  events: ['IncidentReported', 'IncidentAcknowledged', 'IncidentEscalated', 'IncidentOverdue', 'IncidentClosed'],
  keys: ({ data }) => [data.incidentId],
  project: (waiting, event) => {
    switch (event.type) {
      case 'IncidentReported':
        return { level: event.data.level, acknowledgeBy: event.data.acknowledgeBy };
      case 'IncidentEscalated':
        return { level: event.data.to, acknowledgeBy: event.data.acknowledgeBy };
      case 'IncidentAcknowledged':
        return waiting?.level === event.data.level ? null : waiting;
      case 'IncidentMeasureAdded':
        return waiting;
      case 'IncidentOverdue':
      case 'IncidentClosed':
        return null;
    }
  },
  due: ({ level, acknowledgeBy }, incidentId) => ({ at: after(acknowledgeBy), fields: { incidentId, level } }),
  command: EscalateOverdueIncident,
});

/** The last instant is still in time. */
const after = (instant: Instant): Instant => new Date(Date.parse(instant) + 1).toISOString();
