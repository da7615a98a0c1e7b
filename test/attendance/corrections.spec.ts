import { describe, expect, it } from '@jest/globals';
import { attendanceMonth, type AttendanceMonth } from '../../projections/attendance/attendance-month.view.js';
import { attendance } from '../../src/attendance/domain/attendance.js';
import { CloseAttendanceMonth, ReopenAttendanceMonth } from '../../src/attendance/domain/books/attendance-month.js';
import { CorrectSession } from '../../src/attendance/domain/books/correct-session.js';
import { CheckIn } from '../../src/attendance/domain/check-in.js';
import { CheckOut } from '../../src/attendance/domain/check-out.js';
import { CloseAttendanceDay } from '../../src/attendance/domain/close-attendance-day.js';
import { LogAbsence } from '../../src/attendance/domain/log-absence.js';
import { MarkUncovered, NoteLeave, ReleaseLeave } from '../../src/attendance/domain/note-leave.js';
import type { Face } from '../../src/kernel/context.js';
import { addDays, daysFrom } from '../../src/kernel/day.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { foldView, recorded } from '../support/fold-view.js';
import { CALENDAR, given, story, type World } from '../support/given.js';

// 2026-03-09 is a Monday.
const head = (at: string, more: World = {}): World => ({ by: { actor: 'o-1', role: 'office-head' }, at, ...more });
const county = (at: string): World => ({ by: { actor: 'd-1', role: 'deputy-director', unit: 'county-1' }, at });
const worker = (at: string): World => ({ by: { actor: 'w-1', role: 'social-worker' }, at });
const system = (at: string): World => ({ by: { actor: 'system', role: 'system', unit: '*' }, at });
const w = { workerId: 'w-1' };
const here = { ...w, device: 'terminal-1', place: '司法所' };
const session = { ...w, day: '2026-03-09', half: 'AM' } as const;
const was = (to: 'PRESENT' | 'ABSENT', more: object = {}) => ({ ...session, to, reason: '考勤机故障', ...more });
const absent = [LogAbsence, { ...session, ground: 'NOT_AT_WORK' }, head('2026-03-09 12:01')] as const;
const leave = (...sessions: string[]) => ({ ...w, year: 2026, requestId: 'r-1', kind: 'SICK', sessions }) as never;
const of = (events: readonly DomainEvent[]) => given(attendance, events);

/** Every working day of a month closed, with nobody there; the month's books too. */
const closedMonth = (month = '2026-03'): DomainEvent[] => {
  const days = daysFrom(`${month}-01`, addDays(`${month}-01`, 30)).filter(
    (day) => day.startsWith(month) && CALENDAR.isWorkingDay(day),
  );
  const each = days.map((day) => [CloseAttendanceDay, { ...w, day }, head(`${day} 18:00`)] as const);
  return story(attendance, ...each, [CloseAttendanceMonth, { ...w, month }, head('2026-04-01 09:00')]);
};

