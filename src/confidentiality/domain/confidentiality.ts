import { decider } from '../../kernel/decider.js';
import { erasePersonalData, ErasePersonalData, type Erasure } from './erase-personal-data.js';
import { confidentialityEvents } from './events.js';

export const confidentiality = decider({
  category: 'personalData',
  events: confidentialityEvents,
  commands: { ErasePersonalData },
  initial: { erased: false } as Erasure,
  evolve: () => ({ erased: true }),
  decide: { ErasePersonalData: erasePersonalData },
  idOf: (command) => command.personId,
  unitOf: (_state, _command, references) => references.person?.unit,
  references: (command) => ({ person: { category: command.kind, id: command.personId } }),
  governed: false,
});
