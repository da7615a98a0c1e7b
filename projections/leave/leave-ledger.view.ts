import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Post } from '../../src/kernel/roles.js';
import { daysOfSessions, type Session } from '../../src/kernel/sessions.js';
import { view } from '../../src/kernel/view.js';
import type { Application, EmergencyLeaveNotified, LeaveEvent, NoticeMeans } from '../../src/leave/domain/events.js';
import { type Deed, deed } from '../deed.js';

export type LeaveStatus =
  'provisional' | 'pending' | 'returned' | 'approved' | 'rejected' | 'withdrawn' | 'cancelled' | 'lapsed';
export type LeaveAction =
  | 'requested'
  | 'resubmitted'
  | 'endorsed'
  | 'approved'
  | 'rejected'
  | 'returned'
  | 'withdrawn'
  | 'cancelled'
  | 'certified'
  | 'notified'
  | 'regularised'
  | 'lapsed'
  | 'cleared'
  | 'not-cleared'
  | 'moved';

/** One line of the form's history: what was done, who did it and when, as which post, for whom, with what opinion. */
export interface LeaveStep extends Deed<LeaveAction> {
  /** The post whose turn it was. */
  readonly by?: Post;
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
  /** How notice was given of an emergency, and the last day for its form while that is due (LEV-6). */
  readonly notice: NoticeMeans | null;
  readonly formDueOn: Day | null;
  /** Last day to clear the return on, and the day that it was cleared (LEV-8). */
  readonly clearBy: Day | null;
  readonly clearedOn: Day | null;
  readonly clearedLate: boolean;
  readonly history: readonly LeaveStep[];
}

export const leaveLedger = view<LeaveEntry, LeaveEvent>({
  name: 'leave-ledger',
  version: 4,
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
    'EmergencyLeaveNotified',
    'LeaveRegularised',
    'EmergencyLeaveLapsed',
    'LeaveCleared',
    'LeaveNotCleared',
    'LeaveMoved',
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
  ...formOf(data),
  path: meta.jurisdiction,
  requestedAt: row?.requestedAt ?? meta.occurredAt,
  status: 'pending',
  awaiting: data.endorsers[0] ?? data.approver,
  cancelledDays: 0,
  notice: row?.notice ?? null,
  formDueOn: null,
  clearBy: row?.clearBy ?? null,
  clearedOn: row?.clearedOn ?? null,
  clearedLate: row?.clearedLate ?? false,
  history: row?.history ?? [],
});

/** What the notice says beside the form has its own place. */
const formOf = (data: Asked['data']): Application & { workerId: string; requestId: string; officeId: string } => {
  const { means: _means, formDueOn: _formDueOn, clearBy: _clearBy, ...form } = data as EmergencyLeaveNotified['data'];
  return form;
};

/** Sessions and days are of what stays; what was given back stands beside them. */
const changed = (entry: LeaveEntry, event: Recorded<LeaveEvent>): Partial<LeaveEntry> => {
  switch (event.type) {
    case 'LeaveRequested':
    case 'LeaveResubmitted':
    case 'LeaveRegularised':
      return {};
    case 'EmergencyLeaveNotified': {
      const { means, formDueOn, clearBy = null } = event.data;
      return { status: 'provisional', awaiting: null, notice: means, formDueOn, clearBy };
    }
    case 'LeaveEndorsed':
      return { awaiting: event.data.awaiting };
    case 'LeaveApproved':
      return { status: 'approved', awaiting: null, clearBy: event.data.clearBy ?? entry.clearBy };
    case 'LeaveRejected':
      return { status: 'rejected', awaiting: null };
    case 'LeaveReturned':
      return { status: 'returned', awaiting: null, formDueOn: event.data.formDueOn ?? null };
    case 'LeaveWithdrawn':
      return { status: 'withdrawn', awaiting: null, formDueOn: null };
    case 'EmergencyLeaveLapsed':
      return { status: 'lapsed', formDueOn: null };
    case 'LeavePartCancelled': {
      const { cancelled, remainingDays, clearBy = null } = event.data;
      return {
        ...givenBack(entry, cancelled, remainingDays),
        clearBy,
        ...(remainingDays === 0 ? { status: 'cancelled' } : {}),
      };
    }
    case 'LeaveCertificateSubmitted':
      return { certificate: event.data.certificate };
    case 'LeaveCleared': {
      const { on, late, released, remainingDays } = event.data;
      return { ...givenBack(entry, released, remainingDays), clearedOn: on, clearedLate: late };
    }
    case 'LeaveNotCleared':
      return { clearedLate: true };
    case 'LeaveMoved':
      return { officeId: event.data.officeId, path: event.meta.jurisdiction };
  }
};

const givenBack = (entry: LeaveEntry, gone: readonly Session[], remainingDays: number): Partial<LeaveEntry> => ({
  sessions: entry.sessions.filter((session) => !gone.includes(session)),
  days: remainingDays,
  cancelledDays: entry.cancelledDays + daysOfSessions(gone.length),
});

const stepOf = (event: Recorded<LeaveEvent>): LeaveStep => {
  const { by, opinion, cancelled } = event.data as Pick<LeaveStep, 'by' | 'opinion' | 'cancelled'>;
  return {
    ...deed(event, ACTIONS[event.type]),
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
  EmergencyLeaveNotified: 'notified',
  LeaveRegularised: 'regularised',
  EmergencyLeaveLapsed: 'lapsed',
  LeaveCleared: 'cleared',
  LeaveNotCleared: 'not-cleared',
  LeaveMoved: 'moved',
};
