import { endOf } from '../../../kernel/day.js';
import { type Due, dueMoments } from '../../../kernel/due.js';
import type {
  EmergencyLeaveLapsed,
  EmergencyLeaveNotified,
  LeaveApproved,
  LeaveCleared,
  LeaveNotCleared,
  LeavePartCancelled,
  LeaveRejected,
  LeaveWithdrawn,
} from '../events.js';
import { MarkLeaveNotCleared } from './mark-leave-not-cleared.js';

type Fact =
  | LeaveApproved
  | EmergencyLeaveNotified
  | LeavePartCancelled
  | LeaveCleared
  | LeaveNotCleared
  | LeaveRejected
  | LeaveWithdrawn
  | EmergencyLeaveLapsed;
type Moment = Due<MarkLeaveNotCleared>;

/** A return is to be cleared by the end of its last day; after that, every working day without it is looked at (LEV-8). */
export const leaveClearance = dueMoments<Moment, Fact, MarkLeaveNotCleared>({
  name: 'leave-clearance',
  version: 1,
  events: [
    'LeaveApproved',
    'EmergencyLeaveNotified',
    'LeavePartCancelled',
    'LeaveCleared',
    'LeaveNotCleared',
    'LeaveRejected',
    'LeaveWithdrawn',
    'EmergencyLeaveLapsed',
  ],
  keys: ({ data }) => [data.requestId],
  project: (waiting, { type, data }) => {
    const { workerId, requestId } = data;
    const until = (day: string | undefined): Moment | null =>
      day === undefined ? null : { at: endOf(day), fields: { workerId, requestId } };
    switch (type) {
      case 'LeaveApproved':
        // Of leave taken on notice by word, the notice said it.
        return data.clearBy === undefined ? waiting : until(data.clearBy);
      case 'EmergencyLeaveNotified':
      case 'LeavePartCancelled':
        return until(data.clearBy);
      case 'LeaveNotCleared':
        return until(data.next);
      case 'LeaveCleared':
      case 'LeaveRejected':
      case 'LeaveWithdrawn':
      case 'EmergencyLeaveLapsed':
        return null;
    }
  },
  due: (waiting) => waiting,
  command: MarkLeaveNotCleared,
});
