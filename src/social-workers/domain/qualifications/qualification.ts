import { decider } from '../../../kernel/decider.js';
import { qualificationEvents } from './events.js';
import { evolve, NO_QUALIFICATIONS } from './held-qualifications.js';
import {
  AttainProfessionalLevel,
  attainProfessionalLevel,
  RecordProfessionalExamination,
  recordProfessionalExamination,
} from './professional-level.js';
import { RecordQualification, recordQualification } from './record-qualification.js';
import { RenewQualification, renewQualification } from './renew-qualification.js';
import { WithdrawQualification, withdrawQualification } from './withdraw-qualification.js';

export const qualification = decider({
  category: 'qualification',
  events: qualificationEvents,
  commands: {
    RecordQualification,
    RenewQualification,
    WithdrawQualification,
    RecordProfessionalExamination,
    AttainProfessionalLevel,
  },
  initial: NO_QUALIFICATIONS,
  evolve,
  decide: {
    RecordQualification: recordQualification,
    RenewQualification: renewQualification,
    WithdrawQualification: withdrawQualification,
    RecordProfessionalExamination: recordProfessionalExamination,
    AttainProfessionalLevel: attainProfessionalLevel,
  },
  idOf: (command) => command.workerId,
  unitOf: (state, _command, references) => references.worker?.unit ?? state.officeId,
  personOf: (_state, command) => command.workerId,
  references: (command) => ({ worker: { category: 'socialWorker', id: command.workerId } }),
  governed: false,
});
