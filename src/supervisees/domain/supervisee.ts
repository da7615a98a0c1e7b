import { dayAt } from '../../kernel/day.js';
import { decider } from '../../kernel/decider.js';
import { noteStatusFromIncident, NoteStatusFromIncident } from './absence/note-status-from-incident.js';
import { returnToSupervision, ReturnToSupervision } from './absence/return-to-supervision.js';
import { correctRegistration, CorrectRegistration } from './correction/correct-registration.js';
import { dischargeSupervisee, DischargeSupervisee } from './discharge-supervisee.js';
import { fileArchiveNote, FileArchiveNote } from './ending/file-archive-note.js';
import { recordFinalEvaluation, RecordFinalEvaluation } from './ending/record-final-evaluation.js';
import { superviseeEvents } from './events.js';
import { recordMissedIntake, RecordMissedIntake } from './missed-intake/record-missed-intake.js';
import { recordDecision, RecordDecision } from './record-decision.js';
import { recordRightsAcknowledgement, RecordRightsAcknowledgement } from './record-rights-acknowledgement.js';
import { registerSupervisee, RegisterSupervisee } from './register-supervisee.js';
import { superviseeIdOf } from './supervisee-id.js';
import { extendTerm, ExtendTerm } from './term/extend-term.js';
import { endByTransfer, EndByTransfer } from './transfer/end-by-transfer.js';
import { transferSupervisee, TransferSupervisee } from './transfer/transfer-supervisee.js';
import { evolve, faceOf, UNKNOWN } from './supervision.js';

export const supervisee = decider({
  category: 'supervisee',
  events: superviseeEvents,
  commands: {
    RecordDecision,
    RecordMissedIntake,
    RegisterSupervisee,
    CorrectRegistration,
    RecordRightsAcknowledgement,
    ExtendTerm,
    NoteStatusFromIncident,
    ReturnToSupervision,
    TransferSupervisee,
    EndByTransfer,
    RecordFinalEvaluation,
    DischargeSupervisee,
    FileArchiveNote,
  },
  initial: UNKNOWN,
  evolve,
  decide: {
    RecordDecision: recordDecision,
    RecordMissedIntake: recordMissedIntake,
    RegisterSupervisee: registerSupervisee,
    CorrectRegistration: correctRegistration,
    RecordRightsAcknowledgement: recordRightsAcknowledgement,
    ExtendTerm: extendTerm,
    NoteStatusFromIncident: noteStatusFromIncident,
    ReturnToSupervision: returnToSupervision,
    TransferSupervisee: transferSupervisee,
    EndByTransfer: endByTransfer,
    RecordFinalEvaluation: recordFinalEvaluation,
    DischargeSupervisee: dischargeSupervisee,
    FileArchiveNote: fileArchiveNote,
  },
  opens: ['RecordDecision', 'RegisterSupervisee'],
  idOf: (command) => ('superviseeId' in command ? command.superviseeId : superviseeIdOf(command)),
  unitOf: (state, command) => {
    // Of a person who was transferred the office that they went to decides, and its path is that of the fact.
    if (command instanceof TransferSupervisee) return command.officeId;
    if (state.status !== 'unknown') return state.officeId;
    return 'officeId' in command ? command.officeId : undefined;
  },
  face: faceOf,
  // The time to report runs from the day of taking effect, by the rules of that day.
  factDay: (command) => ('effectiveOn' in command ? command.effectiveOn : dayAt(command.meta.occurredAt)),
});
