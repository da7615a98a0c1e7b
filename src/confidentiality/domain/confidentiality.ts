import { decider } from '../../kernel/decider.js';
import { erasePersonalData, ErasePersonalData } from './erase-personal-data.js';
import { confidentialityEvents } from './events.js';

export const confidentiality = decider({
  category: 'personalData',
  events: confidentialityEvents,
  commands: { ErasePersonalData },
  initial: { erased: false },
  evolve: () => ({ erased: true }),
  decide: { ErasePersonalData: erasePersonalData },
  // Ids of different kinds of persons may be the same.
  idOf: (command) => `${command.kind}.${command.personId}`,
  unitOf: (_state, _command, references) => references.person?.unit,
  references: (command) => ({ person: { category: command.kind, id: command.personId } }),
  governed: false,
});
