import { decider } from '../../kernel/decider.js';
import { beginWorkAway, BeginWorkAway } from './begin-work-away.js';
import { changeEmployment, ChangeEmployment } from './change-employment.js';
import { endWorkAway, EndWorkAway } from './end-work-away.js';
import { employmentEvents } from './events.js';
import { extendWorkAway, ExtendWorkAway } from './extend-work-away.js';
import { evolve, NOTHING_KNOWN } from './working-life.js';

export const employmentStatus = decider({
  category: 'employment',
  events: employmentEvents,
  commands: { ChangeEmployment, BeginWorkAway, ExtendWorkAway, EndWorkAway },
  initial: NOTHING_KNOWN,
  evolve,
  decide: {
    ChangeEmployment: changeEmployment,
    BeginWorkAway: beginWorkAway,
    ExtendWorkAway: extendWorkAway,
    EndWorkAway: endWorkAway,
  },
  idOf: (command) => command.superviseeId,
  unitOf: (state, _command, references) => references.supervisee?.unit ?? state.officeId ?? undefined,
  references: (command) => ({ supervisee: { category: 'supervisee', id: command.superviseeId } }),
});
