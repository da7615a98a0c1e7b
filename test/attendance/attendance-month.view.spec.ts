import { describe, expect, it } from '@jest/globals';
import { attendanceMonth, type AttendanceMonth } from '../../projections/attendance/attendance-month.view.js';
import type { AttendanceEvent } from '../../src/attendance/domain/events.js';
import { type Session, sessionOf } from '../../src/kernel/sessions.js';
import { inReachWhole } from '../../src/platform/read-store/reach.js';
import { foldView, recorded } from '../support/fold-view.js';
import { matching } from '../support/matching.js';
import { reader, self } from '../support/reader.js';

const of = { workerId: 'w-1', officeId: 'office-1' };
const place = { device: 'terminal-1', place: '司法所', recordedBy: 'worker' } as const;
const cameIn = (session: Session, lateMinutes = 0): AttendanceEvent => ({
  type: 'CheckedIn',
  data: { ...of, ...place, session, at: '2026-03-09T00:25:00.000Z', lateMinutes },
});
const went = (session: Session, earlyMinutes = 0): AttendanceEvent => ({
  type: 'CheckedOut',
  data: { ...of, ...place, session, at: '2026-03-09T04:00:00.000Z', earlyMinutes },
});
const absent = (session: Session, ground: 'LATE' | 'NOT_RECORDED' | 'NOT_AT_WORK'): AttendanceEvent => ({
  type: 'AbsenceLogged',
  data: { ...of, session, ground, days: 0.5 },
});
const leave = (type: 'LeaveNoted' | 'LeaveReleased', ...sessions: Session[]): AttendanceEvent => ({
  type,
  data: { ...of, requestId: 'r-1', kind: 'SICK', sessions },
});
const sheets = (...events: AttendanceEvent[]) =>
  foldView<AttendanceMonth>(
    attendanceMonth,
    events.map((event, position) => recorded(event, { position })),
  );
const [AM, PM] = [sessionOf('2026-03-09', 'AM'), sessionOf('2026-03-09', 'PM')];

