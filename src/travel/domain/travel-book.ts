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
export interface ClosedTravel {
  readonly status: 'rejected' | 'withdrawn' | 'returned';
}
type OpenTravel = PendingTravel | ApprovedTravel;
export type Travel = OpenTravel | ClosedTravel;

/** What is over, the latest first: nothing but that it is, and why, is asked of it. */
interface Past extends ClosedTravel {
  readonly permitId: string;
  readonly before: Past | null;
}

/**
 * All travel of one person: permits must not overlap, so they share one stream. A fact costs the same after many years of travel: only
 * what is open, and the latest return, are looked through.
 */
export interface TravelBook {
  readonly officeId?: string;
  readonly open: Readonly<Record<string, OpenTravel>>;
  /** The return that is the latest by its day: none before can overlap with what begins today or later. */
  readonly lastReturn: { readonly permitId: string; readonly on: Day } | null;
  readonly past: Past | null;
}

export const NO_TRAVEL: TravelBook = { open: {}, lastReturn: null, past: null };

/** A permit by its id, which callers choose freely: the names that every object inherits are none. */
export const travelIn = ({ open, past }: TravelBook, permitId: string): Travel | undefined => {
  if (Object.hasOwn(open, permitId)) return open[permitId];
  for (let one = past; one; one = one.before) if (one.permitId === permitId) return one;
  return undefined;
};

export const evolve = (book: TravelBook, event: TravelEvent): TravelBook => {
  const { permitId, officeId } = event.data;
  const { [permitId]: before, ...others } = book.open;
  const after = next(before, event);
  if (after && 'from' in after) return { ...book, officeId, open: { ...others, [permitId]: after } };
  if (!after) return { ...book, officeId };
  const past = { ...after, permitId, before: book.past };
  return { officeId, open: others, past, lastReturn: latestReturn(book, event) };
};

const latestReturn = ({ lastReturn }: TravelBook, { type, data }: TravelEvent): TravelBook['lastReturn'] => {
  if (type !== 'TravelReturnConfirmed' || (lastReturn && lastReturn.on >= data.on)) return lastReturn;
  return { permitId: data.permitId, on: data.on };
};

const next = (before: OpenTravel | undefined, event: TravelEvent): Travel | undefined => {
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
      return before?.status === 'approved' ? { status: 'returned' } : before;
  }
};
