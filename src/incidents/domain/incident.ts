import { decider, type Reference } from '../../kernel/decider.js';
import { acknowledgeIncident, AcknowledgeIncident } from './acknowledge-incident.js';
import { addMeasure, AddMeasure } from './add-measure.js';
import { closeIncident, CloseIncident } from './close-incident.js';
import { escalateIncident, EscalateIncident } from './escalate-incident.js';
import { escalateOverdueIncident, EscalateOverdueIncident } from './escalate-overdue-incident.js';
import { incidentEvents } from './events.js';
import { evolve, faceOf, UNREPORTED } from './handling.js';
import { reportIncident, ReportIncident } from './report-incident.js';

export const incident = decider({
  category: 'incident',
  events: incidentEvents,
  commands: {
    ReportIncident,
    AcknowledgeIncident,
    EscalateIncident,
    EscalateOverdueIncident,
    AddMeasure,
    CloseIncident,
  },
  initial: UNREPORTED,
  evolve,
  decide: {
    ReportIncident: reportIncident,
    AcknowledgeIncident: acknowledgeIncident,
    EscalateIncident: escalateIncident,
    EscalateOverdueIncident: escalateOverdueIncident,
    AddMeasure: addMeasure,
    CloseIncident: closeIncident,
  },
  opens: ['ReportIncident'],
  idOf: (command) => ('incidentId' in command ? command.incidentId : command.meta.commandId),
  // An incident is the concern of whoever supervises the person now.
  unitOf: (state, _command, references) =>
    references.supervisee?.unit ?? (state.status === 'unreported' ? undefined : state.officeId),
  references: (command, state): Record<string, Reference> => {
    if ('superviseeId' in command) return supervisee(command.superviseeId);
    return state.status === 'unreported' ? {} : supervisee(state.superviseeId);
  },
  face: faceOf,
});

const supervisee = (id: string): Record<string, Reference> => ({ supervisee: { category: 'supervisee', id } });
