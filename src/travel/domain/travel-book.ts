import type { Day } from '../../kernel/day.js';
import type { Post } from '../../kernel/roles.js';
import type { TravelEvent } from './events.js';

interface Journey {
  readonly from: Day;
  readonly to: Day;
}
export interface PendingTravel extends Journey {
  readonly status: 'pending';
  readonly days: number;
  readonly endorsers: readonly Post[];
  readonly approver: Post;
  readonly awaiting: Post;
  /** Who asked, and for whom: they do not decide. */
  readonly requestedBy: readonly string[];
}
export interface ApprovedTravel extends Journey {
  readonly status: 'approved';
  readonly overdue: boolean;
}
export interface ReturnedTravel extends Journey {
  readonly status: 'returned';
}
export interface ClosedTravel {
  readonly status: 'rejected' | 'withdrawn';
}
export type Travel = PendingTravel | ApprovedTravel | ReturnedTravel | ClosedTravel;

/** All travel of one person: permits must not overlap, so they share one stream. */
export interface TravelBook {
  readonly officeId?: string;
  readonly permits: Readonly<Record<string, Travel>>;
}

export const NO_TRAVEL: TravelBook = { permits: {} };

/** A permit by its id, which callers choose freely: the names that every object inherits are none. */
export const travelIn = ({ permits }: TravelBook, permitId: string): Travel | undefined =>
  Object.hasOwn(permits, permitId) ? permits[permitId] : undefined;

export const evolve = (book: TravelBook, event: TravelEvent): TravelBook => {
  const { permitId, officeId } = event.data;
  const after = next(travelIn(book, permitId), event);
  return { officeId, permits: { ...book.permits, ...(after && { [permitId]: after }) } };
};

const next = (before: Travel | undefined, event: TravelEvent): Travel | undefined => {
  switch (event.type) {
    case 'TravelRequested': {
      const { from, to, days, endorsers, approver, requestedBy } = event.data;
      const awaiting = endorsers[0] ?? approver;
      return { status: 'pending', from, to, days, endorsers, approver, awaiting, requestedBy };
    }
    case 'TravelEndorsed':
      return before?.status === 'pending' ? { ...before, awaiting: event.data.awaiting } : before;
    case 'TravelApproved':
      return { status: 'approved', from: event.data.from, to: event.data.to, overdue: false };
    case 'TravelRejected':
      return { status: 'rejected' };
    case 'TravelWithdrawn':
      return { status: 'withdrawn' };
    case 'TravelReturnOverdue':
      return before?.status === 'approved' ? { ...before, overdue: true } : before;
    case 'TravelReturnConfirmed':
      return before?.status === 'approved' ? { status: 'returned', from: before.from, to: event.data.on } : before;
  }
};
