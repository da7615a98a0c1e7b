import { decider, type Reference } from '../../../kernel/decider.js';
import { evolve, faceOf, NOT_APPLIED } from './candidacy.js';
import { decideApplication, DecideJobApplication } from './decide-application.js';
import { applicantEvents } from './events.js';
import { noteAppointment, NoteAppointment } from './note-appointment.js';
import { receiveJobApplication, ReceiveJobApplication } from './receive-job-application.js';
import { recordInterview, RecordApplicantInterview } from './record-interview.js';
import { ReviewApplicantQualification, reviewQualification } from './review-qualification.js';
import { withdrawJobApplication, WithdrawJobApplication } from './withdraw-job-application.js';

export const applicant = decider({
  category: 'applicant',
  events: applicantEvents,
  commands: {
    ReceiveJobApplication,
    ReviewApplicantQualification,
    RecordApplicantInterview,
    DecideJobApplication,
    WithdrawJobApplication,
    NoteAppointment,
  },
  initial: NOT_APPLIED,
  evolve,
  decide: {
    ReceiveJobApplication: receiveJobApplication,
    ReviewApplicantQualification: reviewQualification,
    RecordApplicantInterview: recordInterview,
    DecideJobApplication: decideApplication,
    WithdrawJobApplication: withdrawJobApplication,
    NoteAppointment: noteAppointment,
  },
  opens: ['ReceiveJobApplication'],
  idOf: (command) => (command instanceof ReceiveJobApplication ? command.meta.commandId : command.applicationId),
  unitOf: (state, _command, references) => (state.status === 'none' ? references.recruitment?.unit : state.officeId),
  references: (command, state): Record<string, Reference> => {
    const of = command instanceof ReceiveJobApplication ? command : state.status === 'none' ? undefined : state;
    return of === undefined ? {} : { recruitment: { category: 'recruitment', id: of.recruitmentId } };
  },
  face: faceOf,
  governed: false,
});
