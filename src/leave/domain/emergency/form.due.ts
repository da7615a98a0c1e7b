import { endOf } from '../../../kernel/day.js';
import { type Due, dueMoments } from '../../../kernel/due.js';
import type {
  EmergencyLeaveLapsed,
  EmergencyLeaveNotified,
  LeaveRegularised,
  LeaveReturned,
  LeaveWithdrawn,
} from '../events.js';
import { LapseEmergencyLeave } from './lapse-emergency-leave.js';

type Fact = EmergencyLeaveNotified | LeaveRegularised | LeaveReturned | LeaveWithdrawn | EmergencyLeaveLapsed;
type Moment = Due<LapseEmergencyLeave>;

/** The form of an emergency leave is awaited until the end of its last day (LEV-6). */
export const emergencyForm = dueMoments<Moment, Fact, LapseEmergencyLeave>({
  name: 'emergency-leave-form',
  version: 1,
  events: ['EmergencyLeaveNotified', 'LeaveRegularised', 'LeaveReturned', 'LeaveWithdrawn', 'EmergencyLeaveLapsed'],
  keys: ({ data }) => [data.requestId],
  project: (_, { type, data }) => {
    const { workerId, requestId } = data;
    switch (type) {
      case 'EmergencyLeaveNotified':
      case 'LeaveReturned':
        return data.formDueOn === undefined ? null : { at: endOf(data.formDueOn), fields: { workerId, requestId } };
      case 'LeaveRegularised':
      case 'LeaveWithdrawn':
      case 'EmergencyLeaveLapsed':
        return null;
    }
  },
  due: (waiting) => waiting,
  command: LapseEmergencyLeave,
});
