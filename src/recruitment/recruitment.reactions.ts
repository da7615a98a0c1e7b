import { type AnyReaction, followUp, reaction } from '../kernel/reaction.js';
import type { SocialWorkerAppointed } from '../social-workers/domain/events.js';
import { NoteHire, ReleaseHire } from './domain/announcements/note-hire.js';
import type { ApplicantHired, JobApplicationWithdrawn } from './domain/applicants/events.js';
import { NoteAppointment } from './domain/applicants/note-appointment.js';

/** An announcement knows how many of its posts are filled (HR-1). */
export const hireNoted = reaction<ApplicantHired | JobApplicationWithdrawn>({
  name: 'recruitment-hire',
  events: ['ApplicantHired', 'JobApplicationWithdrawn'],
  react: ({ type, data: { recruitmentId, applicationId } }) => [
    followUp(type === 'ApplicantHired' ? NoteHire : ReleaseHire, { recruitmentId, applicationId }),
  ],
});

/** Who was hired and has been appointed is a social worker from then on (HR-1, HR-3). */
export const appointmentNoted = reaction<SocialWorkerAppointed>({
  name: 'recruitment-appointment',
  events: ['SocialWorkerAppointed'],
  react: ({ data: { applicationId, workerId, appointedOn } }) =>
    applicationId === undefined ? [] : [followUp(NoteAppointment, { applicationId, workerId, appointedOn })],
});

export const recruitmentReactions: readonly AnyReaction[] = [hireNoted, appointmentNoted];
