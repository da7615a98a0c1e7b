import { describe, expect, it } from '@jest/globals';
import { type AppraisalRecord, appraisalRecord } from '../../projections/appraisals/appraisal-record.view.js';
import type { AbsenceGround } from '../../src/attendance/domain/events.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { type Session, sessionOf } from '../../src/kernel/sessions.js';
import { foldView, recorded, type Stored } from '../support/fold-view.js';

const of = { workerId: 'w-1', officeId: 'office-1' };
const mark = { at: '2026-03-09T00:25:00.000Z', device: 'terminal-1', place: '司法所', recordedBy: 'worker' };
const cameIn = (session: Session, lateMinutes = 0) => ({
  type: 'CheckedIn',
  data: { ...of, ...mark, session, lateMinutes },
});
const went = (session: Session, earlyMinutes = 0) => ({
  type: 'CheckedOut',
  data: { ...of, ...mark, session, earlyMinutes },
});
const absent = (session: Session, ground: AbsenceGround) => ({
  type: 'AbsenceLogged',
  data: { ...of, session, ground, days: 0.5 },
});
const leaveOf = { ...of, requestId: 'r-1', kind: 'SICK' };
const [AM, PM] = [sessionOf('2026-03-31', 'AM'), sessionOf('2026-03-31', 'PM')];
const NEXT = sessionOf('2026-04-01', 'AM');

const BY_WORKER: Stored = { actor: 'w-1', role: 'social-worker', at: '2026-03-31 16:00' };

type Fact = DomainEvent | readonly [DomainEvent, Stored];
const records = (...facts: readonly Fact[]) =>
  foldView<AppraisalRecord>(
    appraisalRecord,
    facts.map((fact, position) =>
      'type' in fact ? recorded(fact, { position }) : recorded(fact[0], { ...fact[1], position }),
    ),
  );

