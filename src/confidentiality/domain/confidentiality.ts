import { decider } from '../../kernel/decider.js';
import { checkErasure, CheckErasure } from './check-erasure.js';
import { type Erasure, erasePersonalData, ErasePersonalData } from './erase-personal-data.js';
import { type ConfidentialityEvent, confidentialityEvents } from './events.js';
import { isSame, linkedIn, linkedRecords } from './linked-records.js';
import { noteLinkedData, NoteLinkedData } from './note-linked-data.js';
import { releaseLinkedData, ReleaseLinkedData } from './release-linked-data.js';

/** Ids of different kinds of persons may be the same. */
export const erasureId = ({ kind, personId }: { readonly kind: string; readonly personId: string }): string =>
  `${kind}.${personId}`;

const NOTHING: Erasure = { erased: false, linked: [], found: null };

export const confidentiality = decider({
  category: 'personalData',
  events: confidentialityEvents,
  commands: { ErasePersonalData, CheckErasure, NoteLinkedData, ReleaseLinkedData },
  initial: NOTHING,
  evolve: (state: Erasure, event: ConfidentialityEvent): Erasure => {
    switch (event.type) {
      case 'LinkedDataNoted':
        // What was found did not look at this.
        return { ...state, linked: [...state.linked, event.data.linked], found: null };
      case 'LinkedDataReleased': {
        const { linked } = event.data;
        return { ...state, linked: state.linked.filter((one) => !isSame(one, linked)) };
      }
      case 'PersonalDataErased':
        return { ...state, erased: true, linked: event.data.linked };
      case 'ErasureChecked': {
        const { personId: _id, kind: _kind, ...found } = event.data;
        return { ...state, found };
      }
    }
  },
  decide: {
    ErasePersonalData: erasePersonalData,
    CheckErasure: checkErasure,
    NoteLinkedData: noteLinkedData,
    ReleaseLinkedData: releaseLinkedData,
  },
  idOf: erasureId,
  unitOf: (_state, _command, references) => references.person?.unit,
  references: (command, { linked }) => ({
    person: { category: command.kind, id: command.personId },
    ...(command instanceof ErasePersonalData && linkedRecords(linked)),
    ...(command instanceof NoteLinkedData && linkedRecords([linkedIn(command)])),
  }),
  governed: false,
});
