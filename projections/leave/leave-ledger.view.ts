import type { Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Post } from '../../src/kernel/roles.js';
import type { Session } from '../../src/kernel/sessions.js';
import { view } from '../../src/kernel/view.js';
import type { Application, LeaveEvent } from '../../src/leave/domain/events.js';

export type LeaveStatus = 'pending' | 'returned' | 'approved' | 'rejected' | 'withdrawn' | 'cancelled';
export type LeaveAction =
  | 'requested'
  | 'resubmitted'
  | 'endorsed'
  | 'approved'
  | 'rejected'
  | 'returned'
  | 'withdrawn'
  | 'cancelled'
  | 'certified';

/** One line of the form's history: what was done, who did it and when, as which post, for whom, with what opinion. */
export interface LeaveStep {
  readonly action: LeaveAction;
  readonly actor: string;
  readonly role: string;
  readonly onBehalfOf?: string;
  readonly at: Instant;
  /** The post whose turn it was. */
  readonly by?: Post;
  readonly opinion?: string;
  /** Sessions that were given back. */
  readonly cancelled?: readonly Session[];
}

/** One request in the leave ledger (请假台账). */
export interface LeaveEntry extends Application {
  readonly requestId: string;
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly requestedAt: Instant;
  readonly status: LeaveStatus;
  /** The post that has to decide; null when nobody has to. */
  readonly awaiting: Post | null;
  readonly cancelledDays: number;
  readonly history: readonly LeaveStep[];
}

export const leaveLedger = view<LeaveEntry, LeaveEvent>({
  name: 'leave-ledger',
  version: 2,
  events: [
    'LeaveRequested',
    'LeaveResubmitted',
    'LeaveEndorsed',
    'LeaveApproved',
    'LeaveRejected',
    'LeaveReturned',
    'LeaveWithdrawn',
    'LeavePartCancelled',
    'LeaveCertificateSubmitted',
  ],
  keys: (event) => [event.data.requestId],
  project: (row, event) => {
    const entry = 'endorsers' in event.data ? applied(row, event as Asked) : row;
    return entry && { ...entry, ...changed(entry, event), history: [...entry.history, stepOf(event)] };
  },
  indexes: [
    { path: 1, requestedAt: -1 },
    { workerId: 1, requestedAt: -1 },
    { officeId: 1, status: 1, requestedAt: -1 },
  ],
});

type Asked = Extract<Recorded<LeaveEvent>, { data: Application }>;

/** The form as it was handed in, for the first time or again: what an earlier one said is gone, its history stays. */
const applied = (row: LeaveEntry | null, { data, meta }: Asked): LeaveEntry => ({
  ...(row?.certificate !== undefined && data.kind === 'SICK' ? { certificate: row.certificate } : {}),
  ...data,
  path: meta.jurisdiction,
  requestedAt: row?.requestedAt ?? meta.occurredAt,
  status: 'pending',
  awaiting: data.endorsers[0] ?? data.approver,
  cancelledDays: 0,
  history: row?.history ?? [],
});

/** Sessions and days are of what stays; what was given back stands beside them. */
const changed = (entry: LeaveEntry, event: Recorded<LeaveEvent>): Partial<LeaveEntry> => {
  switch (event.type) {
    case 'LeaveRequested':
    case 'LeaveResubmitted':
      return {};
    case 'LeaveEndorsed':
      return { awaiting: event.data.awaiting };
    case 'LeaveApproved':
      return { status: 'approved', awaiting: null };
    case 'LeaveRejected':
      return { status: 'rejected', awaiting: null };
    case 'LeaveReturned':
      return { status: 'returned', awaiting: null };
    case 'LeaveWithdrawn':
      return { status: 'withdrawn', awaiting: null };
    case 'LeavePartCancelled': {
      const { cancelled, cancelledDays, remainingDays } = event.data;
      return {
        sessions: entry.sessions.filter((session) => !cancelled.includes(session)),
        days: remainingDays,
        cancelledDays: entry.cancelledDays + cancelledDays,
        ...(remainingDays === 0 ? { status: 'cancelled' } : {}),
      };
    }
    case 'LeaveCertificateSubmitted':
      return { certificate: event.data.certificate };
  }
};

const stepOf = (event: Recorded<LeaveEvent>): LeaveStep => {
  const { actor, role, onBehalfOf, occurredAt } = event.meta;
  const { by, opinion, cancelled } = event.data as Pick<LeaveStep, 'by' | 'opinion' | 'cancelled'>;
  return {
    action: ACTIONS[event.type],
    actor,
    role,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    at: occurredAt,
    ...(by === undefined ? {} : { by }),
    ...(opinion === undefined ? {} : { opinion }),
    ...(cancelled === undefined ? {} : { cancelled }),
  };
};

const ACTIONS: Readonly<Record<LeaveEvent['type'], LeaveAction>> = {
  LeaveRequested: 'requested',
  LeaveResubmitted: 'resubmitted',
  LeaveEndorsed: 'endorsed',
  LeaveApproved: 'approved',
  LeaveRejected: 'rejected',
  LeaveReturned: 'returned',
  LeaveWithdrawn: 'withdrawn',
  LeavePartCancelled: 'cancelled',
  LeaveCertificateSubmitted: 'certified',
};
