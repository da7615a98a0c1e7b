import { yearOf } from '../kernel/day.js';
import { followUp, type FollowUp, reaction } from '../kernel/reaction.js';
import { dayOfSession, type Session } from '../kernel/sessions.js';
import type {
  EmergencyLeaveLapsed,
  EmergencyLeaveNotified,
  LeaveApproved,
  LeaveCleared,
  LeaveNotCleared,
  LeavePartCancelled,
  LeaveRejected,
  LeaveWithdrawn,
} from '../leave/domain/events.js';
import type { LeaveGround } from './domain/events.js';
import { MarkUncovered, NoteLeave, ReleaseLeave } from './domain/note-leave.js';

/** Leave that was approved or notified by word, or given back, is told to the attendance of every year that it touches. */
export const leaveCoverage = reaction<LeaveApproved | EmergencyLeaveNotified | LeavePartCancelled | LeaveCleared>({
  name: 'attendance-leave-coverage',
  events: ['LeaveApproved', 'EmergencyLeaveNotified', 'LeavePartCancelled', 'LeaveCleared'],
  react: (event) => {
    switch (event.type) {
      case 'LeaveApproved':
      case 'EmergencyLeaveNotified':
        return perYear(event.data, event.data.sessions).map((of) => followUp(NoteLeave, of));
      case 'LeavePartCancelled':
        return perYear(event.data, event.data.cancelled).map((of) => followUp(ReleaseLeave, of));
      case 'LeaveCleared':
        return perYear(event.data, event.data.released).map((of) => followUp(ReleaseLeave, of));
    }
  },
});

/** What no leave covers any more, or is owed since a leave is over, becomes an unauthorised absence by itself (LEV-6, LEV-8). */
export const leaveUncovered = reaction<LeaveRejected | LeaveWithdrawn | EmergencyLeaveLapsed | LeaveNotCleared>({
  name: 'attendance-leave-uncovered',
  events: ['LeaveRejected', 'LeaveWithdrawn', 'EmergencyLeaveLapsed', 'LeaveNotCleared'],
  react: (event) => {
    switch (event.type) {
      case 'LeaveRejected':
      case 'LeaveWithdrawn':
        return marked(event.data, event.data.uncovered ?? [], 'NOT_AT_WORK');
      case 'EmergencyLeaveLapsed':
        return marked(event.data, event.data.uncovered, 'FORM_MISSING');
      case 'LeaveNotCleared':
        return marked(event.data, event.data.sessions, 'NOT_CLEARED');
    }
  },
});

interface OfLeave {
  readonly workerId: string;
  readonly requestId: string;
  readonly kind?: string;
}
type PerYear = Omit<NoteLeave, 'meta'>;

const perYear = ({ workerId, requestId, kind = '' }: OfLeave, sessions: readonly Session[]): PerYear[] => {
  const years = [...new Set(sessions.map((session) => yearOf(dayOfSession(session))))].sort();
  return years.map((year) => ({
    workerId,
    requestId,
    kind,
    year,
    sessions: sessions.filter((session) => yearOf(dayOfSession(session)) === year),
  }));
};

const marked = (of: OfLeave, sessions: readonly Session[], ground: LeaveGround): FollowUp[] =>
  perYear(of, sessions).map((fields) => followUp(MarkUncovered, { ...fields, ground }));
