import { decider, type Reference } from '../../kernel/decider.js';
import { closeAssistance, CloseAssistance } from './close-assistance.js';
import { assistanceEvents } from './events.js';
import { evolve, type Helping, NO_CASE } from './helping.js';
import { openAssistance, OpenAssistance } from './open-assistance.js';
import { referAssistance, ReferAssistance } from './refer-assistance.js';

export const assistance = decider({
  category: 'assistance',
  events: assistanceEvents,
  commands: { OpenAssistance, ReferAssistance, CloseAssistance },
  initial: NO_CASE,
  evolve,
  decide: { OpenAssistance: openAssistance, ReferAssistance: referAssistance, CloseAssistance: closeAssistance },
  opens: ['OpenAssistance'],
  idOf: (command) => ('caseId' in command ? command.caseId : command.meta.commandId),
  unitOf: (state, _command, references) =>
    references.supervisee?.unit ?? (state.status === 'none' ? undefined : state.officeId),
  references: (command, state) => supervisee('superviseeId' in command ? command.superviseeId : personIn(state)),
});

const personIn = (state: Helping): string | undefined => (state.status === 'none' ? undefined : state.superviseeId);
const supervisee = (id: string | undefined): Record<string, Reference> =>
  id === undefined ? {} : { supervisee: { category: 'supervisee', id } };
