import type { Day } from '../../kernel/day.js';
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

/** How notice was given in an emergency: in person, or by telephone (LEV-6). */
export const NOTICE_MEANS = ['ORAL', 'TELEPHONE'] as const;
export type NoticeMeans = (typeof NOTICE_MEANS)[number];

/** Last day to clear the return on (LEV-8); facts from before returns were cleared have none. */
interface ToClear {
  readonly clearBy?: Day;
}
/** Sessions of a leave taken on notice by word that nothing covers any more (LEV-6). */
interface Uncovered {
  readonly kind?: LeaveKind;
  readonly uncovered?: readonly Session[];
}

export type LeaveRequested = DomainEvent<'LeaveRequested', OfRequest & Application>;
export type LeaveResubmitted = DomainEvent<'LeaveResubmitted', OfRequest & Application>;
export type LeaveEndorsed = DomainEvent<'LeaveEndorsed', OfRequest & Decision & { readonly awaiting: Post }>;
export type LeaveApproved = DomainEvent<
  'LeaveApproved',
  OfRequest & Decision & ToClear & Pick<Application, 'kind' | 'from' | 'to' | 'sessions' | 'days' | 'beyondDelegation'>
>;
export type LeaveRejected = DomainEvent<'LeaveRejected', OfRequest & Decision & Uncovered>;
/** Of a leave taken on notice by word, the form is due again. */
export type LeaveReturned = DomainEvent<'LeaveReturned', OfRequest & Decision & { readonly formDueOn?: Day }>;
export type LeaveWithdrawn = DomainEvent<'LeaveWithdrawn', OfRequest & Uncovered>;
export type LeavePartCancelled = DomainEvent<
  'LeavePartCancelled',
  OfRequest & {
    readonly kind: LeaveKind;
    readonly cancelled: readonly Session[];
    readonly cancelledDays: number;
    readonly remainingDays: number;
  } & ToClear
>;

export type LeaveCertificateSubmitted = DomainEvent<
  'LeaveCertificateSubmitted',
  OfRequest & { readonly certificate: Personal }
>;

/** Notice by word on the day: the leave is provisional until its form is approved (LEV-6). */
export type EmergencyLeaveNotified = DomainEvent<
  'EmergencyLeaveNotified',
  OfRequest & Application & ToClear & { readonly means: NoticeMeans; readonly formDueOn: Day }
>;
/** The form came (补办): from here it goes the way of any other. */
export type LeaveRegularised = DomainEvent<'LeaveRegularised', OfRequest & Application>;
/** It did not come in time. */
export type EmergencyLeaveLapsed = DomainEvent<
  'EmergencyLeaveLapsed',
  OfRequest & { readonly kind: LeaveKind; readonly formDueOn: Day; readonly uncovered: readonly Session[] }
>;

/** The worker is back (销假); sessions that had not begun are given back (LEV-8). */
export type LeaveCleared = DomainEvent<
  'LeaveCleared',
  OfRequest & {
    readonly kind: LeaveKind;
    readonly on: Day;
    readonly late: boolean;
    readonly released: readonly Session[];
    readonly remainingDays: number;
  }
>;
/** The return was not cleared by the end of a day: sessions of that day if it was after the last, and until when it is looked at next. */
export type LeaveNotCleared = DomainEvent<
  'LeaveNotCleared',
  OfRequest & {
    readonly kind: LeaveKind;
    readonly clearBy: Day;
    readonly through: Day;
    readonly sessions: readonly Session[];
    readonly next?: Day;
  }
>;

/** The worker was transferred while the leave was under way: it goes on in the new office, `officeId`. */
export type LeaveMoved = DomainEvent<'LeaveMoved', OfRequest & { readonly fromOfficeId: string }>;

export type LeaveEvent =
  | LeaveRequested
  | LeaveResubmitted
  | LeaveEndorsed
  | LeaveApproved
  | LeaveRejected
  | LeaveReturned
  | LeaveWithdrawn
  | LeavePartCancelled
  | LeaveCertificateSubmitted
  | EmergencyLeaveNotified
  | LeaveRegularised
  | EmergencyLeaveLapsed
  | LeaveCleared
  | LeaveNotCleared
  | LeaveMoved;

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
  EmergencyLeaveNotified: {
    title: ['口头（电话）请假', 'Emergency leave notified'],
    ...ofWorker,
    personal: ['reason'],
  },
  LeaveRegularised: { title: ['补办请假手续', 'Leave regularised'], ...ofWorker, personal: ['reason', 'certificate'] },
  EmergencyLeaveLapsed: { title: ['逾期未补办请假手续', 'Emergency leave not made good'], version: 1 },
  LeaveCleared: { title: ['销假', 'Leave cleared'], version: 1, day: 'on' },
  LeaveMoved: { title: ['请假随调动转移', 'Leave moved with a transfer'], version: 1 },
  LeaveNotCleared: { title: ['逾期未销假', 'Leave not cleared in time'], version: 1, day: 'through' },
};
