import { type Day, type Instant, instantOf } from '../../../src/kernel/day.js';
import type { Role } from '../../../src/kernel/roles.js';
import { dayOfSession, type Session } from '../../../src/kernel/sessions.js';
import type { LeaveEvent } from '../../../src/leave/domain/events.js';
import { LEVEL_OF_POST, COUNTY, OFFICE, type Placed, type Task, taskRule } from '../task.js';

interface Awaiting extends Placed {
  readonly post: Role;
  readonly from: Instant;
}

export const leaveToDecide = taskRule<Awaiting, LeaveEvent>({
  name: 'leave-decision',
  rule: 'LEV-2',
  title: { zh: '审批请假', en: 'Decide on a leave' },
  version: 3,
  events: [
    'LeaveRequested',
    'LeaveResubmitted',
    'LeaveEndorsed',
    'LeaveApproved',
    'LeaveRejected',
    'LeaveReturned',
    'LeaveWithdrawn',
    'LeaveRegularised',
    'LeaveMoved',
  ],
  keys: ({ data }) => [data.requestId],
  project: (state, event) => {
    const [path, from] = [event.meta.jurisdiction, event.meta.occurredAt];
    switch (event.type) {
      case 'LeaveRequested':
      case 'LeaveResubmitted':
      case 'LeaveRegularised':
        return { path, from, post: event.data.endorsers[0] ?? event.data.approver };
      case 'LeaveEndorsed':
        return { path, from, post: event.data.awaiting };
      case 'LeaveMoved':
        return state && { ...state, path };
      default:
        return null;
    }
  },
  task: ({ post, from }, id): Task => ({
    level: LEVEL_OF_POST[post] ?? COUNTY,
    roles: [post],
    from,
    dueOn: null,
    about: { category: 'leave', id },
  }),
});

interface Owed extends Placed {
  readonly workerId: string;
  readonly from: Instant;
  readonly dueOn: Day;
}

/** What a worker has to do about a leave of their own. */
const owed = ({ workerId, from, dueOn }: Owed, id: string): Task => ({
  level: OFFICE,
  roles: ['social-worker'],
  workerId,
  from,
  dueOn,
  about: { category: 'leave', id },
});

export const leaveToRegularise = taskRule<Owed, LeaveEvent>({
  name: 'leave-form',
  rule: 'LEV-6',
  title: { zh: '补办请假手续', en: 'Hand in the form of an emergency leave' },
  version: 2,
  events: [
    'EmergencyLeaveNotified',
    'LeaveReturned',
    'LeaveRegularised',
    'LeaveWithdrawn',
    'EmergencyLeaveLapsed',
    'LeaveMoved',
  ],
  keys: ({ data }) => [data.requestId],
  project: (state, { type, data, meta }) => {
    if (type === 'LeaveMoved') return state && { ...state, path: meta.jurisdiction };
    if ((type !== 'EmergencyLeaveNotified' && type !== 'LeaveReturned') || data.formDueOn === undefined) return null;
    return { path: meta.jurisdiction, workerId: data.workerId, from: meta.occurredAt, dueOn: data.formDueOn };
  },
  task: owed,
});

interface Away extends Owed {
  readonly sessions: readonly Session[];
}

/** From the last day of a leave on, until the return is cleared. */
export const leaveToClear = taskRule<Away, LeaveEvent>({
  name: 'leave-clearance',
  rule: 'LEV-8',
  title: { zh: '销假', en: 'Clear the return from leave' },
  version: 2,
  events: [
    'LeaveApproved',
    'EmergencyLeaveNotified',
    'LeavePartCancelled',
    'LeaveRejected',
    'LeaveWithdrawn',
    'EmergencyLeaveLapsed',
    'LeaveCleared',
    'LeaveMoved',
  ],
  keys: ({ data }) => [data.requestId],
  project: (state, { type, data, meta }) => {
    const { workerId } = data;
    const until = (sessions: readonly Session[], dueOn: Day | undefined): Away | null => {
      const last = sessions.at(-1);
      if (last === undefined || dueOn === undefined) return null;
      return { path: meta.jurisdiction, workerId, sessions, from: instantOf(dayOfSession(last), '00:00'), dueOn };
    };
    switch (type) {
      case 'EmergencyLeaveNotified':
        return until(data.sessions, data.clearBy);
      case 'LeaveApproved':
        return data.clearBy === undefined ? state : until(data.sessions, data.clearBy);
      case 'LeavePartCancelled':
        return (
          state &&
          until(
            state.sessions.filter((session) => !data.cancelled.includes(session)),
            data.clearBy,
          )
        );
      case 'LeaveMoved':
        return state && { ...state, path: meta.jurisdiction };
      default:
        return null;
    }
  },
  task: owed,
});
