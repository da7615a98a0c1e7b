import { decider } from '../../kernel/decider.js';
import { checkErasure, CheckErasure } from './check-erasure.js';
import { type Erasure, erasePersonalData, ErasePersonalData } from './erase-personal-data.js';
import { type ConfidentialityEvent, confidentialityEvents } from './events.js';
import { noteLinkedData, NoteLinkedData } from './note-linked-data.js';

/** Ids of different kinds of persons may be the same. */
export const erasureId = ({ kind, personId }: { readonly kind: string; readonly personId: string }): string =>
  `${kind}.${personId}`;

const NOTHING: Erasure = { erased: false, linked: [], found: null };

export const confidentiality = decider({
  category: 'personalData',
  events: confidentialityEvents,
  commands: { ErasePersonalData, CheckErasure, NoteLinkedData },
  initial: NOTHING,
  evolve: (state: Erasure, event: ConfidentialityEvent): Erasure => {
    switch (event.type) {
      case 'LinkedDataNoted':
        // What was found did not look at this.
        return { ...state, linked: [...state.linked, event.data.linked], found: null };
      case 'PersonalDataErased':
        return { ...state, erased: true };
      case 'ErasureChecked': {
        const { personId: _id, kind: _kind, ...found } = event.data;
        return { ...state, found };
      }
    }
  },
  decide: { ErasePersonalData: erasePersonalData, CheckErasure: checkErasure, NoteLinkedData: noteLinkedData },
  idOf: erasureId,
  unitOf: (_state, _command, references) => references.person?.unit,
  references: (command) => ({ person: { category: command.kind, id: command.personId } }),
  governed: false,
});
