import { describe, expect, it } from '@jest/globals';
import { attendance } from '../../src/attendance/domain/attendance.js';
import { CheckIn } from '../../src/attendance/domain/check-in.js';
import { CheckOut } from '../../src/attendance/domain/check-out.js';
import { CloseAttendanceDay } from '../../src/attendance/domain/close-attendance-day.js';
import { LogAbsence } from '../../src/attendance/domain/log-absence.js';
import { NoteLeave, ReleaseLeave } from '../../src/attendance/domain/note-leave.js';
import type { Face } from '../../src/kernel/context.js';
import { command } from '../../src/kernel/command.js';
import { type Half, sessionOf } from '../../src/kernel/sessions.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { given, metaOf, servingWorker, story, type World } from '../support/given.js';

// 2026-03-09 is a Monday. Sessions: 08:30–12:00 and 14:30–17:30.
const DAY = '2026-03-09';
const worker = (time: string, more: World = {}): World => ({
  by: { actor: 'w-1', role: 'social-worker' },
  at: `${DAY} ${time}`,
  ...more,
});
const head = (at: string, more: World = {}): World => ({ by: { actor: 'o-1', role: 'office-head' }, at, ...more });
const system = (at: string): World => ({ by: { actor: 'system', role: 'system', unit: '*' }, at });
const here = { workerId: 'w-1', device: 'terminal-1', place: '司法所' };
const SUM = { ...FUZHOU_REGIME, attendance: { absenceOverMinutes: 120, lateness: 'SUM' } } as const;

const cameIn = (time: string) => [CheckIn, here, worker(time)] as const;
const went = (time: string) => [CheckOut, here, worker(time)] as const;
const leaveFor = (...halves: Half[]): Omit<NoteLeave, 'meta'> => ({
  workerId: 'w-1',
  year: 2026,
  requestId: 'r-1',
  kind: 'SICK',
  sessions: halves.map((half) => sessionOf(DAY, half)),
});
const onLeave = (...halves: Half[]) => [NoteLeave, leaveFor(...halves), system('2026-03-08 09:00')] as const;
const absent = (half: Half, ground: 'NOT_AT_WORK' | 'LEFT_WITHOUT_CLEARANCE' = 'NOT_AT_WORK') => ({
  workerId: 'w-1',
  day: DAY,
  half,
  ground,
});

