import type { Post } from '../../kernel/roles.js';
import { daysOfSessions, type Session } from '../../kernel/sessions.js';
import type { LeaveEvent, LeaveKind, LeaveRequested, LeaveResubmitted } from './events.js';

/** What decisions need to know of one request. */
interface Asked {
  readonly kind: LeaveKind;
  readonly sessions: readonly Session[];
}
interface Applied extends Asked {
  /** Whether a hospital certificate goes with it (LEV-7). */
  readonly certified: boolean;
}
export interface PendingLeave extends Applied {
  readonly status: 'pending';
  readonly from: Session;
  readonly to: Session;
  readonly awaiting: Post;
  readonly endorsers: readonly Post[];
  readonly approver: Post;
  readonly beyondDelegation: boolean;
}
export interface ReturnedLeave extends Applied {
  readonly status: 'returned';
}
export interface ApprovedLeave extends Asked {
  readonly status: 'approved';
}
export interface ClosedLeave {
  readonly status: 'rejected' | 'withdrawn';
}
export type Leave = PendingLeave | ReturnedLeave | ApprovedLeave | ClosedLeave;

/** All leave of one social worker: overlaps and unbroken runs are between requests, so they share one stream. */
export interface LeaveBook {
  readonly officeId?: string;
  readonly requests: Readonly<Record<string, Leave>>;
}

export const NO_LEAVE: LeaveBook = { requests: {} };

/** A request by its id, which callers choose freely: the names that every object inherits are none. */
export const leaveIn = ({ requests }: LeaveBook, requestId: string): Leave | undefined =>
  Object.hasOwn(requests, requestId) ? requests[requestId] : undefined;

export const evolve = (book: LeaveBook, event: LeaveEvent): LeaveBook => {
  const { requestId, officeId } = event.data;
  const before = leaveIn(book, requestId);
  const after = next(before, event);
  return { officeId, requests: { ...book.requests, ...(after && { [requestId]: after }) } };
};

const next = (before: Leave | undefined, event: LeaveEvent): Leave | undefined => {
  switch (event.type) {
    case 'LeaveRequested':
    case 'LeaveResubmitted': {
      const { kind, from, to, sessions, endorsers, approver, beyondDelegation } = event.data;
      const asked = { kind, from, to, sessions, endorsers, approver, beyondDelegation };
      return { status: 'pending', ...asked, awaiting: endorsers[0] ?? approver, certified: isCertified(before, event) };
    }
    case 'LeaveEndorsed':
      return before?.status === 'pending' ? { ...before, awaiting: event.data.awaiting } : before;
    case 'LeaveApproved':
      return { status: 'approved', kind: event.data.kind, sessions: event.data.sessions };
    case 'LeaveRejected':
      return { status: 'rejected' };
    case 'LeaveReturned':
      return before?.status === 'pending'
        ? { status: 'returned', kind: before.kind, sessions: before.sessions, certified: before.certified }
        : before;
    case 'LeaveWithdrawn':
      return { status: 'withdrawn' };
    case 'LeavePartCancelled':
      return before?.status === 'approved'
        ? { ...before, sessions: before.sessions.filter((session) => !event.data.cancelled.includes(session)) }
        : before;
    case 'LeaveCertificateSubmitted':
      return before && 'certified' in before ? { ...before, certified: true } : before;
  }
};

/** A certificate that was handed in stays with the request when it comes again as sick leave. */
const isCertified = (before: Leave | undefined, { data }: LeaveRequested | LeaveResubmitted): boolean =>
  data.certificate !== undefined ||
  (data.kind === 'SICK' && before !== undefined && 'certified' in before && before.certified);

/** Sessions that a request takes or would take; none once it is closed. */
export const sessionsOf = (leave: Leave): readonly Session[] => ('sessions' in leave ? leave.sessions : []);
export const daysOf = (sessions: readonly Session[]): number => daysOfSessions(sessions.length);
