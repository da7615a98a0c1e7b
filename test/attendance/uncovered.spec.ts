import { describe, expect, it } from '@jest/globals';
import { attendance } from '../../src/attendance/domain/attendance.js';
import { CheckIn } from '../../src/attendance/domain/check-in.js';
import { CloseAttendanceDay } from '../../src/attendance/domain/close-attendance-day.js';
import { LogAbsence } from '../../src/attendance/domain/log-absence.js';
import { MarkUncovered } from '../../src/attendance/domain/note-leave.js';
import { NoteLeave } from '../../src/attendance/domain/note-leave.js';
import { leaveUncovered } from '../../src/attendance/attendance.reactions.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { EmergencyLeaveLapsed, LeaveNotCleared, LeaveRejected } from '../../src/leave/domain/events.js';
import { given, servingWorker, story, type World } from '../support/given.js';

// 2026-03-09 is a Monday.
const [AM, PM, NEXT] = ['2026-03-09:AM', '2026-03-09:PM', '2026-03-10:AM'] as const;
const system = (at: string, more: World = {}): World => ({ by: { actor: 'system', role: 'system' }, at, ...more });
const head = (at: string): World => ({ at });
const leave = { workerId: 'w-1', year: 2026, requestId: 'r-1', kind: 'SICK' } as const;
const covered = [NoteLeave, { ...leave, sessions: [AM, PM, NEXT] }, system('2026-03-09 09:00')] as const;
const lapsed = { ...leave, sessions: [AM, PM, NEXT], ground: 'FORM_MISSING' } as const;
const absence = (session: string, ground = 'FORM_MISSING') => ({
  type: 'AbsenceLogged',
  data: { workerId: 'w-1', session, ground, days: 0.5 },
});
const released = (...sessions: string[]) => ({
  type: 'LeaveReleased',
  data: { requestId: 'r-1', kind: 'SICK', sessions },
});

describe('sessions that no leave covers any more', () => {
  it('[LEV-6] [ATT-3] become unauthorised absences, each once, also of a day that is closed', () => {
    const closed = [CloseAttendanceDay, { workerId: 'w-1', day: '2026-03-09' }, head('2026-03-09 18:00')] as const;
    given(attendance, story(attendance, covered, closed))
      .when(MarkUncovered, lapsed, system('2026-03-17 00:00'))
      .then(released(AM, PM, NEXT), absence(AM), absence(PM), absence(NEXT));
    const done = story(attendance, covered, [MarkUncovered, lapsed, system('2026-03-17 00:00')]);
    given(attendance, done).when(MarkUncovered, lapsed, system('2026-03-18 00:00')).thenNothing();
  });
  it('[LEV-6] are owed again, and no absence while they are not over', () => {
    given(attendance, story(attendance, covered))
      .when(MarkUncovered, lapsed, system('2026-03-09 17:30'))
      .then(released(AM, PM, NEXT), absence(AM));
    given(attendance, story(attendance, covered))
      .when(MarkUncovered, lapsed, system('2026-03-09 17:31'))
      .then(released(AM, PM, NEXT), absence(AM), absence(PM));
  });
  it('[LEV-6] [LEV-8] are no absence where the worker came, was absent already, or is on another leave', () => {
    const here = { workerId: 'w-1', device: 'terminal-1', place: '司法所' };
    const came = [CheckIn, here, { by: { actor: 'w-1', role: 'social-worker' }, at: '2026-03-09 08:20' }] as const;
    const unclear = { ...leave, sessions: [AM, PM], ground: 'NOT_CLEARED' } as const;
    given(attendance, story(attendance, came))
      .when(MarkUncovered, unclear, system('2026-03-10 00:00'))
      .then(absence(PM, 'NOT_CLEARED'));
    const logged = [
      LogAbsence,
      { workerId: 'w-1', day: '2026-03-09', half: 'PM', ground: 'NOT_AT_WORK' },
      head('2026-03-09 18:00'),
    ] as const;
    given(attendance, story(attendance, came, logged))
      .when(MarkUncovered, unclear, system('2026-03-10 00:00'))
      .thenNothing();
    const other = [NoteLeave, { ...leave, requestId: 'r-2', sessions: [PM] }, system('2026-03-09 09:00')] as const;
    given(attendance, story(attendance, came, other))
      .when(MarkUncovered, unclear, system('2026-03-10 00:00'))
      .thenNothing();
  });
  it('[HR-3] are no absence of days on which the worker did not serve', () => {
    const served = (facts: object) => ({ worker: { ...servingWorker(), status: 'left', facts: { ...facts } } });
    const references = served({ appointedOn: '2026-01-05', leftOn: '2026-03-09' });
    given(attendance, story(attendance, covered))
      .when(MarkUncovered, lapsed, system('2026-03-17 00:00', { references }))
      .then(released(AM, PM, NEXT), absence(AM), absence(PM));
  });
});