describe('checking in and out', () => {
  it('[ATT-1] records the session, the server time, device and place, by the worker', () => {
    given(attendance)
      .when(CheckIn, here, worker('08:25'))
      .then({
        type: 'CheckedIn',
        data: {
          workerId: 'w-1',
          officeId: 'office-1',
          session: '2026-03-09:AM',
          at: '2026-03-09T00:25:00.000Z',
          lateMinutes: 0,
          device: 'terminal-1',
          place: '司法所',
          recordedBy: 'worker',
        },
      });
  });
  it('[ATT-1] the head records it for a worker, with a reason only', () => {
    given(attendance)
      .when(CheckIn, here, head(`${DAY} 08:25`))
      .thenRejected('REASON_NEEDED');
    given(attendance)
      .when(CheckIn, { ...here, reason: '考勤机故障' }, head(`${DAY} 08:25`))
      .then({ type: 'CheckedIn', data: { recordedBy: 'head', reason: '考勤机故障' } });
    given(attendance, story(attendance, cameIn('08:25')))
      .when(CheckOut, here, head(`${DAY} 12:00`))
      .thenRejected('REASON_NEEDED');
  });
  it('[ATT-1] belongs to the first session that is not over, its last minute included; none after the last', () => {
    const sessionAt = (time: string) => given(attendance).when(CheckIn, here, worker(time)).events()[0]?.data;
    expect(sessionAt('12:00')).toMatchObject({ session: '2026-03-09:AM' });
    expect(sessionAt('12:01')).toMatchObject({ session: '2026-03-09:PM', lateMinutes: 0 });
    expect(sessionAt('17:30')).toMatchObject({ session: '2026-03-09:PM' });
    given(attendance).when(CheckIn, here, worker('17:31')).thenRejected('NO_SESSION');
  });
  it('[ATT-1] is refused on a day off, and where the calendar is not published', () => {
    const [sunday, bridged] = ['2026-10-04 08:25', '2026-10-10 08:25'];
    given(attendance)
      .when(CheckIn, here, { ...worker(''), at: sunday })
      .thenRejected('NOT_A_WORKING_DAY');
    given(attendance)
      .when(CheckIn, here, { ...worker(''), at: bridged })
      .then({ type: 'CheckedIn', data: { session: '2026-10-10:AM' } });
    given(attendance)
      .when(CheckIn, here, { ...worker(''), at: '2031-03-10 08:25' })
      .thenRejected('CALENDAR_NOT_PUBLISHED');
  });
  it('[ATT-1] has one check-in and one check-out per session', () => {
    given(attendance, story(attendance, cameIn('08:25')))
      .when(CheckIn, here, worker('09:00'))
      .thenRejected('ALREADY_CHECKED_IN');
    given(attendance).when(CheckOut, here, worker('12:00')).thenRejected('NOT_CHECKED_IN');
    given(attendance, story(attendance, cameIn('08:25'), went('12:00')))
      .when(CheckOut, here, worker('12:05'))
      .thenRejected('ALREADY_CHECKED_OUT');
  });
  it('[ATT-1] a check-out belongs to the session of the last check-in, also after its end', () => {
    given(attendance, story(attendance, cameIn('08:25')))
      .when(CheckOut, here, worker('13:00'))
      .then({ type: 'CheckedOut', data: { session: '2026-03-09:AM', earlyMinutes: 0 } });
    given(attendance, story(attendance, cameIn('08:25'), cameIn('14:20')))
      .when(CheckOut, here, worker('17:30'))
      .then({ type: 'CheckedOut', data: { session: '2026-03-09:PM', earlyMinutes: 0 } });
  });
  it('needs a worker in service, appointed by the day', () => {
    const appointed = (on: string): Record<string, Face> => ({
      worker: { ...servingWorker(), facts: { appointedOn: on } },
    });
    given(attendance)
      .when(CheckIn, here, worker('08:25', { references: {} }))
      .thenRejected('WORKER_NOT_SERVING');
    given(attendance)
      .when(CheckIn, here, worker('08:25', { references: { worker: { ...servingWorker(), status: 'left' } } }))
      .thenRejected('WORKER_NOT_SERVING');
    given(attendance)
      .when(CheckIn, here, worker('08:25', { references: appointed('2026-03-10') }))
      .thenRejected('WORKER_NOT_SERVING');
    given(attendance)
      .when(CheckIn, here, worker('08:25', { references: appointed('2026-03-09') }))
      .then({ type: 'CheckedIn' });
  });
  it('keeps one book per worker and year, by the day that a command is about', () => {
    const newYear = metaOf({ at: '2027-01-01 07:00' });
    expect(attendance.idOf(command(CheckIn, here, newYear))).toBe('w-1-2027');
    expect(attendance.idOf(command(LogAbsence, { ...absent('AM'), day: '2026-12-31' }, newYear))).toBe('w-1-2026');
    expect(attendance.factDay?.(command(CloseAttendanceDay, { workerId: 'w-1', day: '2026-12-31' }, newYear))).toBe(
      '2026-12-31',
    );
  });
});

