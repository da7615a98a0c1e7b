import type { Day, Instant } from '../../kernel/day.js';
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
export type LeaveNoted = DomainEvent<'LeaveNoted', OfLeave>;
/** Part of it that was given back. */
export type LeaveReleased = DomainEvent<'LeaveReleased', OfLeave>;

export type AttendanceEvent = CheckedIn | CheckedOut | AbsenceLogged | AttendanceDayClosed | LeaveNoted | LeaveReleased;

const ofWorker = { version: 1, subject: 'workerId' } as const;

export const attendanceEvents: EventDefinitions<AttendanceEvent> = {
  CheckedIn: { title: ['签到', 'Checked in'], ...ofWorker, personal: ['reason'] },
  CheckedOut: { title: ['签退', 'Checked out'], ...ofWorker, personal: ['reason'] },
  AbsenceLogged: { title: ['登记旷工', 'Absence logged'], ...ofWorker, personal: ['remark'] },
  AttendanceDayClosed: { title: ['考勤日结', 'Attendance of a day closed'], version: 1 },
  LeaveNoted: { title: ['请假计入考勤', 'Leave noted in the attendance'], version: 1 },
  LeaveReleased: { title: ['请假退回考勤', 'Leave released from the attendance'], version: 1 },
};
