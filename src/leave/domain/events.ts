import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';
import type { Post } from '../../kernel/roles.js';
import type { Session } from '../../kernel/sessions.js';
import type { LeaveKind } from '../../kernel/workforce/leave-rules.js';

export { LEAVE_KINDS, type LeaveKind } from '../../kernel/workforce/leave-rules.js';

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
  /** Reference of the hospital certificate that goes with sick leave (LEV-7). */
  readonly certificate?: Personal;
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

export type LeaveCertificateSubmitted = DomainEvent<
  'LeaveCertificateSubmitted',
  OfRequest & { readonly certificate: Personal }
>;

export type LeaveEvent =
  | LeaveRequested
  | LeaveResubmitted
  | LeaveEndorsed
  | LeaveApproved
  | LeaveRejected
  | LeaveReturned
  | LeaveWithdrawn
  | LeavePartCancelled
  | LeaveCertificateSubmitted;

const ofWorker = { version: 1, subject: 'workerId' } as const;

export const leaveEvents: EventDefinitions<LeaveEvent> = {
  LeaveRequested: { title: ['申请请假', 'Leave requested'], ...ofWorker, personal: ['reason', 'certificate'] },
  LeaveResubmitted: { title: ['重新申请请假', 'Leave resubmitted'], ...ofWorker, personal: ['reason', 'certificate'] },
  LeaveEndorsed: { title: ['请假签注意见', 'Leave endorsed'], ...ofWorker, personal: ['opinion'] },
  LeaveApproved: { title: ['批准请假', 'Leave approved'], ...ofWorker, personal: ['opinion'] },
  LeaveRejected: { title: ['不予批准请假', 'Leave rejected'], ...ofWorker, personal: ['opinion'] },
  LeaveReturned: { title: ['退回请假申请', 'Leave returned'], ...ofWorker, personal: ['opinion'] },
  LeaveWithdrawn: { title: ['撤回请假', 'Leave withdrawn'], version: 1 },
  LeavePartCancelled: { title: ['取消部分请假', 'Part of a leave cancelled'], version: 1 },
  LeaveCertificateSubmitted: {
    title: ['提交医院证明', 'Hospital certificate submitted'],
    ...ofWorker,
    personal: ['certificate'],
  },
};
