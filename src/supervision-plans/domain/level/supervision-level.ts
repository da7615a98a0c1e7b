import { decider } from '../../../kernel/decider.js';
import { superviseeOf } from '../of-supervisee.js';
import { assessLevel, AssessLevel } from './assess-level.js';
import { levelEvents } from './events.js';
import { setLevel, SetLevel } from './set-level.js';
import { evolve, NO_LEVEL } from './standing.js';

export const supervisionLevel = decider({
  category: 'supervisionLevel',
  events: levelEvents,
  commands: { AssessLevel, SetLevel },
  initial: NO_LEVEL,
  evolve,
  decide: { AssessLevel: assessLevel, SetLevel: setLevel },
  idOf: (command) => command.superviseeId,
  unitOf: (_standing, _command, references) => references.supervisee?.unit,
  references: superviseeOf,
});
