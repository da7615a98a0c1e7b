import { type Month, monthOf } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { dayOfSession, type Session } from '../../src/kernel/sessions.js';
import { view } from '../../src/kernel/view.js';
import { type MonthTotals, totalsOf } from '../../src/kernel/workforce/month-totals.js';
import type {
  AttendanceDayClosed,
  AttendanceMonthClosed,
  AttendanceMonthReopened,
} from '../../src/attendance/domain/events.js';
import { SESSION_FACTS, type SessionFact, sessionsIn, type SheetSession, sheetAfter } from './session-sheet.js';

/** The month sheet of one worker (考勤表): every recorded session in order, and the month's totals. */
export interface AttendanceMonth {
  readonly workerId: string;
  /** The office that recorded last. */
  readonly officeId: string;
  /** All that recorded in the month: a transfer in mid-month leaves the sheet with both (HR-3). */
  readonly offices: readonly string[];
  /** Units of all of them. */
  readonly path: readonly string[];
  /** Units that hold all of them: who reaches one of these reaches the whole sheet. */
  readonly within: readonly string[];
  readonly month: Month;
  readonly sessions: readonly SheetSession[];
  readonly closedDays: readonly string[];
  /** Whether the month's books are closed: nothing of it changes then (ATT-4). */
  readonly closed: boolean;
  /** As found when their day was closed. */
  readonly missingCheckOuts: readonly Session[];
  readonly totals: MonthTotals;
}

type Fact = SessionFact | AttendanceDayClosed | AttendanceMonthClosed | AttendanceMonthReopened;

export const attendanceMonth = view<AttendanceMonth, Fact>({
  name: 'attendance-month',
  version: 4,
  events: [...SESSION_FACTS, 'AttendanceDayClosed', 'AttendanceMonthClosed', 'AttendanceMonthReopened'],
  keys: (event) => monthsOf(event).map((month) => `${event.data.workerId}:${month}`),
  project: (row, event, key) => {
    const { workerId, officeId } = event.data;
    const month = key.slice(workerId.length + 1);
    const before = row ?? { offices: [], path: [], sessions: [], closedDays: [], closed: false, missingCheckOuts: [] };
    const offices = [...new Set([...before.offices, officeId])];
    const { jurisdiction } = event.meta;
    const path = [...new Set([...before.path, ...jurisdiction])];
    const within = row ? row.within.filter((unit) => jurisdiction.includes(unit)) : jurisdiction;
    const after = { ...before, workerId, officeId, offices, path, within, month, ...changed(before, event, month) };
    return { ...after, totals: totalsOf(after.sessions) };
  },
  indexes: [
    { path: 1, month: 1 },
    { month: 1, workerId: 1 },
    { offices: 1, month: 1 },
  ],
});

const monthsOf = (event: Fact): Month[] => {
  switch (event.type) {
    case 'AttendanceDayClosed':
      return [monthOf(event.data.day)];
    case 'AttendanceMonthClosed':
    case 'AttendanceMonthReopened':
      return [event.data.month];
    case 'CheckedIn':
    case 'CheckedOut':
    case 'AbsenceLogged':
    case 'LeaveNoted':
    case 'LeaveReleased':
    case 'AttendanceCorrected':
      return [...new Set(sessionsIn(event).map((session) => monthOf(dayOfSession(session))))];
  }
};

type Content = Pick<AttendanceMonth, 'sessions' | 'closedDays' | 'closed' | 'missingCheckOuts'>;

const changed = (before: Content, event: Recorded<Fact>, month: Month): Partial<Content> => {
  const { sessions, closedDays, missingCheckOuts } = before;
  if (event.type === 'AttendanceDayClosed')
    return {
      closedDays: [...closedDays, event.data.day].sort(),
      missingCheckOuts: [...missingCheckOuts, ...event.data.missingCheckOuts].sort(),
    };
  if (event.type === 'AttendanceMonthClosed') return { closed: true };
  if (event.type === 'AttendanceMonthReopened') return { closed: false };
  const within = sessionsIn(event).filter((session) => monthOf(dayOfSession(session)) === month);
  return {
    sessions: sheetAfter(sessions, event, within),
    ...(event.type === 'CheckedOut'
      ? { missingCheckOuts: missingCheckOuts.filter((missing) => missing !== event.data.session) }
      : {}),
  };
};
