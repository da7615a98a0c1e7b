import type { Day } from '../../kernel/day.js';
import type { Post } from '../../kernel/roles.js';
import { daysOfSessions, type Session } from '../../kernel/sessions.js';
import type { LeaveEvent, LeaveKind, LeaveRegularised, LeaveRequested, LeaveResubmitted } from './events.js';

/** What decisions need to know of one request. */
interface Asked {
  readonly kind: LeaveKind;
  readonly sessions: readonly Session[];
  /** Last day to clear the return on, until it is cleared; none of leave from before returns were cleared (LEV-8). */
  readonly clearBy?: Day;
  /** Last day that the return was found not to be cleared on. */
  readonly unclearedThrough?: Day;
  readonly cleared?: true;
}
interface Applied extends Asked {
  /** Whether a hospital certificate goes with it (LEV-7). */
  readonly certified: boolean;
  /** Taken on notice by word, so its form is not approved before departure (LEV-6). */
  readonly emergency: boolean;
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
  /** Last day for the form of leave taken on notice by word. */
  readonly formDueOn?: Day;
}
/** Taken on notice by word; the form is due. */
export interface NotifiedLeave extends Applied {
  readonly status: 'notified';
  readonly formDueOn: Day;
}
export interface ApprovedLeave extends Asked {
  readonly status: 'approved';
}
export interface ClosedLeave {
  readonly status: 'rejected' | 'withdrawn' | 'lapsed';
}
export type Leave = PendingLeave | ReturnedLeave | NotifiedLeave | ApprovedLeave | ClosedLeave;

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
    case 'LeaveResubmitted':
    case 'LeaveRegularised':
      return { ...clearingOf(before), ...pending(before, event) };
    case 'EmergencyLeaveNotified': {
      const { kind, sessions, formDueOn, clearBy } = event.data;
      return { status: 'notified', kind, sessions, formDueOn, ...dated(clearBy), certified: false, emergency: true };
    }
    case 'LeaveEndorsed':
      return before?.status === 'pending' ? { ...before, awaiting: event.data.awaiting } : before;
    case 'LeaveApproved': {
      const { kind, sessions, clearBy } = event.data;
      return { ...clearingOf(before), status: 'approved', kind, sessions, ...dated(clearBy) };
    }
    case 'LeaveRejected':
      return { status: 'rejected' };
    case 'LeaveReturned':
      return before?.status === 'pending' ? returned(before, event.data.formDueOn) : before;
    case 'LeaveWithdrawn':
      return { status: 'withdrawn' };
    case 'EmergencyLeaveLapsed':
      return { status: 'lapsed' };
    case 'LeavePartCancelled': {
      const { cancelled, clearBy } = event.data;
      return before?.status === 'approved' ? { ...without(before, cancelled), clearBy } : before;
    }
    case 'LeaveCertificateSubmitted':
      return before && 'certified' in before ? { ...before, certified: true } : before;
    case 'LeaveCleared':
      return before && 'sessions' in before ? { ...without(before, event.data.released), cleared: true } : before;
    case 'LeaveMoved':
      return before;
    case 'LeaveNotCleared':
      return before && 'sessions' in before ? { ...before, unclearedThrough: event.data.through } : before;
  }
};

type Form = LeaveRequested | LeaveResubmitted | LeaveRegularised;

const pending = (before: Leave | undefined, event: Form): PendingLeave => {
  const { kind, from, to, sessions, endorsers, approver, beyondDelegation } = event.data;
  const asked = { kind, from, to, sessions, endorsers, approver, beyondDelegation };
  const emergency = event.type === 'LeaveRegularised';
  const awaiting = endorsers[0] ?? approver;
  return { status: 'pending', ...asked, awaiting, certified: isCertified(before, event), emergency };
};

const returned = (before: PendingLeave, formDueOn: Day | undefined): ReturnedLeave => {
  const { kind, sessions, certified, emergency } = before;
  const due = formDueOn === undefined ? {} : { formDueOn };
  return { ...clearingOf(before), status: 'returned', kind, sessions, certified, emergency, ...due };
};

const dated = (clearBy: Day | undefined): { clearBy?: Day } => (clearBy === undefined ? {} : { clearBy });

/** How far the return has got, which a later form or its approval does not change. */
const clearingOf = (leave: Leave | undefined): Pick<Asked, 'clearBy' | 'unclearedThrough' | 'cleared'> => {
  if (!leave || !('sessions' in leave)) return {};
  const { clearBy, unclearedThrough, cleared } = leave;
  return {
    ...dated(clearBy),
    ...(unclearedThrough === undefined ? {} : { unclearedThrough }),
    ...(cleared === undefined ? {} : { cleared }),
  };
};

const without = <L extends Asked>(leave: L, gone: readonly Session[]): L => ({
  ...leave,
  sessions: leave.sessions.filter((session) => !gone.includes(session)),
});

/** A certificate that was handed in stays with the request when it comes again as sick leave. */
const isCertified = (before: Leave | undefined, { data }: Form): boolean =>
  data.certificate !== undefined ||
  (data.kind === 'SICK' && before !== undefined && 'certified' in before && before.certified);

/** Sessions that a request takes or would take; none once it is closed. */
export const sessionsOf = (leave: Leave): readonly Session[] => ('sessions' in leave ? leave.sessions : []);
export const daysOf = (sessions: readonly Session[]): number => daysOfSessions(sessions.length);