describe('late and early', () => {
  it('[ATT-2] counts whole minutes after the start and before the end', () => {
    given(attendance)
      .when(CheckIn, here, worker('08:30'))
      .then({ type: 'CheckedIn', data: { lateMinutes: 0 } });
    given(attendance)
      .when(CheckIn, here, worker('08:47'))
      .then({ type: 'CheckedIn', data: { lateMinutes: 17 } });
    given(attendance, story(attendance, cameIn('14:20')))
      .when(CheckOut, here, worker('17:29'))
      .then({ type: 'CheckedOut', data: { earlyMinutes: 1 } });
  });
  it('[ATT-2] late by exactly 120 minutes is late; by 121 the session is an absence', () => {
    given(attendance)
      .when(CheckIn, here, worker('10:30'))
      .then({ type: 'CheckedIn', data: { lateMinutes: 120 } });
    given(attendance)
      .when(CheckIn, here, worker('10:31'))
      .then(
        { type: 'CheckedIn', data: { lateMinutes: 121 } },
        { type: 'AbsenceLogged', data: { session: '2026-03-09:AM', ground: 'LATE', days: 0.5 } },
      );
  });
  it('[ATT-2] early by exactly 120 minutes is early; by 121 the session is an absence', () => {
    const afternoon = story(attendance, cameIn('14:30'));
    given(attendance, afternoon)
      .when(CheckOut, here, worker('15:30'))
      .then({ type: 'CheckedOut', data: { earlyMinutes: 120 } });
    given(attendance, afternoon)
      .when(CheckOut, here, worker('15:29'))
      .then(
        { type: 'CheckedOut', data: { earlyMinutes: 121 } },
        { type: 'AbsenceLogged', data: { session: '2026-03-09:PM', ground: 'EARLY', days: 0.5 } },
      );
  });
  it('[ATT-2] each alone: 120 late and 89 early are no absence', () => {
    given(attendance, story(attendance, cameIn('10:30')))
      .when(CheckOut, here, worker('10:31'))
      .then({ type: 'CheckedOut', data: { earlyMinutes: 89 } });
  });
  it('[ATT-2] the sum, where policy says so: 120 together is not an absence, 121 is', () => {
    const cameLate = story(attendance, [CheckIn, here, worker('09:30', { rules: SUM })]);
    given(attendance, cameLate)
      .when(CheckOut, here, worker('11:00', { rules: SUM }))
      .then({ type: 'CheckedOut', data: { earlyMinutes: 60 } });
    given(attendance, cameLate)
      .when(CheckOut, here, worker('10:59', { rules: SUM }))
      .then(
        { type: 'CheckedOut', data: { earlyMinutes: 61 } },
        { type: 'AbsenceLogged', data: { ground: 'LATE_AND_EARLY' } },
      );
    given(attendance, cameLate)
      .when(CheckOut, here, worker('10:59'))
      .then({ type: 'CheckedOut', data: { earlyMinutes: 61 } });
  });
  it('[ATT-2] the sum is decided at the check-in when the late minutes alone are over', () => {
    given(attendance)
      .when(CheckIn, here, worker('10:31', { rules: SUM }))
      .then({ type: 'CheckedIn' }, { type: 'AbsenceLogged', data: { ground: 'LATE_AND_EARLY' } });
  });
  it('[ATT-2] a session is an absence once, however it is left', () => {
    given(attendance, story(attendance, cameIn('10:31')))
      .when(CheckOut, here, worker('11:00', { rules: SUM }))
      .then({ type: 'CheckedOut', data: { earlyMinutes: 60 } });
  });
  it('[ATT-2] leaving before the session begins misses the session, not more', () => {
    given(attendance, story(attendance, cameIn('12:10')))
      .when(CheckOut, here, worker('12:20'))
      .then({ type: 'CheckedOut', data: { earlyMinutes: 180 } }, { type: 'AbsenceLogged', data: { ground: 'EARLY' } });
  });
  it('[ATT-2] approved leave for the session takes lateness and absence away', () => {
    given(attendance, story(attendance, onLeave('AM')))
      .when(CheckIn, here, worker('11:30'))
      .then({ type: 'CheckedIn', data: { lateMinutes: 0 } }, { type: 'LeaveSessionWorked' });
    given(attendance, story(attendance, onLeave('PM'), cameIn('14:20')))
      .when(CheckOut, here, worker('14:40'))
      .then({ type: 'CheckedOut', data: { earlyMinutes: 0 } });
  });
});