describe('the month sheet', () => {
  it('[ATT-1] shows when, where and by whom each session was recorded, in order', () => {
    const sheet = sheets(cameIn(PM), cameIn(AM), went(AM)).get('w-1:2026-03');
    expect(sheet).toMatchObject({
      ...of,
      month: '2026-03',
      path: ['city-1', 'county-1', 'office-1'],
      sessions: [
        {
          session: AM,
          checkIn: { ...place, at: '2026-03-09T00:25:00.000Z' },
          checkOut: { ...place, at: '2026-03-09T04:00:00.000Z' },
          lateMinutes: 0,
          earlyMinutes: 0,
        },
        { session: PM },
      ],
    });
    expect(sheet?.sessions[1]).not.toHaveProperty('checkOut');
  });
  it('[ATT-2] adds up late, early, attended and absent sessions', () => {
    const next = sessionOf('2026-03-10', 'AM');
    const sheet = sheets(
      cameIn(AM, 121),
      absent(AM, 'LATE'),
      cameIn(PM, 7),
      went(PM, 10),
      cameIn(next),
      absent(sessionOf('2026-03-10', 'PM'), 'NOT_AT_WORK'),
    ).get('w-1:2026-03');
    expect(sheet?.totals).toEqual({
      daysAttended: 1,
      lateCount: 2,
      lateMinutes: 128,
      earlyCount: 1,
      earlyMinutes: 10,
      absenceSessions: 2,
      absenceDays: 1,
      leaveDays: 0,
      leaveDaysByKind: {},
    });
  });
  it('[ATT-3] shows closed days, and a missing check-out until it is made', () => {
    const closed: AttendanceEvent = {
      type: 'AttendanceDayClosed',
      data: {
        ...of,
        day: '2026-03-09',
        sessions: [
          { session: AM, outcome: 'PRESENT' },
          { session: PM, outcome: 'ABSENT' },
        ],
        missingCheckOuts: [AM],
      },
    };
    const events = [cameIn(AM), absent(PM, 'NOT_RECORDED'), closed];
    expect(sheets(...events).get('w-1:2026-03')).toMatchObject({
      closedDays: ['2026-03-09'],
      missingCheckOuts: [AM],
      sessions: [{ session: AM }, { session: PM, absence: 'NOT_RECORDED' }],
    });
    expect(sheets(...events, went(AM)).get('w-1:2026-03')?.missingCheckOuts).toEqual([]);
  });
  it('[ATT-2] shows leave in the month of each session, until it is released', () => {
    const [last, first] = [sessionOf('2026-03-31', 'PM'), sessionOf('2026-04-01', 'AM')];
    const noted = sheets(leave('LeaveNoted', last, first));
    expect(noted.get('w-1:2026-03')?.sessions).toEqual([{ session: last, leave: 'SICK' }]);
    expect(noted.get('w-1:2026-04')?.totals).toMatchObject({ leaveDays: 0.5, leaveDaysByKind: { SICK: 0.5 } });
    const released = sheets(leave('LeaveNoted', last, first), cameIn(first), leave('LeaveReleased', first));
    expect(released.get('w-1:2026-03')?.sessions).toEqual([{ session: last, leave: 'SICK' }]);
    expect(released.get('w-1:2026-04')?.sessions).toMatchObject([{ session: first, lateMinutes: 0 }]);
    expect(released.get('w-1:2026-04')?.sessions[0]).not.toHaveProperty('leave');
    const all = sheets(leave('LeaveNoted', first), leave('LeaveReleased', first));
    expect(all.get('w-1:2026-04')?.sessions).toEqual([]);
  });
  it('[RULE-4] [RULE-5] counts each session as one thing, whatever is known of it', () => {
    const totals = (...events: AttendanceEvent[]) => sheets(...events).get('w-1:2026-03')?.totals;
    const worked = { daysAttended: 0.5, leaveDays: 0, leaveDaysByKind: {}, absenceDays: 0 };
    expect(totals(leave('LeaveNoted', AM), cameIn(AM))).toMatchObject(worked);
    const excused = {
      daysAttended: 0,
      leaveDays: 0.5,
      leaveDaysByKind: { SICK: 0.5 },
      absenceDays: 0,
      absenceSessions: 0,
    };
    expect(totals(absent(AM, 'NOT_AT_WORK'), leave('LeaveNoted', AM))).toMatchObject(excused);
    const again = totals(absent(AM, 'NOT_AT_WORK'), leave('LeaveNoted', AM), leave('LeaveReleased', AM));
    expect(again).toMatchObject({ daysAttended: 0, leaveDays: 0, absenceDays: 0.5, absenceSessions: 1 });
  });
  it('[HR-3] of a month with a transfer is that of both offices', () => {
    const events = [
      recorded(cameIn(AM)),
      recorded(
        { ...cameIn(PM), data: { ...cameIn(PM).data, officeId: 'office-2' } },
        {
          position: 1,
          jurisdiction: ['city-1', 'county-1', 'office-2'],
        },
      ),
    ];
    expect(foldView<AttendanceMonth>(attendanceMonth, events).get('w-1:2026-03')).toMatchObject({
      officeId: 'office-2',
      offices: ['office-1', 'office-2'],
      path: ['city-1', 'county-1', 'office-1', 'office-2'],
      within: ['city-1', 'county-1'],
      totals: { daysAttended: 1 },
    });
  });
  it('[SEC-2] [HR-3] is whole for who reaches all the offices that it is of, through a unit above them or by a merger', () => {
    const sheet = (...courses: [county: string, office: string][]) => {
      const events = courses.map(([county, officeId], position) =>
        recorded({ ...cameIn(AM), data: { ...cameIn(AM).data, officeId } } as AttendanceEvent, {
          ...{ position, jurisdiction: ['city-1', county, officeId] },
        }),
      );
      return [...foldView<AttendanceMonth>(attendanceMonth, events).values()][0] ?? {};
    };
    const seen = (row: object, unit: string, reach = [unit]) =>
      matching(inReachWhole(reader('office-head', unit, 'o-1', reach)))(row);
    const units = ['office-1', 'office-2', 'county-1', 'county-2', 'city-1', '*'];
    const by = (row: object) => units.filter((unit) => seen(row, unit));
    expect(by(sheet(['county-1', 'office-1']))).toEqual(['office-1', 'county-1', 'city-1', '*']);
    const near = sheet(['county-1', 'office-1'], ['county-1', 'office-2']);
    expect(by(near)).toEqual(['county-1', 'city-1', '*']);
    expect(seen(near, 'office-2', ['office-2', 'office-1'])).toBe(true);
    expect(seen(near, 'office-2', ['office-2', 'office-3'])).toBe(false);
    const far = sheet(['county-1', 'office-1'], ['county-2', 'office-2'], ['county-1', 'office-1']);
    expect(by(far)).toEqual(['city-1', '*']);
    expect(matching(inReachWhole(self('office-1', 'w-1')))(far)).toBe(true);
    expect(matching(inReachWhole(self('office-1', 'w-2')))(far)).toBe(false);
  });
});
