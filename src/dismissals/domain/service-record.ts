import { decider } from '../../kernel/decider.js';
import { decideDismissalCase, DecideDismissalCase } from './cases/decide-dismissal-case.js';
import { serviceRecordEvents } from './events.js';
import {
  correctHospitalStay,
  CorrectHospitalStay,
  recordHospitalStay,
  RecordHospitalStay,
  withdrawHospitalStay,
  WithdrawHospitalStay,
} from './hospital/hospital-stay.js';
import {
  noteAnnualGrade,
  NoteAnnualGrade,
  noteServiceEnd,
  NoteServiceEnd,
  noteServiceTerms,
  NoteServiceTerms,
  tallySessions,
  TallySessions,
} from './note-facts.js';
import { evolve, face, NO_RECORD } from './record-state.js';

/**
 * What of one worker's service bears on the end of it, over all years, and the cases about that: in one stream, so that nobody decides
 * on grounds that have gone.
 */
export const serviceRecord = decider({
  category: 'serviceRecord',
  events: serviceRecordEvents,
  commands: {
    ...{ NoteServiceTerms, NoteServiceEnd, TallySessions, NoteAnnualGrade },
    ...{ RecordHospitalStay, CorrectHospitalStay, WithdrawHospitalStay, DecideDismissalCase },
  },
  initial: NO_RECORD,
  evolve,
  decide: {
    NoteServiceTerms: noteServiceTerms,
    NoteServiceEnd: noteServiceEnd,
    TallySessions: tallySessions,
    NoteAnnualGrade: noteAnnualGrade,
    RecordHospitalStay: recordHospitalStay,
    CorrectHospitalStay: correctHospitalStay,
    WithdrawHospitalStay: withdrawHospitalStay,
    DecideDismissalCase: decideDismissalCase,
  },
  idOf: (command) => command.workerId,
  unitOf: (record, _command, references) => references.worker?.unit ?? record.officeId,
  personOf: (_record, command) => command.workerId,
  references: (command) => ({ worker: { category: 'socialWorker', id: command.workerId } }),
  face,
});
