import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';
import type { Post } from '../../kernel/roles.js';
import type { Session } from '../../kernel/sessions.js';

export const LEAVE_KINDS = [
  'SICK',
  'PERSONAL',
  'ANNUAL',
  'MARRIAGE',
  'MATERNITY',
  'BEREAVEMENT',
  'WORK_INJURY',
] as const;
export type LeaveKind = (typeof LEAVE_KINDS)[number];

interface OfRequest {
  readonly workerId: string;
  readonly requestId: string;
  readonly officeId: string;
}

/** What is asked for: the working sessions from–to, and who has to say yes to so many days. */
export interface Application {
  readonly kind: LeaveKind;
  readonly from: Session;
  readonly to: Session;
  readonly sessions: readonly Session[];
  readonly days: number;
  /** Days of the unbroken run that the request is part of: what the tier was chosen by (RULE-9). */
  readonly runDays: number;
  readonly endorsers: readonly Post[];
  readonly approver: Post;
  /** More days than the rules give anybody the power to approve (LEV-5). */
  readonly beyondDelegation: boolean;
  /** The request for guidance that goes with a leave beyond delegation. */
  readonly guidanceRequestId?: string;
  readonly substitute?: string;
  readonly reason: Personal;
}

interface Decision {
  readonly by: Post;
  readonly opinion?: Personal;
}

export type LeaveRequested = DomainEvent<'LeaveRequested', OfRequest & Application>;
export type LeaveResubmitted = DomainEvent<'LeaveResubmitted', OfRequest & Application>;
export type LeaveEndorsed = DomainEvent<'LeaveEndorsed', OfRequest & Decision & { readonly awaiting: Post }>;
export type LeaveApproved = DomainEvent<
  'LeaveApproved',
  OfRequest & Decision & Pick<Application, 'kind' | 'from' | 'to' | 'sessions' | 'days' | 'beyondDelegation'>
>;
export type LeaveRejected = DomainEvent<'LeaveRejected', OfRequest & Decision>;
export type LeaveReturned = DomainEvent<'LeaveReturned', OfRequest & Decision>;
export type LeaveWithdrawn = DomainEvent<'LeaveWithdrawn', OfRequest>;
export type LeavePartCancelled = DomainEvent<
  'LeavePartCancelled',
  OfRequest & {
    readonly kind: LeaveKind;
    readonly cancelled: readonly Session[];
    readonly cancelledDays: number;
    readonly remainingDays: number;
  }
>;

export type LeaveEvent =
  | LeaveRequested
  | LeaveResubmitted
  | LeaveEndorsed
  | LeaveApproved
  | LeaveRejected
  | LeaveReturned
  | LeaveWithdrawn
  | LeavePartCancelled;

const ofWorker = { version: 1, subject: 'workerId' } as const;

export const leaveEvents: EventDefinitions<LeaveEvent> = {
  LeaveRequested: { ...ofWorker, personal: ['reason'] },
  LeaveResubmitted: { ...ofWorker, personal: ['reason'] },
  LeaveEndorsed: { ...ofWorker, personal: ['opinion'] },
  LeaveApproved: { ...ofWorker, personal: ['opinion'] },
  LeaveRejected: { ...ofWorker, personal: ['opinion'] },
  LeaveReturned: { ...ofWorker, personal: ['opinion'] },
  LeaveWithdrawn: { version: 1 },
  LeavePartCancelled: { version: 1 },
};