describe('unauthorised absence', () => {
  it('[ATT-3] not at work: logged by the head once the session is over, half a day', () => {
    given(attendance)
      .when(LogAbsence, absent('AM'), head(`${DAY} 12:00`))
      .thenRejected('SESSION_NOT_OVER');
    given(attendance)
      .when(LogAbsence, { ...absent('AM'), remark: '电话未接' }, head(`${DAY} 12:01`))
      .then({
        type: 'AbsenceLogged',
        data: { session: '2026-03-09:AM', ground: 'NOT_AT_WORK', days: 0.5, remark: '电话未接' },
      });
    given(attendance, story(attendance, cameIn('08:25')))
      .when(LogAbsence, absent('AM'), head(`${DAY} 18:00`))
      .thenRejected('CHECKED_IN');
  });
  it('[ATT-3] left without clearance: needs a check-in, and a session that has begun', () => {
    const left = absent('AM', 'LEFT_WITHOUT_CLEARANCE');
    given(attendance)
      .when(LogAbsence, left, head(`${DAY} 09:00`))
      .thenRejected('NOT_CHECKED_IN');
    const came = story(attendance, cameIn('08:20'));
    given(attendance, came)
      .when(LogAbsence, left, head(`${DAY} 08:29`))
      .thenRejected('SESSION_NOT_BEGUN');
    given(attendance, came)
      .when(LogAbsence, left, head(`${DAY} 08:30`))
      .then({ type: 'AbsenceLogged', data: { ground: 'LEFT_WITHOUT_CLEARANCE' } });
  });
  it('[ATT-3] once per session, not on a day off, in the future, or on approved leave', () => {
    const logged = story(attendance, [LogAbsence, absent('AM'), head(`${DAY} 13:00`)]);
    given(attendance, logged)
      .when(LogAbsence, absent('AM'), head(`${DAY} 18:00`))
      .thenRejected('ALREADY_ABSENT');
    given(attendance, logged)
      .when(LogAbsence, absent('PM'), head(`${DAY} 18:00`))
      .then({ type: 'AbsenceLogged' });
    given(attendance)
      .when(LogAbsence, { ...absent('AM'), day: '2026-03-08' }, head(`${DAY} 18:00`))
      .thenRejected('NOT_A_WORKING_DAY');
    given(attendance)
      .when(LogAbsence, { ...absent('AM'), day: '2026-03-10' }, head(`${DAY} 18:00`))
      .thenRejected('SESSION_NOT_OVER');
    given(attendance, story(attendance, onLeave('AM')))
      .when(LogAbsence, absent('AM'), head(`${DAY} 18:00`))
      .thenRejected('ON_LEAVE');
  });
  it('[ATT-3] leave that is noted later keeps an absence that was logged, and covers until it is released', () => {
    const noted = story(
      attendance,
      [LogAbsence, absent('AM'), head(`${DAY} 13:00`)],
      [NoteLeave, leaveFor('AM', 'PM'), system(`${DAY} 13:30`)],
    );
    expect(noted.map((event) => event.type)).toEqual(['AbsenceLogged', 'LeaveNoted']);
    given(attendance, noted)
      .when(LogAbsence, absent('PM'), head(`${DAY} 18:00`))
      .thenRejected('ON_LEAVE');
    const release = leaveFor('PM');
    const released = [
      ...noted,
      ...given(attendance, noted)
        .when(ReleaseLeave, release, system(`${DAY} 14:00`))
        .events(),
    ];
    given(attendance, released)
      .when(LogAbsence, absent('PM'), head(`${DAY} 18:00`))
      .then({ type: 'AbsenceLogged', data: { session: '2026-03-09:PM' } });
    given(attendance, released)
      .when(ReleaseLeave, release, system(`${DAY} 14:00`))
      .thenNothing();
    given(attendance, story(attendance, onLeave('AM')))
      .when(NoteLeave, leaveFor('AM'), system(`${DAY} 14:00`))
      .thenNothing();
  });
});

describe('closing the day', () => {
  const closing = { workerId: 'w-1', day: DAY };

  it('[ATT-3] finds the sessions that nobody recorded, and the check-outs that are missing', () => {
    given(attendance, story(attendance, cameIn('08:25')))
      .when(CloseAttendanceDay, closing, head(`${DAY} 17:31`))
      .then(
        { type: 'AbsenceLogged', data: { session: '2026-03-09:PM', ground: 'NOT_RECORDED', days: 0.5 } },
        {
          type: 'AttendanceDayClosed',
          data: {
            day: DAY,
            sessions: [
              { session: '2026-03-09:AM', outcome: 'PRESENT' },
              { session: '2026-03-09:PM', outcome: 'ABSENT' },
            ],
            missingCheckOuts: ['2026-03-09:AM'],
          },
        },
      );
  });
  it('[ATT-3] logs nothing for a session attended, on leave, or an absence already', () => {
    const logged = [LogAbsence, absent('AM'), head(`${DAY} 13:00`)] as const;
    given(attendance, story(attendance, logged, onLeave('PM')))
      .when(CloseAttendanceDay, closing, head(`${DAY} 17:31`))
      .then({
        type: 'AttendanceDayClosed',
        data: {
          sessions: [
            { session: '2026-03-09:AM', outcome: 'ABSENT' },
            { session: '2026-03-09:PM', outcome: 'LEAVE' },
          ],
          missingCheckOuts: [],
        },
      });
    given(attendance, story(attendance, cameIn('08:25'), went('12:00'), cameIn('14:20'), went('17:30')))
      .when(CloseAttendanceDay, closing, head(`${DAY} 18:00`))
      .then({ type: 'AttendanceDayClosed', data: { missingCheckOuts: [] } });
  });
  it('[ATT-3] is possible after the last session, once, on working days', () => {
    given(attendance)
      .when(CloseAttendanceDay, closing, head(`${DAY} 17:30`))
      .thenRejected('DAY_NOT_OVER');
    const closed = story(attendance, [CloseAttendanceDay, closing, head(`${DAY} 17:31`)]);
    given(attendance, closed).when(CloseAttendanceDay, closing, head('2026-03-10 09:00')).thenRejected('DAY_CLOSED');
    given(attendance, closed).when(LogAbsence, absent('AM'), head('2026-03-10 09:00')).thenRejected('DAY_CLOSED');
    given(attendance)
      .when(CloseAttendanceDay, { ...closing, day: '2026-03-08' }, head(`${DAY} 18:00`))
      .thenRejected('NOT_A_WORKING_DAY');
  });
});
