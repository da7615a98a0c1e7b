import { decider } from '../../../kernel/decider.js';
import { outreachEvents } from './events.js';
import { evolve, NO_OUTREACH } from './outreach-book.js';
import { recordOutreach, RecordOutreach } from './record-outreach.js';
import { strikeOutOutreach, StrikeOutOutreach } from './strike-out-outreach.js';

export const outreach = decider({
  category: 'outreach',
  events: outreachEvents,
  commands: { RecordOutreach, StrikeOutOutreach },
  initial: NO_OUTREACH,
  evolve,
  decide: { RecordOutreach: recordOutreach, StrikeOutOutreach: strikeOutOutreach },
  opens: ['RecordOutreach'],
  idOf: (command) => ('outreachId' in command ? command.outreachId : command.meta.commandId),
  unitOf: (state, command) => {
    if (state.status !== 'none') return state.officeId;
    return 'officeId' in command ? command.officeId : undefined;
  },
});
