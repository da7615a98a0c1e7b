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

  const half = (type: string, data: object): DomainEvent => ({ type, data: { ...of, ...data } });
  const march = (...facts: DomainEvent[]) => month('office-1', '2026-03', ...facts)?.attendance;
  const am = '2026-03-30:AM';
  const pm = '2026-03-30:PM';

  it('[ATT-4] [THR-6] absences follow corrections, and leave that explains them', () => {
    const absent = half('AbsenceLogged', { session: pm, days: 0.5, ground: 'NOT_RECORDED' });
    const corrected = half('AttendanceCorrected', { session: pm, from: 'ABSENT', to: 'PRESENT' });
    const leave = (type: string) => half(type, { kind: 'SICK', sessions: [pm, '2026-04-01:AM'], absent: [pm] });
    const [noted, released] = [leave('LeaveNoted'), leave('LeaveReleased')];
    expect(march(absent)).toMatchObject({ absenceDays: 0.5, sessionsAttended: 0 });
    expect(march(absent, corrected)).toMatchObject({ absenceDays: 0, sessionsAttended: 1 });
    expect(march(absent, noted)).toMatchObject({ absenceDays: 0, leaveDays: { SICK: 0.5 } });
    expect(march(absent, noted, released)).toMatchObject({ absenceDays: 0.5, leaveDays: {} });
  });
  it('[ATT-2] who came too late, or left too early, was absent and did not attend', () => {
    const came = half('CheckedIn', { session: am, lateMinutes: 121 });
    expect(march(came)).toMatchObject({ sessionsAttended: 1, absenceDays: 0, lateCount: 1 });
    for (const ground of ['LATE', 'EARLY', 'LATE_AND_EARLY', 'LEFT_WITHOUT_CLEARANCE'])
      expect(march(came, half('AbsenceLogged', { session: am, ground }))).toMatchObject({
        ...{ sessionsAttended: 0, absenceDays: 0.5, lateCount: 1 },
      });
  });
  it('[STA-1] leave counts in the month of each session, less what was given back', () => {
    const sessions = ['2026-03-31:AM', '2026-03-31:PM', '2026-04-01:AM'];
    const noted = half('LeaveNoted', { kind: 'SICK', sessions });
    const back = half('LeaveReleased', { kind: 'SICK', sessions: ['2026-04-01:AM'] });
    const april = (...facts: DomainEvent[]) => month('office-1', '2026-04', ...facts)?.attendance.leaveDays;
    expect([march(noted)?.leaveDays, april(noted)]).toEqual([{ SICK: 1 }, { SICK: 0.5 }]);
    expect([march(noted, back)?.leaveDays, april(noted, back)]).toEqual([{ SICK: 1 }, {}]);
  });
  it('[RULE-5] [STA-1] a session of leave that was worked counts once, as worked; one that was not, as leave', () => {
    const noted = half('LeaveNoted', { kind: 'SICK', requestId: 'r-1', sessions: [am, pm] });
    const worked = [
      half('CheckedIn', { session: am, lateMinutes: 0 }),
      half('LeaveSessionWorked', { session: am, requestId: 'r-1', kind: 'SICK' }),
    ];
    const back = half('LeaveReleased', { kind: 'SICK', requestId: 'r-1', sessions: [am, pm], worked: [am] });
    expect(march(noted)).toMatchObject({ sessionsAttended: 0, leaveDays: { SICK: 1 } });
    expect(march(noted, ...worked)).toMatchObject({ sessionsAttended: 1, leaveDays: { SICK: 0.5 } });
    expect(march(noted, ...worked, back)).toMatchObject({ sessionsAttended: 1, leaveDays: {} });
    const corrected = half('AttendanceCorrected', { session: pm, from: 'LEAVE', leaveKind: 'SICK', to: 'PRESENT' });
    expect(march(noted, corrected)).toMatchObject({ sessionsAttended: 1, leaveDays: { SICK: 0.5 } });
  });
});