describe('a correction', () => {
  it('[ATT-4] is a further fact with its reason and who approves it; what was recorded first stays', () => {
    const events = story(attendance, absent, [CorrectSession, was('PRESENT'), head('2026-03-10 09:00')]);
    expect(events.map(({ type }) => type)).toEqual(['AbsenceLogged', 'AttendanceCorrected']);
    expect(events[1]?.data).toMatchObject({
      ...{ session: '2026-03-09:AM', from: 'ABSENT', fromGround: 'NOT_AT_WORK', to: 'PRESENT' },
      ...{ reason: '考勤机故障', approvedBy: 'o-1' },
    });
    of(events).when(CorrectSession, was('PRESENT'), head('2026-03-10 09:00')).thenRejected('OUTCOME_UNCHANGED');
  });
  it('[ATT-4] goes both ways, an absence with its ground, of a session that is over', () => {
    const come = [CheckIn, here, worker('2026-03-09 08:25')] as const;
    const gone = { ground: 'LEFT_WITHOUT_CLEARANCE' } as const;
    const correcting = (fields: object, at: string) =>
      of(story(attendance, come)).when(CorrectSession, was('ABSENT', fields), head(at));
    correcting({}, '2026-03-09 12:01').thenRejected('GROUND_UNFIT');
    correcting(gone, '2026-03-09 12:00').thenRejected('SESSION_NOT_OVER');
    correcting(gone, '2026-03-09 12:01').then({ type: 'AttendanceCorrected', data: { from: 'PRESENT', ...gone } });
    of([]).when(CorrectSession, was('PRESENT', gone), head('2026-03-09 12:01')).thenRejected('GROUND_UNFIT');
    const off = { ...was('PRESENT'), day: '2026-03-08' };
    of([]).when(CorrectSession, off, head('2026-03-10 09:00')).thenRejected('NOT_A_WORKING_DAY');
  });
  it('[ATT-4] makes no absence of what leave covers, and nobody corrects their own', () => {
    const covered = story(attendance, [NoteLeave, leave('2026-03-09:AM'), system('2026-03-08 09:00')]);
    of(covered)
      .when(CorrectSession, was('ABSENT', { ground: 'NOT_AT_WORK' }), head('2026-03-10 09:00'))
      .thenRejected('ON_LEAVE');
    of(covered)
      .when(CorrectSession, was('PRESENT'), head('2026-03-10 09:00'))
      .then({
        type: 'AttendanceCorrected',
        data: { from: 'LEAVE', leaveKind: 'SICK', to: 'PRESENT' },
      });
    const own: World = { by: { actor: 'o-1', onBehalfOf: 'w-1', role: 'office-head' }, at: '2026-03-10 09:00' };
    of([]).when(CorrectSession, was('PRESENT'), own).thenRejected('OWN_ATTENDANCE');
  });
  it('[ATT-4] of a session before its day is closed keeps the closing from making it an absence', () => {
    const events = story(attendance, absent, [CorrectSession, was('PRESENT'), head('2026-03-09 12:30')]);
    const closing = of(events).when(CloseAttendanceDay, { ...w, day: '2026-03-09' }, head('2026-03-09 18:00'));
    closing.then(
      { type: 'AbsenceLogged', data: { session: '2026-03-09:PM' } },
      { type: 'AttendanceDayClosed', data: { sessions: [{ outcome: 'PRESENT' }, { outcome: 'ABSENT' }] } },
    );
  });
  it('[ATT-4] of who was there stands until another correction: no absence is logged beside it', () => {
    const events = story(attendance, absent, [CorrectSession, was('PRESENT'), head('2026-03-09 12:30')]);
    const logged = { ...session, ground: 'NOT_AT_WORK' } as const;
    of(events).when(LogAbsence, logged, head('2026-03-09 12:40')).thenRejected('CHECKED_IN');
    of([]).when(LogAbsence, logged, head('2026-03-09 12:40')).then({ type: 'AbsenceLogged' });
  });
  it('[ATT-4] [RULE-5] who comes in spite of leave has worked the session', () => {
    const covered = story(attendance, [NoteLeave, leave('2026-03-09:AM'), system('2026-03-08 09:00')]);
    of(covered)
      .when(CheckIn, here, worker('2026-03-09 08:25'))
      .then({ type: 'CheckedIn' }, { type: 'LeaveSessionWorked', data: { requestId: 'r-1', kind: 'SICK' } });
  });
  it('[THR-6] leave that is approved late explains an absence, and gives it back; what was worked stays worked', () => {
    const late = of(story(attendance, absent)).when(NoteLeave, leave('2026-03-09:AM'), system('2026-03-09 13:00'));
    late.then({ type: 'LeaveNoted', data: { sessions: ['2026-03-09:AM'], absent: ['2026-03-09:AM'] } });
    const explained = [...story(attendance, absent), ...late.events()];
    const closing = of(explained).when(CloseAttendanceDay, { ...w, day: '2026-03-09' }, head('2026-03-09 18:00'));
    expect(closing.events().at(-1)?.data).toMatchObject({ sessions: [{ outcome: 'LEAVE' }, { outcome: 'ABSENT' }] });
    of(explained)
      .when(ReleaseLeave, leave('2026-03-09:AM'), system('2026-03-09 14:00'))
      .then({ type: 'LeaveReleased', data: { absent: ['2026-03-09:AM'] } });
    const come = story(attendance, [CheckIn, here, worker('2026-03-09 08:25')]);
    of(come)
      .when(NoteLeave, leave('2026-03-09:AM', '2026-03-09:PM'), system('2026-03-09 13:00'))
      .then({ type: 'LeaveNoted' }, { type: 'LeaveSessionWorked', data: { session: '2026-03-09:AM' } });
  });
  it('[ATT-4] is followed by the month sheet, in the session and in what the month comes to', () => {
    const events = story(attendance, absent, [CorrectSession, was('PRESENT'), head('2026-03-10 09:00')]);
    const sheet = (facts: readonly DomainEvent[]): AttendanceMonth | undefined =>
      foldView<AttendanceMonth>(
        attendanceMonth,
        facts.map((event, position) => recorded(event, { position })),
      ).get('w-1:2026-03');
    expect(sheet(events.slice(0, 1))?.totals).toMatchObject({ absenceDays: 0.5, daysAttended: 0 });
    const after = sheet(events);
    expect(after?.totals).toMatchObject({ absenceDays: 0, daysAttended: 0.5 });
    expect(after?.sessions).toMatchObject([{ corrections: [{ from: 'ABSENT', to: 'PRESENT', approvedBy: 'o-1' }] }]);
    const back = { ...was('ABSENT'), ground: 'NOT_AT_WORK' } as const;
    const again = [...events, ...of(events).when(CorrectSession, back, head('2026-03-11 09:00')).events()];
    expect(sheet(again)?.totals).toMatchObject({ absenceDays: 0.5, daysAttended: 0 });
    expect(sheet(again)?.closed).toBe(false);
    expect(sheet(closedMonth())?.closed).toBe(true);
  });
});