describe('days served before the worker left', () => {
  const left = (leftOn: string): World => ({
    references: { worker: { ...servingWorker(), status: 'left', facts: { appointedOn: '2026-01-05', leftOn } } },
  });
  it('[ATT-3] [HR-3] are closed to the last, not after it', () => {
    const closing = (leftOn: string) =>
      given(attendance).when(
        CloseAttendanceDay,
        { workerId: 'w-1', day: '2026-03-09' },
        { ...head('2026-03-10 09:00'), ...left(leftOn) },
      );
    closing('2026-03-09').then(absence(AM, 'NOT_RECORDED'), absence(PM, 'NOT_RECORDED'), {
      type: 'AttendanceDayClosed',
      data: { day: '2026-03-09' },
    });
    closing('2026-03-08').thenRejected('WORKER_NOT_SERVING');
  });
});

describe('what leave tells attendance', () => {
  const of = { workerId: 'w-1', requestId: 'r-1', officeId: 'office-1' };
  const react = (event: EmergencyLeaveLapsed | LeaveNotCleared | LeaveRejected) =>
    leaveUncovered.react(event as Recorded<typeof event>);
  it('[LEV-6] of a form that did not come, over the turn of the year to the book of each', () => {
    const uncovered = ['2026-12-31:PM', '2027-01-04:AM'] as const;
    expect(
      react({ type: 'EmergencyLeaveLapsed', data: { ...of, kind: 'SICK', formDueOn: '2027-01-07', uncovered } }),
    ).toEqual([
      { command: MarkUncovered, fields: { ...leave, sessions: ['2026-12-31:PM'], ground: 'FORM_MISSING' } },
      { command: MarkUncovered, fields: { ...leave, year: 2027, sessions: ['2027-01-04:AM'], ground: 'FORM_MISSING' } },
    ]);
  });
  it('[LEV-8] of a return that was not cleared, and nothing on the last day itself', () => {
    const told = { ...of, kind: 'SICK', clearBy: '2026-03-06', next: '2026-03-10' } as const;
    const late = { ...told, through: '2026-03-09', sessions: [AM, PM] };
    expect(react({ type: 'LeaveNotCleared', data: late })).toEqual([
      { command: MarkUncovered, fields: { ...leave, sessions: [AM, PM], ground: 'NOT_CLEARED' } },
    ]);
    expect(react({ type: 'LeaveNotCleared', data: { ...told, through: '2026-03-06', sessions: [] } })).toEqual([]);
  });
  it('[LEV-6] of one that was refused; ordinary leave that was refused is no absence', () => {
    const refused = { ...of, by: 'office-head' } as const;
    expect(react({ type: 'LeaveRejected', data: { ...refused, kind: 'SICK', uncovered: [AM] } })).toEqual([
      { command: MarkUncovered, fields: { ...leave, sessions: [AM], ground: 'NOT_AT_WORK' } },
    ]);
    expect(react({ type: 'LeaveRejected', data: refused })).toEqual([]);
  });
});
