import { decider, type Reference } from '../../kernel/decider.js';
import { visitEvents } from './events.js';
import { recordVisit, RecordVisit } from './record-visit.js';
import { strikeOutVisit, StrikeOutVisit } from './strike-out-visit.js';
import { evolve, NO_VISIT, type Visiting } from './visiting.js';

export const visit = decider({
  category: 'visit',
  events: visitEvents,
  commands: { RecordVisit, StrikeOutVisit },
  initial: NO_VISIT,
  evolve,
  decide: { RecordVisit: recordVisit, StrikeOutVisit: strikeOutVisit },
  opens: ['RecordVisit'],
  idOf: (command) => ('visitId' in command ? command.visitId : command.meta.commandId),
  unitOf: (state, _command, references) =>
    references.supervisee?.unit ?? (state.status === 'none' ? undefined : state.officeId),
  references: (command, state) => supervisee('superviseeId' in command ? command.superviseeId : personIn(state)),
});

const personIn = (state: Visiting): string | undefined => (state.status === 'none' ? undefined : state.superviseeId);
const supervisee = (id: string | undefined): Record<string, Reference> =>
  id === undefined ? {} : { supervisee: { category: 'supervisee', id } };
