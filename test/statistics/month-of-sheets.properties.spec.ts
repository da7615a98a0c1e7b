import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AttendanceMonth, attendanceMonth } from '../../projections/attendance/attendance-month.view.js';
import { type MonthlyStatistics, monthlyStatistics } from '../../projections/statistics/monthly-statistics.view.js';
import { attendance } from '../../src/attendance/domain/attendance.js';
import { CorrectSession } from '../../src/attendance/domain/books/correct-session.js';
import { CheckIn } from '../../src/attendance/domain/check-in.js';
import { CheckOut } from '../../src/attendance/domain/check-out.js';
import { CloseAttendanceDay } from '../../src/attendance/domain/close-attendance-day.js';
import type { AttendanceEvent } from '../../src/attendance/domain/events.js';
import { LogAbsence } from '../../src/attendance/domain/log-absence.js';
import { MarkUncovered, NoteLeave, ReleaseLeave } from '../../src/attendance/domain/note-leave.js';
import type { CommandClass } from '../../src/kernel/command.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, type World } from '../support/given.js';

type Step = readonly [type: CommandClass, fields: object];
const DAYS = ['2026-03-30', '2026-03-31', '2026-04-01'];
const w = { workerId: 'w-1' };
const here = { ...w, device: 'terminal-1', place: '司法所', reason: '代记' };
const day = fc.constantFrom(...DAYS);
const half = fc.constantFrom('AM', 'PM');
const session = fc.tuple(day, half).map(([d, h]) => `${d}:${h}`);
/** Requests do not overlap: one worker has one leave at a time, of one kind. */
const leave = (type: CommandClass, more: object = {}): fc.Arbitrary<Step> =>
  fc
    .uniqueArray(session, { minLength: 1, maxLength: 4 })
    .map((sessions) => [type, { ...w, year: 2026, requestId: 'r-1', kind: 'SICK', sessions, ...more }]);
const ground = fc.constantFrom('NOT_AT_WORK', 'LEFT_WITHOUT_CLEARANCE');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>([CheckIn, here]),
  fc.constant<Step>([CheckOut, here]),
  fc.record({ day, half, ground }).map<Step>((fields) => [LogAbsence, { ...w, ...fields }]),
  day.map<Step>((d) => [CloseAttendanceDay, { ...w, day: d }]),
  fc.record({ day, half }).map<Step>((fields) => [CorrectSession, { ...w, ...fields, to: 'PRESENT', reason: '漏登' }]),
  fc
    .record({ day, half, ground })
    .map<Step>((fields) => [CorrectSession, { ...w, ...fields, to: 'ABSENT', reason: '查实' }]),
  leave(NoteLeave),
  leave(ReleaseLeave),
  leave(MarkUncovered, { ground: 'NOT_CLEARED' }),
);
const moment = fc
  .tuple(fc.nat({ max: DAYS.length - 1 }), fc.integer({ min: 7 * 60, max: 19 * 60 }))
  .map(([index, minute]) => index * 1_440 + minute);
const world = (at: number): World => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const minute = at % 1_440;
  return { at: `${DAYS[Math.floor(at / 1_440)]} ${two(Math.floor(minute / 60))}:${two(minute % 60)}` };
};

/** Every command in turn, time going forward; what rules refuse leaves no fact. */
const happened = (life: readonly (readonly [Step, number])[]): AttendanceEvent[] => {
  const times = life.map(([, at]) => at).sort((a, b) => a - b);
  return life.reduce<AttendanceEvent[]>((events, [[type, fields]], index) => {
    try {
      const order = given(attendance, events).when(type, fields, world(times[index] ?? 0));
      return [...events, ...(order.events() as AttendanceEvent[])];
    } catch (error) {
      if (error instanceof Rejection) return events;
      throw error;
    }
  }, []);
};

describe('the month of a unit beside the sheets of its workers', () => {
  it('[ATT-4] [STA-1] [RULE-5] counts each session once, as the sheet does, whatever is done in whatever order', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(fc.tuple(step, moment), { maxLength: 40 }), (life) => {
        const events = happened(life);
        for (const { type } of events) seen.add(type);
        const facts = events.map((event, position) => recorded(event, { position }));
        const sheets = foldView<AttendanceMonth>(attendanceMonth, facts);
        const months = foldView<MonthlyStatistics>(monthlyStatistics, facts);
        for (const month of ['2026-03', '2026-04']) {
          const { totals } = sheets.get(`w-1:${month}`) ?? {};
          expect(months.get(`office-1:${month}`)?.attendance ?? NOTHING).toEqual({
            sessionsAttended: (totals?.daysAttended ?? 0) * 2,
            lateCount: totals?.lateCount ?? 0,
            absenceDays: totals?.absenceDays ?? 0,
            leaveDays: totals?.leaveDaysByKind ?? {},
          });
        }
      }),
      { numRuns: 400 },
    );
    // None of what changes how a session counts was left out.
    for (const type of monthlyStatistics.events.filter((one) => one in attendance.events))
      expect([type, seen.has(type)]).toEqual([type, true]);
  });

  /** As facts were before they named the leave that a session stood as. */
  const before = (events: readonly AttendanceEvent[]): AttendanceEvent[] =>
    events.map((event): AttendanceEvent => {
      if (event.type === 'LeaveSessionWorked') {
        const { kind: _, ...data } = event.data;
        return { type: 'LeaveSessionWorked', data };
      }
      if (event.type !== 'AttendanceCorrected') return event;
      const { leaveKind: _, ...data } = event.data;
      return { type: 'AttendanceCorrected', data };
    });
  const attendanceIn = (events: readonly AttendanceEvent[]): unknown => {
    const facts = events.map((event, position) => recorded(event, { position }));
    return foldView<MonthlyStatistics>(monthlyStatistics, facts).get('office-1:2026-03')?.attendance;
  };

  it('[RULE-5] [STA-1] once leave is given back, what was worked counts once, whether facts named the kind of leave or not', () => {
    const covered = { ...w, year: 2026, requestId: 'r-1', kind: 'SICK' };
    const sessions = ['2026-03-30:AM', '2026-03-30:PM', '2026-03-31:AM', '2026-03-31:PM'];
    const early: Told = [
      [NoteLeave, { ...covered, sessions }, world(7 * 60)],
      [CheckIn, here, world(8 * 60)],
      [CorrectSession, { ...w, day: DAYS[0], half: 'PM', to: 'PRESENT', reason: '漏登' }, world(19 * 60)],
    ];
    const late: Told = [[CheckIn, here, world(1_440 + 8 * 60)]];
    const back: Told = [[ReleaseLeave, { ...covered, sessions }, world(1_440 + 18 * 60)]];
    const told = (events: readonly AttendanceEvent[], orders: Told): AttendanceEvent[] =>
      orders.reduce(
        (all, [type, fields, at]) => {
          const more = given(attendance, all).when(type, fields, at).events() as AttendanceEvent[];
          return [...all, ...more];
        },
        [...events],
      );
    const first = told([], early);
    for (const then of [first, before(first)]) {
      const mixed = told(then, late);
      for (const all of [mixed, before(mixed)])
        expect(attendanceIn(told(all, back))).toEqual({ ...NOTHING, sessionsAttended: 3 });
      if (then === first)
        expect(attendanceIn(mixed)).toEqual({ ...NOTHING, sessionsAttended: 3, leaveDays: { SICK: 0.5 } });
    }
  });
});

type Told = readonly (readonly [type: CommandClass, fields: object, at: World])[];
const NOTHING = { sessionsAttended: 0, lateCount: 0, absenceDays: 0, leaveDays: {} };
