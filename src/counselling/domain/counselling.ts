import { decider, type Reference } from '../../kernel/decider.js';
import { type Counselling, evolve, NO_COUNSELLING } from './counselling-book.js';
import { counsellingEvents } from './events.js';
import { grantCounsellingAccess, GrantCounsellingAccess } from './grant-access.js';
import { readCounselling, ReadCounselling } from './read-counselling.js';
import { recordCounselling, RecordCounselling } from './record-counselling.js';
import { revokeCounsellingAccess, RevokeCounsellingAccess } from './revoke-access.js';

export const counselling = decider({
  category: 'counselling',
  events: counsellingEvents,
  commands: { RecordCounselling, GrantCounsellingAccess, RevokeCounsellingAccess, ReadCounselling },
  initial: NO_COUNSELLING,
  evolve,
  decide: {
    RecordCounselling: recordCounselling,
    GrantCounsellingAccess: grantCounsellingAccess,
    RevokeCounsellingAccess: revokeCounsellingAccess,
    ReadCounselling: readCounselling,
  },
  opens: ['RecordCounselling'],
  idOf: (command) => ('counsellingId' in command ? command.counsellingId : command.meta.commandId),
  unitOf: (state, _command, references) =>
    references.supervisee?.unit ?? (state.status === 'none' ? undefined : state.officeId),
  references: (command, state) => supervisee('superviseeId' in command ? command.superviseeId : personIn(state)),
});

const personIn = (state: Counselling): string | undefined => (state.status === 'none' ? undefined : state.superviseeId);
const supervisee = (id: string | undefined): Record<string, Reference> =>
  id === undefined ? {} : { supervisee: { category: 'supervisee', id } };
