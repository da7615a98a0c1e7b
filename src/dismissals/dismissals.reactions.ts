import type { AnnualAppealDecided, AnnualAppraisalGraded } from '../appraisals/domain/annual/events.js';
import type {
  AbsenceLogged,
  AttendanceCorrected,
  LeaveNoted,
  LeaveReleased,
  LeaveSessionWorked,
} from '../attendance/domain/events.js';
import { addDays } from '../kernel/day.js';
import { followUp, type FollowUp, reaction } from '../kernel/reaction.js';
import type { Session } from '../kernel/sessions.js';
import type { SessionChange } from '../kernel/workforce/conduct.js';
import type { LeaveKind } from '../kernel/workforce/leave-rules.js';
import type { AppointmentConfirmed, AppointmentEnded, SocialWorkerAppointed } from '../social-workers/domain/events.js';
import { NoteAnnualGrade, NoteServiceEnd, NoteServiceTerms, TallySessions } from './domain/note-facts.js';

type Attended = AbsenceLogged | AttendanceCorrected | LeaveNoted | LeaveReleased | LeaveSessionWorked;
type Service = SocialWorkerAppointed | AppointmentConfirmed | AppointmentEnded;
type Graded = AnnualAppraisalGraded | AnnualAppealDecided;

/**
 * Everything that grounds of dismissal are found from comes to the worker's service record, in the order that it happened in (THR-6,
 * APP-4). A check-in does not, unless leave covers it: what nothing is known of was worked.
 */
export const serviceFacts = reaction<Attended | Service | Graded>({
  name: 'dismissals-service-facts',
  events: [
    ...(['AbsenceLogged', 'AttendanceCorrected', 'LeaveNoted', 'LeaveReleased', 'LeaveSessionWorked'] as const),
    ...(['SocialWorkerAppointed', 'AppointmentConfirmed', 'AppointmentEnded'] as const),
    ...(['AnnualAppraisalGraded', 'AnnualAppealDecided'] as const),
  ],
  react: (event) => {
    const { workerId } = event.data;
    switch (event.type) {
      case 'AbsenceLogged':
        return tallied(workerId, [event.data.session], { change: 'ABSENT' });
      case 'AttendanceCorrected':
        return tallied(workerId, [event.data.session], { change: event.data.to === 'ABSENT' ? 'ABSENT' : 'WORKED' });
      case 'LeaveSessionWorked':
        return tallied(workerId, [event.data.session], { change: 'WORKED' });
      case 'LeaveNoted': {
        const { requestId, kind, sessions } = event.data;
        return tallied(workerId, sessions, { change: 'LEAVE', requestId, kind: kind as LeaveKind });
      }
      case 'LeaveReleased': {
        const { requestId, sessions } = event.data;
        return tallied(workerId, sessions, { change: 'LEAVE_RELEASED', requestId });
      }
      case 'SocialWorkerAppointed': {
        const { appointedOn, probationUntil = null } = event.data;
        return [followUp(NoteServiceTerms, { workerId, appointedOn, probationEnds: probationUntil })];
      }
      case 'AppointmentConfirmed':
        return [followUp(NoteServiceTerms, { workerId, probationEnds: addDays(event.data.on, -1) })];
      case 'AppointmentEnded':
        return [followUp(NoteServiceEnd, { workerId, on: event.data.on })];
      case 'AnnualAppraisalGraded':
      case 'AnnualAppealDecided': {
        const { year, on, grade } = event.data;
        return [followUp(NoteAnnualGrade, { workerId, year, on, grade })];
      }
    }
  },
});

const tallied = (workerId: string, sessions: readonly Session[], said: SessionChange): FollowUp[] => [
  followUp(TallySessions, { workerId, sessions, said }),
];
