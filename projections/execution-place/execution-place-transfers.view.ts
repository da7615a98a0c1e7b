import type {
  ExecutionPlaceEvent,
  ExecutionPlaceTransferRequested,
  TransferStep,
} from '../../src/execution-place/domain/events.js';
import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Post } from '../../src/kernel/roles.js';
import type { TransferScope } from '../../src/kernel/supervision/execution-place-rules.js';
import { view } from '../../src/kernel/view.js';
import { type Deed, deed } from '../deed.js';

type TransferDeed = Deed<
  'requested' | 'endorsed' | 'agreed' | 'approved' | 'rejected' | 'withdrawn' | 'papers' | 'reported' | 'lapsed'
>;

/** One change of the place of execution, from the request until the person has reported in the new place (TRV-1). */
export interface ExecutionPlaceTransferRow {
  readonly transferId: string;
  readonly superviseeId: string;
  readonly birthYear: number;
  /** The office that the person comes from. */
  readonly officeId: string;
  /** Units that it concerns: of the present place, and of the new one once it is asked or the decision is made. */
  readonly path: readonly string[];
  readonly scope: TransferScope;
  readonly toOfficeId: string | null;
  readonly toPlace: string | null;
  readonly reason: string;
  readonly status: 'pending' | 'approved' | 'rejected' | 'withdrawn' | 'reported' | 'lapsed';
  readonly awaiting: TransferStep | null;
  readonly turn: { readonly posts: readonly Post[]; readonly unit: string } | null;
  readonly decidedOn: Day | null;
  readonly replyNumber: string | null;
  readonly reportBy: Day | null;
  readonly papersOn: Day | null;
  /** When it was found that the last day was over and the person had not come; it stays. */
  readonly overdueSince: Instant | null;
  readonly reportedOn: Day | null;
  readonly daysLate: number;
  readonly receiptNumber: string | null;
  readonly history: readonly TransferDeed[];
}

export const executionPlaceTransfers = view<ExecutionPlaceTransferRow, ExecutionPlaceEvent>({
  name: 'execution-place-transfers',
  version: 3,
  events: [
    'ExecutionPlaceTransferRequested',
    'ExecutionPlaceTransferEndorsed',
    'ExecutionPlaceTransferAgreed',
    'ExecutionPlaceTransferApproved',
    'ExecutionPlaceTransferRejected',
    'ExecutionPlaceTransferWithdrawn',
    'ExecutionPlaceTransferLapsed',
    'ExecutionPlacePapersHandedOver',
    'ExecutionPlaceReportOverdue',
    'ExecutionPlaceReportConfirmed',
  ],
  keys: ({ data }) => [data.transferId],
  project: (row, event) => {
    if (event.type === 'ExecutionPlaceTransferRequested') return requested(event);
    return row && { ...row, ...followed(row, event) };
  },
  indexes: [
    { path: 1, transferId: -1 },
    { path: 1, status: 1, reportBy: 1 },
    { superviseeId: 1, transferId: -1 },
  ],
});

const requested = (event: Recorded<ExecutionPlaceTransferRequested>): ExecutionPlaceTransferRow => {
  const {
    transferId,
    superviseeId,
    birthYear,
    officeId,
    scope,
    toOfficeId = null,
    toPlace = null,
    reason,
  } = event.data;
  return {
    ...{ transferId, superviseeId, birthYear, officeId, path: event.meta.jurisdiction, scope, toOfficeId, toPlace },
    ...{ reason, status: 'pending', ...waiting(event.meta.jurisdiction, event.data), decidedOn: null },
    ...{ replyNumber: null, reportBy: null, papersOn: null, overdueSince: null, reportedOn: null, daysLate: 0 },
    ...{ receiptNumber: null, history: [deed(event, 'requested')] },
  };
};

type Waiting = Pick<ExecutionPlaceTransferRow, 'awaiting' | 'turn' | 'path'>;
const waiting = (
  path: readonly string[],
  { awaiting, turn }: Pick<ExecutionPlaceTransferRequested['data'], 'awaiting' | 'turn'>,
): Waiting => ({
  awaiting,
  turn: { posts: turn.posts, unit: turn.path.at(-1) ?? '' },
  path: both(path, turn.path),
});

const both = (path: readonly string[], more: readonly string[] = []): readonly string[] => [
  ...new Set([...path, ...more]),
];
const settled = { awaiting: null, turn: null } as const;

const followed = (
  { history, path }: ExecutionPlaceTransferRow,
  event: Recorded<Exclude<ExecutionPlaceEvent, ExecutionPlaceTransferRequested>>,
): Partial<ExecutionPlaceTransferRow> => {
  const after = (action: TransferDeed['action'], opinion?: string) => ({
    history: [...history, deed(event, action, opinion)],
  });
  switch (event.type) {
    case 'ExecutionPlaceTransferEndorsed':
      return { ...waiting(path, event.data), ...after('endorsed', event.data.opinion) };
    case 'ExecutionPlaceTransferAgreed':
      return { ...waiting(path, event.data), ...after('agreed', event.data.opinion) };
    case 'ExecutionPlaceTransferApproved': {
      const { on: decidedOn, reportBy, replyNumber = null, toPath, opinion } = event.data;
      const decided = { decidedOn, reportBy, replyNumber, path: both(path, toPath) };
      return { status: 'approved', ...settled, ...decided, ...after('approved', opinion) };
    }
    case 'ExecutionPlaceTransferRejected':
      return { status: 'rejected', ...settled, ...after('rejected', event.data.opinion) };
    case 'ExecutionPlaceTransferWithdrawn':
      return { status: 'withdrawn', ...settled, ...after('withdrawn') };
    case 'ExecutionPlaceTransferLapsed':
      return { status: 'lapsed', ...settled, ...after('lapsed') };
    case 'ExecutionPlacePapersHandedOver':
      return { papersOn: event.data.on, ...after('papers', event.data.papers) };
    case 'ExecutionPlaceReportOverdue':
      return { overdueSince: event.meta.occurredAt };
    case 'ExecutionPlaceReportConfirmed': {
      const { on: reportedOn, scope, daysLate, receiptNumber = null, remarks } = event.data;
      return { status: 'reported', reportedOn, scope, daysLate, receiptNumber, ...after('reported', remarks) };
    }
  }
};
