import type { Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Post } from '../../src/kernel/roles.js';
import type { Session } from '../../src/kernel/sessions.js';
import { view } from '../../src/kernel/view.js';
import type { Application, LeaveEvent, LeaveKind } from '../../src/leave/domain/events.js';

/** One request that waits for somebody's decision. */
export interface WaitingLeave {
  readonly requestId: string;
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly kind: LeaveKind;
  readonly from: Session;
  readonly to: Session;
  readonly sessions: readonly Session[];
  readonly days: number;
  readonly runDays: number;
  readonly beyondDelegation: boolean;
  readonly reason: string;
  /** The post whose turn it is, and since when. */
  readonly awaiting: Post;
  readonly awaitingSince: Instant;
  /** What that post can do: give its opinion and pass it on, or approve. */
  readonly approver: Post;
}

/** Who has to decide on what: a request leaves the inbox when it is decided, returned or withdrawn. */
export const leaveInbox = view<WaitingLeave, LeaveEvent>({
  name: 'leave-inbox',
  version: 4,
  events: [
    'LeaveRequested',
    'LeaveResubmitted',
    'LeaveEndorsed',
    'LeaveApproved',
    'LeaveRejected',
    'LeaveReturned',
    'LeaveWithdrawn',
    'LeaveRegularised',
    'EmergencyLeaveLapsed',
    'LeaveMoved',
  ],
  keys: (event) => [event.data.requestId],
  project: (row, event) => {
    switch (event.type) {
      case 'LeaveRequested':
      case 'LeaveResubmitted':
      case 'LeaveRegularised':
        return waiting(event);
      case 'LeaveEndorsed':
        return row && { ...row, awaiting: event.data.awaiting, awaitingSince: event.meta.occurredAt };
      case 'LeaveApproved':
      case 'LeaveRejected':
      case 'LeaveReturned':
      case 'LeaveWithdrawn':
      case 'LeavePartCancelled':
      case 'EmergencyLeaveLapsed':
        return null;
      case 'LeaveMoved':
        return row && { ...row, officeId: event.data.officeId, path: event.meta.jurisdiction };
      case 'LeaveCertificateSubmitted':
      case 'EmergencyLeaveNotified':
      case 'LeaveCleared':
      case 'LeaveNotCleared':
        return row;
    }
  },
  indexes: [{ awaiting: 1, path: 1, awaitingSince: 1 }],
});

type Asked = Extract<Recorded<LeaveEvent>, { data: Application }>;

const waiting = ({ data, meta }: Asked): WaitingLeave => ({
  requestId: data.requestId,
  workerId: data.workerId,
  officeId: data.officeId,
  path: meta.jurisdiction,
  kind: data.kind,
  from: data.from,
  to: data.to,
  sessions: data.sessions,
  days: data.days,
  runDays: data.runDays,
  beyondDelegation: data.beyondDelegation,
  reason: data.reason,
  awaiting: data.endorsers[0] ?? data.approver,
  awaitingSince: meta.occurredAt,
  approver: data.approver,
});
