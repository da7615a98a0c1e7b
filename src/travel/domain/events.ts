import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';
import type { Post } from '../../kernel/roles.js';

interface OfPermit {
  readonly superviseeId: string;
  readonly permitId: string;
  readonly officeId: string;
}
interface Journey {
  /** First and last day away, both counted. */
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
}
interface Decision {
  readonly by: Post;
  readonly opinion?: Personal;
}

/** Somebody asks to leave the area (外出), and by so many days it is known who says yes (TRV-1; [27] of the law). */
export type TravelRequested = DomainEvent<
  'TravelRequested',
  OfPermit &
    Journey & {
      readonly endorsers: readonly Post[];
      readonly approver: Post;
      /** Who put the request on record, and for whom they act: ids. */
      readonly requestedBy: readonly string[];
      readonly destination: Personal;
      readonly reason: Personal;
    }
>;
export type TravelEndorsed = DomainEvent<'TravelEndorsed', OfPermit & Decision & { readonly awaiting: Post }>;
export type TravelApproved = DomainEvent<'TravelApproved', OfPermit & Journey & Decision>;
export type TravelRejected = DomainEvent<'TravelRejected', OfPermit & Decision>;
export type TravelWithdrawn = DomainEvent<'TravelWithdrawn', OfPermit>;
/** The last day was over, and nobody had confirmed the return. */
export type TravelReturnOverdue = DomainEvent<'TravelReturnOverdue', OfPermit & { readonly dueOn: Day }>;
export type TravelReturnConfirmed = DomainEvent<
  'TravelReturnConfirmed',
  OfPermit & { readonly on: Day; readonly daysLate: number; readonly remarks?: Personal }
>;

export type TravelEvent =
  | TravelRequested
  | TravelEndorsed
  | TravelApproved
  | TravelRejected
  | TravelWithdrawn
  | TravelReturnOverdue
  | TravelReturnConfirmed;

const ofPerson = { version: 1, subject: 'superviseeId' } as const;

export const travelEvents: EventDefinitions<TravelEvent> = {
  TravelRequested: { ...ofPerson, title: ['申请外出', 'Travel requested'], personal: ['destination', 'reason'] },
  TravelEndorsed: { ...ofPerson, title: ['外出签注意见', 'Travel endorsed'], personal: ['opinion'] },
  TravelApproved: { ...ofPerson, title: ['批准外出', 'Travel approved'], personal: ['opinion'] },
  TravelRejected: { ...ofPerson, title: ['不予批准外出', 'Travel rejected'], personal: ['opinion'] },
  TravelWithdrawn: { version: 1, title: ['撤回外出', 'Travel withdrawn'] },
  TravelReturnOverdue: { version: 1, title: ['外出逾期未归', 'Return overdue'] },
  TravelReturnConfirmed: { ...ofPerson, title: ['外出销假', 'Return confirmed'], day: 'on', personal: ['remarks'] },
};
