import type { Day } from '../../kernel/day.js';
import type { Post } from '../../kernel/roles.js';
import type { TransferScope } from '../../kernel/supervision/execution-place-rules.js';
import type { ExecutionPlaceEvent, TransferStep } from './events.js';

/** Where the person goes: the office and its path are missing when they leave the city. */
interface Going {
  readonly scope: TransferScope;
  readonly toOfficeId?: string;
  readonly toPath?: readonly string[];
}
interface Open extends Going {
  readonly transferId: string;
}
export interface PendingTransfer extends Open {
  readonly status: 'pending';
  readonly endorsers: readonly Post[];
  readonly receivers: readonly Post[];
  readonly deciders: readonly Post[];
  readonly awaiting: TransferStep;
  /** Any of these posts may act. */
  readonly turn: readonly Post[];
  /** Who asked, and for whom: they do not decide. */
  readonly requestedBy: readonly string[];
}
export interface ApprovedTransfer extends Open {
  readonly status: 'approved';
  readonly approvedOn: Day;
  readonly reportBy: Day;
  readonly overdue: boolean;
  readonly papersHandedOver: boolean;
}
export type OpenTransfer = PendingTransfer | ApprovedTransfer;
type Outcome = 'rejected' | 'withdrawn' | 'reported' | 'lapsed';

/** Where somebody is to be supervised: one change at a time, so all of them share one stream. */
export interface TransferBook {
  readonly officeId?: string;
  readonly open: OpenTransfer | null;
  /** The last that the person reported for: until their own record says so they are on the way, and nothing new is asked for. */
  readonly movedBy?: string;
  /** What came of those that are over. */
  readonly past: Readonly<Record<string, Outcome>>;
}

export const NO_TRANSFERS: TransferBook = { open: null, past: {} };

/** Of a fact or a change: where it goes, and nothing else of it. */
export const goingOf = ({ scope, toOfficeId, toPath }: Going): Going => ({
  scope,
  ...(toOfficeId === undefined ? {} : { toOfficeId }),
  ...(toPath === undefined ? {} : { toPath }),
});

export const evolve = (book: TransferBook, event: ExecutionPlaceEvent): TransferBook => {
  const { officeId, transferId } = event.data;
  const { open } = book;
  switch (event.type) {
    case 'ExecutionPlaceTransferRequested': {
      const { endorsers, receivers, deciders, awaiting, turn, requestedBy } = event.data;
      const way = { endorsers, receivers, deciders, awaiting, turn: turn.posts, requestedBy };
      return { ...book, officeId, open: { status: 'pending', transferId, ...goingOf(event.data), ...way } };
    }
    case 'ExecutionPlaceTransferEndorsed':
    case 'ExecutionPlaceTransferAgreed': {
      const { awaiting, turn } = event.data;
      return open?.status === 'pending' ? { ...book, open: { ...open, awaiting, turn: turn.posts } } : book;
    }
    case 'ExecutionPlaceTransferApproved': {
      const { on: approvedOn, reportBy } = event.data;
      return open ? { ...book, open: approved(open, approvedOn, reportBy) } : book;
    }
    case 'ExecutionPlacePapersHandedOver':
      return open?.status === 'approved' ? { ...book, open: { ...open, papersHandedOver: true } } : book;
    case 'ExecutionPlaceReportOverdue':
      return open?.status === 'approved' ? { ...book, open: { ...open, overdue: true } } : book;
    case 'ExecutionPlaceTransferRejected':
      return over(book, transferId, 'rejected');
    case 'ExecutionPlaceTransferWithdrawn':
      return over(book, transferId, 'withdrawn');
    case 'ExecutionPlaceTransferLapsed':
      return over(book, transferId, 'lapsed');
    case 'ExecutionPlaceReportConfirmed':
      return { ...over(book, transferId, 'reported'), officeId, movedBy: transferId };
  }
};

const approved = (of: OpenTransfer, approvedOn: Day, reportBy: Day): ApprovedTransfer => {
  const begun = { approvedOn, reportBy, overdue: false, papersHandedOver: false };
  return { status: 'approved', transferId: of.transferId, ...goingOf(of), ...begun };
};

const over = (book: TransferBook, transferId: string, outcome: Outcome): TransferBook => ({
  ...book,
  open: null,
  past: { ...book.past, [transferId]: outcome },
});
