import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Post } from '../../src/kernel/roles.js';
import { view } from '../../src/kernel/view.js';
import type { TravelEvent, TravelRequested } from '../../src/travel/domain/events.js';
import { type Deed, deed } from '../deed.js';

type TravelDeed = Deed<'requested' | 'endorsed' | 'approved' | 'rejected' | 'withdrawn' | 'returned'>;

/** One permit to leave the area, from the request to the return (TRV-1). */
export interface TravelPermitRow {
  readonly permitId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly status: 'pending' | 'approved' | 'rejected' | 'withdrawn' | 'returned';
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly destination: string;
  readonly reason: string;
  readonly approver: Post;
  readonly awaiting: Post | null;
  /** When it was found that the last day was over without a return; it stays. */
  readonly overdueSince: Instant | null;
  readonly returnedOn: Day | null;
  readonly daysLate: number;
  readonly history: readonly TravelDeed[];
}

export const travelPermits = view<TravelPermitRow, TravelEvent>({
  name: 'travel-permits',
  version: 1,
  events: [
    'TravelRequested',
    'TravelEndorsed',
    'TravelApproved',
    'TravelRejected',
    'TravelWithdrawn',
    'TravelReturnOverdue',
    'TravelReturnConfirmed',
  ],
  keys: ({ data }) => [data.permitId],
  project: (row, event) => {
    if (event.type === 'TravelRequested') return requested(event);
    return row && { ...row, ...followed(row, event) };
  },
  indexes: [
    { path: 1, from: -1, permitId: -1 },
    { path: 1, status: 1, to: 1 },
    { superviseeId: 1, from: -1, permitId: -1 },
  ],
});

const requested = (event: Recorded<TravelRequested>): TravelPermitRow => {
  const { permitId, superviseeId, officeId, from, to, days, destination, reason, approver, endorsers } = event.data;
  return {
    ...{ permitId, superviseeId, officeId, path: event.meta.jurisdiction, status: 'pending', from, to, days },
    ...{ destination, reason, approver, awaiting: endorsers[0] ?? approver },
    ...{ overdueSince: null, returnedOn: null, daysLate: 0, history: [deed(event, 'requested')] },
  };
};

const followed = (
  { history }: TravelPermitRow,
  event: Recorded<Exclude<TravelEvent, TravelRequested>>,
): Partial<TravelPermitRow> => {
  switch (event.type) {
    case 'TravelEndorsed':
      return { awaiting: event.data.awaiting, history: [...history, deed(event, 'endorsed', event.data.opinion)] };
    case 'TravelApproved': {
      const approved = deed(event, 'approved', event.data.opinion);
      return { status: 'approved', awaiting: null, history: [...history, approved] };
    }
    case 'TravelRejected': {
      const rejected = deed(event, 'rejected', event.data.opinion);
      return { status: 'rejected', awaiting: null, history: [...history, rejected] };
    }
    case 'TravelWithdrawn':
      return { status: 'withdrawn', awaiting: null, history: [...history, deed(event, 'withdrawn')] };
    case 'TravelReturnOverdue':
      return { overdueSince: event.meta.occurredAt };
    case 'TravelReturnConfirmed': {
      const { on: returnedOn, daysLate, remarks } = event.data;
      return { status: 'returned', returnedOn, daysLate, history: [...history, deed(event, 'returned', remarks)] };
    }
  }
};
