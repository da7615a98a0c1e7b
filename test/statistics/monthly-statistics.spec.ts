import { describe, expect, it } from '@jest/globals';
import { type MonthlyStatistics, monthlyStatistics } from '../../projections/statistics/monthly-statistics.view.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { foldView, recorded } from '../support/fold-view.js';

describe('the month of a unit', () => {
  const of = { superviseeId: 's-1', officeId: 'office-1', workerId: 'w-1' };
  const month = (unit: string, at: string, ...facts: readonly DomainEvent[]) =>
    foldView<MonthlyStatistics>(
      monthlyStatistics,
      facts.map((fact) => recorded(fact, { at: '2026-03-31 10:00' })),
    ).get(`${unit}:${at}`);

  it('[STA-1] counts reports, attendance, leave and incidents in office, county and city alike', () => {
    const facts: DomainEvent[] = [
      { type: 'WeeklyReportReceived', data: { ...of, reportedOn: '2026-03-30' } },
      { type: 'WeeklyReportAmended', data: { ...of, reportedOn: '2026-03-31' } },
      { type: 'CheckedIn', data: { ...of, session: '2026-03-31:AM', lateMinutes: 3 } },
      { type: 'CheckedIn', data: { ...of, session: '2026-03-31:PM', lateMinutes: 0 } },
      { type: 'AbsenceLogged', data: { ...of, session: '2026-03-30:PM', days: 0.5 } },
      { type: 'IncidentReported', data: { ...of, category: 'OUT_OF_SUPERVISION' } },
      { type: 'IncidentEscalated', data: { ...of, to: 'county' } },
      { type: 'IncidentEscalated', data: { ...of, to: 'city' } },
      { type: 'IncidentClosed', data: of },
    ];
    for (const [unit, path] of [
      ['office-1', ['city-1', 'county-1', 'office-1']],
      ['county-1', ['city-1', 'county-1']],
      ['city-1', ['city-1']],
    ] as const)
      expect(month(unit, '2026-03', ...facts)).toMatchObject({
        ...{ unit, path, month: '2026-03' },
        weeklyReports: { received: 1, amended: 1 },
        attendance: { sessionsAttended: 2, lateCount: 1, absenceDays: 0.5, leaveDays: {} },
        incidents: { reported: { OUT_OF_SUPERVISION: 1 }, escalated: { county: 1, city: 1 }, closed: 1 },
      });
  });

  it('[STA-1] [INT-2] counts who reported too late, in the month of reporting', () => {
    const registered = (missedIntake: boolean, reportedOn: string) => ({
      type: 'SuperviseeRegistered',
      data: { ...of, reportedOn, missedIntake },
    });
    const facts = [registered(true, '2026-03-31'), registered(false, '2026-03-31'), registered(true, '2026-04-01')];
    expect(month('county-1', '2026-03', ...facts)?.intakeMissed).toBe(1);
    expect(month('county-1', '2026-04', ...facts)?.intakeMissed).toBe(1);
  });

  it('[ATT-4] [THR-6] absences follow corrections, and leave that explains them', () => {
    const session = '2026-03-30:PM';
    const absent = { type: 'AbsenceLogged', data: { ...of, session, days: 0.5 } };
    const corrected = { type: 'AttendanceCorrected', data: { ...of, session, from: 'ABSENT', to: 'PRESENT' } };
    const leave = (type: string) => ({
      type,
      data: { ...of, sessions: [session, '2026-04-01:AM'], absent: [session] },
    });
    const days = (...facts: DomainEvent[]) => month('office-1', '2026-03', absent, ...facts)?.attendance.absenceDays;
    expect([days(), days(corrected), days(leave('LeaveNoted'))]).toEqual([0.5, 0, 0]);
    expect(days(leave('LeaveNoted'), leave('LeaveReleased'))).toBe(0.5);
  });
  it('[STA-1] leave counts in the month of each session, less what was given back', () => {
    const sessions = ['2026-03-31:AM', '2026-03-31:PM', '2026-04-01:AM'];
    const approved = { type: 'LeaveApproved', data: { ...of, kind: 'SICK', sessions } };
    const back = { type: 'LeavePartCancelled', data: { ...of, kind: 'SICK', cancelled: ['2026-04-01:AM'] } };
    expect(month('office-1', '2026-03', approved)?.attendance.leaveDays).toEqual({ SICK: 1 });
    expect(month('office-1', '2026-04', approved)?.attendance.leaveDays).toEqual({ SICK: 0.5 });
    expect(month('office-1', '2026-04', approved, back)?.attendance.leaveDays).toEqual({});
    expect(month('office-1', '2026-03', approved, back)?.attendance.leaveDays).toEqual({ SICK: 1 });
  });
});
