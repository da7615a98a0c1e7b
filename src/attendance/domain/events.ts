import type { Day, Instant, Month } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';
import type { Session } from '../../kernel/sessions.js';

/** Grounds of an unauthorised absence (旷工) that the head logs (ATT-3). */
export const HEAD_GROUNDS = ['NOT_AT_WORK', 'LEFT_WITHOUT_CLEARANCE'] as const;
export type HeadGround = (typeof HEAD_GROUNDS)[number];

/** Grounds that a leave leads to by itself: its form did not come, its return was not cleared, it was refused (LEV-6, LEV-8). */
export const LEAVE_GROUNDS = ['FORM_MISSING', 'NOT_CLEARED', 'NOT_AT_WORK'] as const;
export type LeaveGround = (typeof LEAVE_GROUNDS)[number];

/**
 * Why a session is an unauthorised absence: logged by the head, by too many minutes (ATT-2), found when the day is closed, or what a
 * leave leads to.
 */
export const ABSENCE_GROUNDS = [
  ...HEAD_GROUNDS,
  'LATE',
  'EARLY',
  'LATE_AND_EARLY',
  'NOT_RECORDED',
  'FORM_MISSING',
  'NOT_CLEARED',
] as const;
export type AbsenceGround = (typeof ABSENCE_GROUNDS)[number];

/** What became of a session by the end of its day. */
export const OUTCOMES = ['PRESENT', 'ABSENT', 'LEAVE'] as const;
export type Outcome = (typeof OUTCOMES)[number];

interface OfWorker {
  readonly workerId: string;
  readonly officeId: string;
}
interface OfSession extends OfWorker {
  readonly session: Session;
}

/** At the office's terminal or on a device of one's own; times are the server's (ATT-1). */
interface Recording extends OfSession {
  readonly at: Instant;
  readonly device: string;
  readonly place: string;
  readonly recordedBy: 'worker' | 'head';
  /** Why the head recorded it for the worker. */
  readonly reason?: Personal;
}

interface OfLeave extends OfWorker {
  readonly requestId: string;
  readonly kind: string;
  readonly sessions: readonly Session[];
}

/** Those of the sessions that were found to be absences: the leave explains them, or does not any more (THR-6). */
interface OnceAbsent {
  readonly absent?: readonly Session[];
}

/** Minutes are whole minutes passed; none in a session that approved leave covers. */
export type CheckedIn = DomainEvent<'CheckedIn', Recording & { readonly lateMinutes: number }>;
export type CheckedOut = DomainEvent<'CheckedOut', Recording & { readonly earlyMinutes: number }>;
export type AbsenceLogged = DomainEvent<
  'AbsenceLogged',
  OfSession & {
    readonly ground: AbsenceGround;
    /** Days that the session counts: 0.5 (RULE-4). */
    readonly days: number;
    readonly remark?: Personal;
  }
>;
export type AttendanceDayClosed = DomainEvent<
  'AttendanceDayClosed',
  OfWorker & {
    readonly day: Day;
    readonly sessions: readonly { readonly session: Session; readonly outcome: Outcome }[];
    readonly missingCheckOuts: readonly Session[];
  }
>;
/** Approved leave of this year that attendance is measured against. */
export type LeaveNoted = DomainEvent<'LeaveNoted', OfLeave & OnceAbsent>;
/** Part of it that was given back. */
export type LeaveReleased = DomainEvent<
  'LeaveReleased',
  OfLeave &
    OnceAbsent & {
      /** Those of the sessions that were worked in spite of it, as facts said: they did not count as leave any more. */
      readonly worked?: readonly Session[];
    }
>;

/** The worker came to a session that leave covers: it was worked (RULE-5). */
export type LeaveSessionWorked = DomainEvent<
  'LeaveSessionWorked',
  OfSession & { readonly requestId: string; readonly kind?: string }
>;
/** A session is what it was not recorded as; whoever approves it answers for it (ATT-4). */
export type AttendanceCorrected = DomainEvent<
  'AttendanceCorrected',
  OfSession & {
    readonly from: Outcome | null;
    readonly fromGround?: AbsenceGround;
    /** Of the leave that it stood as. */
    readonly leaveKind?: string;
    readonly to: Exclude<Outcome, 'LEAVE'>;
    readonly ground?: HeadGround;
    readonly reason: Personal;
    readonly approvedBy: string;
  }
>;

interface OfMonth extends OfWorker {
  readonly month: Month;
}
/** From now on nothing of the month changes (ATT-4). */
export type AttendanceMonthClosed = DomainEvent<'AttendanceMonthClosed', OfMonth>;
export type AttendanceMonthReopened = DomainEvent<'AttendanceMonthReopened', OfMonth & { readonly reason: Personal }>;

/** What leave does to sessions: covers them, gives them back, or leaves them without cover, which makes them absences. */
export type LeaveChange = 'NOTE' | 'RELEASE' | 'UNCOVER';
/** What a leave says of a month that is closed: it waits until the county reopens the month. */
export type AttendanceChangeHeldBack = DomainEvent<
  'AttendanceChangeHeldBack',
  OfMonth & OfLeave & { readonly change: LeaveChange; readonly ground?: LeaveGround }
>;

export type AttendanceEvent =
  | CheckedIn
  | CheckedOut
  | AbsenceLogged
  | AttendanceDayClosed
  | LeaveNoted
  | LeaveReleased
  | LeaveSessionWorked
  | AttendanceCorrected
  | AttendanceMonthClosed
  | AttendanceMonthReopened
  | AttendanceChangeHeldBack;

const ofWorker = { version: 1, subject: 'workerId' } as const;

export const attendanceEvents: EventDefinitions<AttendanceEvent> = {
  CheckedIn: { title: ['签到', 'Checked in'], ...ofWorker, personal: ['reason'] },
  CheckedOut: { title: ['签退', 'Checked out'], ...ofWorker, personal: ['reason'] },
  AbsenceLogged: { title: ['登记旷工', 'Absence logged'], ...ofWorker, personal: ['remark'] },
  AttendanceDayClosed: { title: ['考勤日结', 'Attendance of a day closed'], version: 1 },
  LeaveNoted: { title: ['请假计入考勤', 'Leave noted in the attendance'], version: 1 },
  LeaveReleased: { title: ['请假退回考勤', 'Leave released from the attendance'], version: 1 },
  LeaveSessionWorked: { title: ['请假期间到岗', 'Came to work in spite of leave'], version: 1 },
  AttendanceCorrected: { title: ['更正考勤', 'Attendance corrected'], ...ofWorker, personal: ['reason'] },
  AttendanceMonthClosed: { title: ['考勤月结', 'Attendance of a month closed'], version: 1 },
  AttendanceMonthReopened: {
    title: ['重新开放考勤月份', 'Attendance of a month reopened'],
    ...ofWorker,
    personal: ['reason'],
  },
  AttendanceChangeHeldBack: { title: ['已结月份的请假变动待处理', 'Change to a closed month held back'], version: 1 },
};