describe('the books of a month', () => {
  it('[ATT-4] are closed when the month is over and every day is that the worker served on', () => {
    const closing = (events: readonly DomainEvent[], at: string, more: World = {}) =>
      of(events).when(CloseAttendanceMonth, { ...w, month: '2026-03' }, head(at, more));
    const days = closedMonth().slice(0, -1);
    closing(days, '2026-03-31 23:00').thenRejected('MONTH_NOT_OVER');
    closing(days, '2026-04-01 08:00').then({ type: 'AttendanceMonthClosed', data: { month: '2026-03' } });
    closing(days.slice(0, -1), '2026-04-01 08:00').thenRejected('MONTH_DAYS_OPEN');
    closing(closedMonth(), '2026-04-01 08:00').thenRejected('MONTH_CLOSED');
    const late: Face = { id: 'w-1', unit: 'office-1', status: 'serving', facts: { appointedOn: '2026-03-31' } };
    const last = story(attendance, [CloseAttendanceDay, { ...w, day: '2026-03-31' }, head('2026-03-31 18:00')]);
    closing(last, '2026-04-01 08:00', { references: { worker: late } }).then({ type: 'AttendanceMonthClosed' });
  });
  it('[ATT-4] once closed, nothing of the month changes, whoever orders it', () => {
    const events = closedMonth();
    const at = '2026-04-02 09:00';
    for (const who of [head(at), county(at)]) {
      of(events).when(CorrectSession, was('PRESENT'), who).thenRejected('MONTH_CLOSED');
      of(events)
        .when(LogAbsence, { ...session, ground: 'NOT_AT_WORK' }, who)
        .thenRejected('DAY_CLOSED');
      of(events)
        .when(CloseAttendanceDay, { ...w, day: '2026-03-09' }, who)
        .thenRejected('DAY_CLOSED');
    }
    of(events).when(CheckOut, here, worker('2026-04-02 09:00')).thenRejected('NOT_CHECKED_IN');
  });
  it('[ATT-4] what a late decision on leave says of it waits for the county, which alone reopens and then corrects', () => {
    const both = ['2026-03-09:AM', '2026-04-02:AM'];
    const events = closedMonth();
    const noted = of(events).when(NoteLeave, leave(...both), system('2026-04-01 10:00'));
    noted.then(
      { type: 'LeaveNoted', data: { sessions: ['2026-04-02:AM'] } },
      { type: 'AttendanceChangeHeldBack', data: { month: '2026-03', sessions: ['2026-03-09:AM'], change: 'NOTE' } },
    );
    const held = [...events, ...noted.events()];
    const reopen = { ...w, month: '2026-03', reason: '补办请假手续已批准' };
    const reopening = of(held).when(ReopenAttendanceMonth, reopen, county('2026-04-03 09:00'));
    reopening.then(
      { type: 'AttendanceMonthReopened', data: { month: '2026-03' } },
      { type: 'LeaveNoted', data: { requestId: 'r-1', sessions: ['2026-03-09:AM'] } },
    );
    const open = [...held, ...reopening.events()];
    of(open).when(ReopenAttendanceMonth, reopen, county('2026-04-03 10:00')).thenRejected('MONTH_NOT_CLOSED');
    const other = { ...was('PRESENT'), day: '2026-03-10' };
    of(open).when(CorrectSession, other, head('2026-04-03 11:00')).thenRejected('MONTH_REOPENED');
    of(open).when(CorrectSession, other, county('2026-04-03 11:00')).then({ type: 'AttendanceCorrected' });
  });
  it('[ATT-4] [LEV-6] changes that wait have their effect in order: covered, given back, absent', () => {
    const days = daysFrom('2026-03-01', '2026-03-31').filter((day) => CALENDAR.isWorkingDay(day));
    const covered = [NoteLeave, leave('2026-03-09:AM', '2026-03-09:PM'), system('2026-03-08 09:00')] as const;
    const each = days.map((day) => [CloseAttendanceDay, { ...w, day }, head(`${day} 18:00`)] as const);
    const events = story(
      attendance,
      covered,
      ...each,
      [CloseAttendanceMonth, { ...w, month: '2026-03' }, head('2026-04-01 09:00')],
      [ReleaseLeave, leave('2026-03-09:AM'), system('2026-04-01 10:00')],
      [MarkUncovered, { ...(leave('2026-03-09:PM') as object), ground: 'FORM_MISSING' }, system('2026-04-01 11:00')],
    );
    expect(events.slice(-2).map(({ type }) => type)).toEqual(['AttendanceChangeHeldBack', 'AttendanceChangeHeldBack']);
    of(events)
      .when(ReopenAttendanceMonth, { ...w, month: '2026-03', reason: '更正' }, county('2026-04-03 09:00'))
      .then(
        { type: 'AttendanceMonthReopened' },
        { type: 'LeaveReleased', data: { sessions: ['2026-03-09:AM'] } },
        { type: 'LeaveReleased', data: { sessions: ['2026-03-09:PM'] } },
        { type: 'AbsenceLogged', data: { session: '2026-03-09:PM', ground: 'FORM_MISSING' } },
      );
  });
});