describe('the appraisal record', () => {
  it('[APP-1] counts attended days, lateness and absences of the quarter that the session lies in', () => {
    const rows = records(
      cameIn(AM, 5),
      went(AM, 3),
      cameIn(PM, 0),
      cameIn(NEXT, 9),
      absent(sessionOf('2026-04-01', 'PM'), 'NOT_AT_WORK'),
    );
    expect(rows.get('w-1:2026Q1')).toMatchObject({
      ...of,
      quarter: '2026Q1',
      path: ['city-1', 'county-1', 'office-1'],
      daysAttended: 1,
      lateCount: 1,
      lateMinutes: 5,
      earlyCount: 1,
      earlyMinutes: 3,
      absenceSessions: 0,
      absenceDays: 0,
    });
    expect(rows.get('w-1:2026Q2')).toMatchObject({
      daysAttended: 0.5,
      lateCount: 1,
      absenceSessions: 1,
      absenceDays: 0.5,
    });
  });
  it('[APP-1] a session that becomes an absence is not attended, whichever way it became one', () => {
    for (const ground of ['LATE', 'EARLY', 'LATE_AND_EARLY', 'LEFT_WITHOUT_CLEARANCE'] as const)
      expect(records(cameIn(AM), absent(AM, ground)).get('w-1:2026Q1')).toMatchObject({
        daysAttended: 0,
        absenceDays: 0.5,
      });
    for (const ground of ['NOT_AT_WORK', 'NOT_RECORDED'] as const)
      expect(records(cameIn(AM), absent(PM, ground)).get('w-1:2026Q1')).toMatchObject({
        daysAttended: 0.5,
        absenceDays: 0.5,
      });
  });
  it('[APP-1] [RULE-5] counts a session as one thing: who came in spite of leave has worked, leave explains an absence', () => {
    const noted = { type: 'LeaveNoted', data: { ...leaveOf, sessions: [AM, PM] } };
    const row = records(noted, cameIn(AM), absent(PM, 'NOT_AT_WORK')).get('w-1:2026Q1');
    expect(row).toMatchObject({ daysAttended: 0.5, absenceDays: 0, leaveDays: { SICK: 0.5 } });
    // Marks and corrections are on the month's sheet alone.
    expect(row?.sessions).toEqual([
      { session: AM, leave: 'SICK', attended: true, lateMinutes: 0 },
      { session: PM, leave: 'SICK', absence: 'NOT_AT_WORK' },
    ]);
  });
  it('[ATT-4] [THR-6] follows corrections, and leave that explains an absence', () => {
    const corrected = (from: string | null, to: string) => ({
      type: 'AttendanceCorrected',
      data: { ...of, session: AM, from, to, ground: 'NOT_AT_WORK', reason: '', approvedBy: 'o-1' },
    });
    const noted = (type: string) => ({ type, data: { ...leaveOf, sessions: [AM, NEXT], absent: [AM] } });
    const counted = (...facts: Fact[]) => {
      const { daysAttended, absenceSessions, absenceDays } = records(...facts).get('w-1:2026Q1') ?? {};
      return [daysAttended, absenceSessions, absenceDays];
    };
    const found = absent(AM, 'NOT_AT_WORK');
    expect(counted(found, corrected('ABSENT', 'PRESENT'))).toEqual([0.5, 0, 0]);
    expect(counted(cameIn(AM), corrected('PRESENT', 'ABSENT'))).toEqual([0, 1, 0.5]);
    expect(counted(corrected(null, 'ABSENT'))).toEqual([0, 1, 0.5]);
    expect(counted(cameIn(AM), absent(AM, 'LATE'), noted('LeaveNoted'))).toEqual([0, 0, 0]);
    expect(counted(found, noted('LeaveNoted'), noted('LeaveReleased'))).toEqual([0, 1, 0.5]);
  });
  it('[APP-1] counts approved leave by kind in the quarter of each session, less what was given back', () => {
    const approved = { type: 'LeaveNoted', data: { ...leaveOf, sessions: [AM, PM, NEXT] } };
    const cancelled = (...sessions: Session[]) => ({
      type: 'LeaveReleased',
      data: { ...leaveOf, sessions },
    });
    const annual = {
      type: 'LeaveNoted',
      data: { ...leaveOf, kind: 'ANNUAL', sessions: [sessionOf('2026-03-30', 'AM')] },
    };
    expect(records(approved, annual).get('w-1:2026Q1')?.leaveDays).toEqual({ SICK: 1, ANNUAL: 0.5 });
    expect(records(approved).get('w-1:2026Q2')?.leaveDays).toEqual({ SICK: 0.5 });
    const after = records(approved, cancelled(PM, NEXT));
    expect(after.get('w-1:2026Q1')?.leaveDays).toEqual({ SICK: 0.5 });
    expect(after.get('w-1:2026Q2')?.leaveDays).toEqual({});
  });
  it('[APP-1] shows the three written judgements, who wrote them and when', () => {
    const written = { duties: '好', documents: '无差错', discipline: '好', afterQuarterEnd: true };
    const fact = { type: 'QuarterlyAppraisalRecorded', data: { ...of, quarter: '2026Q1', ...written } };
    expect(records(cameIn(AM)).get('w-1:2026Q1')?.appraisal).toBeNull();
    expect(records(cameIn(AM), [fact, { actor: 'o-1', at: '2026-04-01 09:00' }]).get('w-1:2026Q1')).toMatchObject({
      daysAttended: 0.5,
      appraisal: { ...written, by: 'o-1', at: '2026-04-01T01:00:00.000Z' },
    });
  });
  it('[APP-2] shows what the county said of each version, and keeps the earlier ones', () => {
    const quarter = { ...of, quarter: '2026Q1' };
    const texts = (duties: string) => ({ duties, documents: '好', discipline: '好', afterQuarterEnd: true });
    const facts: DomainEvent[] = [
      { type: 'QuarterlyAppraisalRecorded', data: { ...quarter, ...texts('好') } },
      { type: 'QuarterlyAppraisalReturned', data: { ...quarter, version: 1, reasons: '太简单' } },
      { type: 'QuarterlyAppraisalCorrected', data: { ...quarter, ...texts('走访二十次'), version: 2 } },
      { type: 'QuarterlyAppraisalPassed', data: { ...quarter, version: 2 } },
    ];
    expect(records(...facts.slice(0, 2)).get('w-1:2026Q1')?.appraisal).toMatchObject({
      status: 'returned',
      version: 1,
    });
    expect(records(...facts).get('w-1:2026Q1')?.appraisal).toMatchObject({
      status: 'passed',
      version: 2,
      duties: '走访二十次',
      inspections: [
        { version: 1, outcome: 'returned', text: '太简单' },
        { version: 2, outcome: 'passed', text: null },
      ],
      earlier: [{ version: 1, duties: '好' }],
    });
    expect(records(...facts.slice(1)).get('w-1:2026Q1')?.appraisal).toBeNull();
  });
  it('[APP-1] counts the weekly reports that the worker took down, amendments not', () => {
    const told = { superviseeId: 's-1', officeId: 'office-1', week: '2026-W14', reportedOn: '2026-03-31' };
    const report = { type: 'WeeklyReportReceived', data: told };
    const amended = {
      type: 'WeeklyReportAmended',
      data: { ...told, amendment: 1, previouslyReportedOn: '2026-03-31' },
    };
    const rows = records([report, BY_WORKER], [report, BY_WORKER], [amended, BY_WORKER], [report, { actor: 'o-1' }]);
    expect([...rows.keys()]).toEqual(['w-1:2026Q1']);
    expect(rows.get('w-1:2026Q1')).toMatchObject({ ...of, reportsReceived: 2, daysAttended: 0 });
  });
  it('[APP-1] counts each incident that the worker reported, acknowledged or closed once', () => {
    const incident = (type: string, incidentId: string) => ({ type, data: { incidentId, officeId: 'office-1' } });
    const rows = records(
      [incident('IncidentReported', 'i-1'), BY_WORKER],
      [incident('IncidentAcknowledged', 'i-1'), { actor: 'o-1' }],
      [incident('IncidentClosed', 'i-1'), BY_WORKER],
      [incident('IncidentClosed', 'i-2'), BY_WORKER],
      [incident('IncidentClosed', 'i-1'), { ...BY_WORKER, at: '2026-04-01 00:00' }],
    );
    expect(rows.get('w-1:2026Q1')).toMatchObject({ incidentsHandled: 2, incidents: ['i-1', 'i-2'] });
    expect(rows.get('w-1:2026Q2')).toMatchObject({ incidentsHandled: 1, incidents: ['i-1'] });
    expect(rows.size).toBe(2);
  });
  it('stays with the office of the worker, wherever the supervisee belongs', () => {
    const report = {
      type: 'WeeklyReportReceived',
      data: { superviseeId: 's-1', officeId: 'office-2', week: '2026-W14', reportedOn: '2026-03-31' },
    };
    const elsewhere = { ...BY_WORKER, jurisdiction: ['city-1', 'county-1', 'office-2'] };
    expect(records(cameIn(AM), [report, elsewhere]).get('w-1:2026Q1')).toMatchObject({
      officeId: 'office-1',
      path: ['city-1', 'county-1', 'office-1'],
      reportsReceived: 1,
    });
  });
});
