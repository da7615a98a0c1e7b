import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Post } from '../../src/kernel/roles.js';
import { view } from '../../src/kernel/view.js';
import type { TravelEvent, TravelRequested } from '../../src/travel/domain/events.js';

/** Who did what with the request, when, for whom, with what opinion. */
export interface TravelStep {
  readonly action: 'requested' | 'endorsed' | 'approved' | 'rejected' | 'withdrawn' | 'returned';
  readonly actor: string;
  readonly role: string;
  readonly onBehalfOf?: string;
  readonly at: Instant;
  readonly opinion?: string;
}

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
  readonly history: readonly TravelStep[];
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

const step = ({ meta }: Recorded<TravelEvent>, action: TravelStep['action'], opinion?: string): TravelStep => ({
  action,
  actor: meta.actor,
  role: meta.role,
  ...(meta.onBehalfOf === undefined ? {} : { onBehalfOf: meta.onBehalfOf }),
  at: meta.occurredAt,
  ...(opinion === undefined ? {} : { opinion }),
});

const requested = (event: Recorded<TravelRequested>): TravelPermitRow => {
  const { permitId, superviseeId, officeId, from, to, days, destination, reason, approver, endorsers } = event.data;
  return {
    ...{ permitId, superviseeId, officeId, path: event.meta.jurisdiction, status: 'pending', from, to, days },
    ...{ destination, reason, approver, awaiting: endorsers[0] ?? approver },
    ...{ overdueSince: null, returnedOn: null, daysLate: 0, history: [step(event, 'requested')] },
  };
};

const followed = (
  { history }: TravelPermitRow,
  event: Recorded<Exclude<TravelEvent, TravelRequested>>,
): Partial<TravelPermitRow> => {
  switch (event.type) {
    case 'TravelEndorsed':
      return { awaiting: event.data.awaiting, history: [...history, step(event, 'endorsed', event.data.opinion)] };
    case 'TravelApproved': {
      const approved = step(event, 'approved', event.data.opinion);
      return { status: 'approved', awaiting: null, history: [...history, approved] };
    }
    case 'TravelRejected': {
      const rejected = step(event, 'rejected', event.data.opinion);
      return { status: 'rejected', awaiting: null, history: [...history, rejected] };
    }
    case 'TravelWithdrawn':
      return { status: 'withdrawn', awaiting: null, history: [...history, step(event, 'withdrawn')] };
    case 'TravelReturnOverdue':
      return { overdueSince: event.meta.occurredAt };
    case 'TravelReturnConfirmed': {
      const { on: returnedOn, daysLate, remarks } = event.data;
      return { status: 'returned', returnedOn, daysLate, history: [...history, step(event, 'returned', remarks)] };
    }
  }
};
