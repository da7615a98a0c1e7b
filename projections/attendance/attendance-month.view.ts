import { type Instant, type Month, monthOf } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { dayOfSession, type Session } from '../../src/kernel/sessions.js';
import { view } from '../../src/kernel/view.js';
import type { AbsenceGround, AttendanceEvent, CheckedIn, CheckedOut } from '../../src/attendance/domain/events.js';
import { type MonthTotals, totalsOf } from './month-totals.js';

interface Mark {
  readonly at: Instant;
  readonly device: string;
  readonly place: string;
  readonly recordedBy: 'worker' | 'head';
  readonly reason?: string;
}

/** One session of the sheet, as far as anything is known of it. */
export interface SheetSession {
  readonly session: Session;
  readonly checkIn?: Mark;
  readonly checkOut?: Mark;
  readonly lateMinutes?: number;
  readonly earlyMinutes?: number;
  readonly absence?: AbsenceGround;
  /** Kind of the approved leave that covers it. */
  readonly leave?: string;
}

/** The month sheet of one worker (考勤表): every recorded session in order, and the month's totals. */
export interface AttendanceMonth {
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly month: Month;
  readonly sessions: readonly SheetSession[];
  readonly closedDays: readonly string[];
  /** As found when their day was closed. */
  readonly missingCheckOuts: readonly Session[];
  readonly totals: MonthTotals;
}

export const attendanceMonth = view<AttendanceMonth, AttendanceEvent>({
  name: 'attendance-month',
  version: 1,
  events: ['CheckedIn', 'CheckedOut', 'AbsenceLogged', 'AttendanceDayClosed', 'LeaveNoted', 'LeaveReleased'],
  keys: (event) => monthsOf(event).map((month) => `${event.data.workerId}:${month}`),
  project: (row, event, key) => {
    const { workerId, officeId } = event.data;
    const month = key.slice(workerId.length + 1);
    const path = event.meta.jurisdiction;
    const before = row ?? { sessions: [], closedDays: [], missingCheckOuts: [] };
    const after = { ...before, workerId, officeId, path, month, ...changed(before, event, month) };
    return { ...after, totals: totalsOf(after.sessions) };
  },
  indexes: [
    { path: 1, month: 1 },
    { month: 1, workerId: 1 },
    { officeId: 1, month: 1 },
  ],
});

const monthsOf = ({ type, data }: AttendanceEvent): Month[] => {
  switch (type) {
    case 'CheckedIn':
    case 'CheckedOut':
    case 'AbsenceLogged':
      return [monthOf(dayOfSession(data.session))];
    case 'AttendanceDayClosed':
      return [monthOf(data.day)];
    case 'LeaveNoted':
    case 'LeaveReleased':
      return [...new Set(data.sessions.map((session) => monthOf(dayOfSession(session))))];
  }
};

type Content = Pick<AttendanceMonth, 'sessions' | 'closedDays' | 'missingCheckOuts'>;

const changed = (before: Content, event: Recorded<AttendanceEvent>, month: Month): Partial<Content> => {
  const { sessions, closedDays, missingCheckOuts } = before;
  switch (event.type) {
    case 'CheckedIn': {
      const { session, lateMinutes } = event.data;
      return { sessions: set(sessions, [session], { checkIn: markOf(event), lateMinutes }) };
    }
    case 'CheckedOut': {
      const { session, earlyMinutes } = event.data;
      return {
        sessions: set(sessions, [session], { checkOut: markOf(event), earlyMinutes }),
        missingCheckOuts: missingCheckOuts.filter((missing) => missing !== session),
      };
    }
    case 'AbsenceLogged':
      return { sessions: set(sessions, [event.data.session], { absence: event.data.ground }) };
    case 'AttendanceDayClosed':
      return {
        closedDays: [...closedDays, event.data.day].sort(),
        missingCheckOuts: [...missingCheckOuts, ...event.data.missingCheckOuts].sort(),
      };
    case 'LeaveNoted':
      return { sessions: set(sessions, within(event.data.sessions, month), { leave: event.data.kind }) };
    case 'LeaveReleased':
      return { sessions: withoutLeave(sessions, within(event.data.sessions, month)) };
  }
};

const markOf = ({ data }: CheckedIn | CheckedOut): Mark => {
  const { at, device, place, recordedBy, reason } = data;
  return { at, device, place, recordedBy, ...(reason === undefined ? {} : { reason }) };
};

const within = (sessions: readonly Session[], month: Month): Session[] =>
  sessions.filter((session) => monthOf(dayOfSession(session)) === month);

const set = (
  before: readonly SheetSession[],
  sessions: readonly Session[],
  change: Omit<Partial<SheetSession>, 'session'>,
): SheetSession[] => {
  const kept = new Map(before.map((one) => [one.session, one]));
  for (const session of sessions) kept.set(session, { ...kept.get(session), session, ...change });
  return [...kept.values()].sort((a, b) => (a.session < b.session ? -1 : 1));
};

/** A session that only leave was known of is not on the sheet any more. */
const withoutLeave = (before: readonly SheetSession[], released: readonly Session[]): SheetSession[] =>
  before
    .map((one) => {
      if (!released.includes(one.session)) return one;
      const { leave: _released, ...rest } = one;
      return rest;
    })
    .filter((one) => Object.keys(one).length > 1);
