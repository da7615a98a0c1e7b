import { yearOf } from '../kernel/day.js';
import { followUp, type FollowUp, reaction } from '../kernel/reaction.js';
import { dayOfSession, type Session } from '../kernel/sessions.js';
import type { LeaveApproved, LeavePartCancelled } from '../leave/domain/events.js';
import { NoteLeave, ReleaseLeave } from './domain/note-leave.js';

/** Leave that was approved, or given back, is told to the attendance of every year that it touches. */
export const leaveCoverage = reaction<LeaveApproved | LeavePartCancelled>({
  name: 'attendance-leave-coverage',
  events: ['LeaveApproved', 'LeavePartCancelled'],
  react: (event) => {
    switch (event.type) {
      case 'LeaveApproved':
        return perYear(NoteLeave, event.data, event.data.sessions);
      case 'LeavePartCancelled':
        return perYear(ReleaseLeave, event.data, event.data.cancelled);
    }
  },
});

const perYear = (
  of: typeof NoteLeave | typeof ReleaseLeave,
  { workerId, requestId, kind }: LeaveApproved['data'] | LeavePartCancelled['data'],
  sessions: readonly Session[],
): FollowUp[] => {
  const years = [...new Set(sessions.map((session) => yearOf(dayOfSession(session))))].sort();
  return years.map((year) =>
    followUp(of, {
      workerId,
      requestId,
      kind,
      year,
      sessions: sessions.filter((session) => yearOf(dayOfSession(session)) === year),
    }),
  );
};
