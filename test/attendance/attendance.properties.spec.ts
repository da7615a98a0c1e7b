import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attendance } from '../../src/attendance/domain/attendance.js';
import { recordOf } from '../../src/attendance/domain/attendance-book.js';
import type { AttendanceEvent } from '../../src/attendance/domain/events.js';
import { CheckIn } from '../../src/attendance/domain/check-in.js';
import { CheckOut } from '../../src/attendance/domain/check-out.js';
import { CloseAttendanceDay } from '../../src/attendance/domain/close-attendance-day.js';
import { LogAbsence } from '../../src/attendance/domain/log-absence.js';
import { NoteLeave, ReleaseLeave } from '../../src/attendance/domain/note-leave.js';
import type { CommandClass } from '../../src/kernel/command.js';
import { fold } from '../../src/kernel/decider.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { given, type World } from '../support/given.js';

type Step = readonly [CommandClass, object];
const DAYS = ['2026-03-06', '2026-03-07', '2026-03-09'];
const day = fc.constantFrom(...DAYS);
const half = fc.constantFrom('AM', 'PM');
const session = fc.tuple(day, half).map(([d, h]) => `${d}:${h}`);
const leaveOf = fc.record({
  workerId: fc.constant('w-1'),
  year: fc.constant(2026),
  requestId: fc.constantFrom('r-1', 'r-2'),
  kind: fc.constant('SICK'),
  sessions: fc.uniqueArray(session, { maxLength: 4 }),
});
const here = { workerId: 'w-1', device: 'terminal-1', place: '司法所', reason: '代记' };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>([CheckIn, here]),
  fc.constant<Step>([CheckOut, here]),
  fc
    .record({ day, half, ground: fc.constantFrom('NOT_AT_WORK', 'LEFT_WITHOUT_CLEARANCE') })
    .map<Step>((fields) => [LogAbsence, { workerId: 'w-1', ...fields }]),
  day.map<Step>((d) => [CloseAttendanceDay, { workerId: 'w-1', day: d }]),
  leaveOf.map<Step>((fields) => [NoteLeave, fields]),
  leaveOf.map<Step>((fields) => [ReleaseLeave, fields]),
);
const moment = fc
  .tuple(fc.nat({ max: DAYS.length - 1 }), fc.integer({ min: 0, max: 1_439 }))
  .map(([index, minute]) => index * 1_440 + minute);
const world = (at: number): World => {
  const minute = at % 1_440;
  const two = (value: number): string => String(value).padStart(2, '0');
  return { at: `${DAYS[Math.floor(at / 1_440)]} ${two(Math.floor(minute / 60))}:${two(minute % 60)}` };
};

/** Every command in turn, time going forward; what rules refuse leaves no fact. */
const happened = (steps: readonly Step[], times: readonly number[]): AttendanceEvent[] => {
  const ordered = [...times].sort((a, b) => a - b);
  return steps.reduce<AttendanceEvent[]>((events, [type, fields], index) => {
    try {
      const next = given(attendance, events)
        .when(type, fields, world(ordered[index] ?? 0))
        .events();
      return [...events, ...(next as AttendanceEvent[])];
    } catch (error) {
      if (error instanceof Rejection) return events;
      throw error;
    }
  }, []);
};
const lives = fc
  .integer({ min: 1, max: 40 })
  .chain((length) =>
    fc.tuple(
      fc.array(step, { minLength: length, maxLength: length }),
      fc.array(moment, { minLength: length, maxLength: length }),
    ),
  );

const ONCE = ['CheckedIn', 'CheckedOut', 'AbsenceLogged'];

describe('attendance, whatever is done in whatever order', () => {
  it('[ATT-1] has at most one check-in, check-out and absence per session, the check-in first', () => {
    fc.assert(
      fc.property(lives, ([steps, times]) => {
        const seen = new Set<string>();
        for (const { type, data } of happened(steps, times)) {
          if (!('session' in data) || !ONCE.includes(type)) continue;
          expect(seen.has(`${type} ${data.session}`)).toBe(false);
          seen.add(`${type} ${data.session}`);
          if (type === 'CheckedOut') expect(seen.has(`CheckedIn ${data.session}`)).toBe(true);
        }
      }),
    );
  });
  it('[ATT-3] a closed day has an outcome for both sessions, and an absence behind every absent one', () => {
    fc.assert(
      fc.property(lives, ([steps, times]) => {
        const events = happened(steps, times);
        for (const event of events) {
          if (event.type !== 'AttendanceDayClosed') continue;
          expect(event.data.sessions).toHaveLength(2);
          const before = events.slice(0, events.indexOf(event));
          const absences = before.filter((e) => e.type === 'AbsenceLogged').map((e) => e.data.session);
          const book = fold(attendance, attendance.initial, before);
          // Leave explains an absence, also when it was approved after it was found.
          for (const { session: one, outcome } of event.data.sessions)
            expect(outcome === 'ABSENT').toBe(absences.includes(one) && !recordOf(book, one).leaveRequest);
        }
      }),
    );
  });
  it('evolve takes its facts in any order', () => {
    fc.assert(
      fc.property(lives, ([steps, times]) => {
        const events = happened(steps, times);
        expect(() => fold(attendance, attendance.initial, [...events].reverse())).not.toThrow();
      }),
    );
  });
});
