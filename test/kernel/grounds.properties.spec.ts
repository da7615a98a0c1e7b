import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysFrom } from '../../src/kernel/day.js';
import { HALVES, type Session, sessionOf } from '../../src/kernel/sessions.js';
import type { Conduct, Mark, Period, Standing } from '../../src/kernel/workforce/conduct.js';
import { COUNTED_ROWS } from '../../src/kernel/workforce/ground-rows.js';
import { type Ground, groundsOf } from '../../src/kernel/workforce/grounds.js';
import { LEAVE_KINDS } from '../../src/kernel/workforce/leave-rules.js';
import type { Rulebook } from '../../src/kernel/workforce/tally.js';
import { type DismissalRules, YEAR_MODES } from '../../src/kernel/workforce/threshold-rules.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { CALENDAR } from '../support/given.js';
import { mostDays } from './conduct-oracle.js';

// Over the leap day of 2024, two turns of a year, Spring Festival with its make-up Saturdays and Sundays, and the October holiday.
const SPAN = ['2023-12-18', '2025-03-10'] as const;
const DAYS = daysFrom(...SPAN);
const SESSIONS: readonly Session[] = DAYS.filter((day) => CALENDAR.isWorkingDay(day)).flatMap((day) =>
  HALVES.map((half) => sessionOf(day, half)),
);

const inForce = (dismissal: DismissalRules): Rulebook => ({
  calendar: CALENDAR,
  policyOn: () => ({ id: 'drawn', rules: { ...FUZHOU_REGIME, dismissal } }),
});

const standing = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Standing>('ABSENT') },
  { weight: 3, arbitrary: fc.constantFrom<Standing>('SICK', 'PERSONAL') },
  { weight: 1, arbitrary: fc.constantFrom<Standing>('ANNUAL', 'WORK_INJURY') },
);
/** Some sessions in a row that stand as the same; a later block goes over an earlier one. */
const block = fc.record({
  from: fc.nat({ max: SESSIONS.length - 1 }),
  length: fc.integer({ min: 1, max: 24 }),
  standing,
});
const marks = fc.array(block, { maxLength: 14 }).map((blocks) => {
  const stands = new Map<Session, Standing>();
  for (const { from, length, standing: as } of blocks)
    for (const session of SESSIONS.slice(from, from + length)) stands.set(session, as);
  return [...stands].map(([session, as]): Mark => ({ session, standing: as })).sort(byTime);
});
const byTime = (a: Mark, b: Mark): number => (a.session < b.session ? -1 : 1);
const day = fc.nat({ max: DAYS.length - 1 }).map((index) => DAYS[index] ?? SPAN[0]);
const stay = fc.tuple(day, fc.nat({ max: 40 })).map(([from, more]): Period => ({ from, to: addDays(from, more) }));
const conducts: fc.Arbitrary<Conduct> = fc.record({
  terms: fc.record({ appointedOn: fc.constant(SPAN[0]), probationEnds: fc.option(day) }),
  marks,
  stays: fc.array(stay, { maxLength: 4 }),
  notCompetent: fc.constant([]),
});
const halves = fc.integer({ min: 1, max: 40 }).map((number) => number / 2);
const dismissal: fc.Arbitrary<DismissalRules> = fc.record({
  probation: fc.record({ absenceRunDays: halves, absenceDays: halves, leaveRunDays: halves, leaveDays: halves }),
  appointed: fc.record({
    ...{ absenceRunDays: halves, absenceDays: halves, leaveRunDays: halves, leaveDays: halves },
    hospitalDays: fc.integer({ min: 1, max: 60 }),
  }),
  countedLeave: fc.subarray([...LEAVE_KINDS]),
  year: fc.constantFrom(...YEAR_MODES),
});
const drawn = fc.tuple(conducts, dismissal);
/** A session with nothing against it, and one that is an absence, of some conduct. */
const withFree = drawn.chain(([conduct, rules]) => {
  const taken = new Set(conduct.marks.map(({ session }) => session));
  const free = SESSIONS.filter((session) => !taken.has(session));
  return fc.tuple(fc.constant(conduct), fc.constant(rules), fc.constantFrom(...free));
});
const withAbsence = (conduct: Conduct, session: Session): Conduct => ({
  ...conduct,
  marks: [...conduct.marks, { session, standing: 'ABSENT' } as const].sort(byTime),
});
const rowsOf = (grounds: readonly Ground[]): Map<string, number> =>
  new Map(grounds.map((ground) => [ground.row, 'days' in ground ? ground.days : 0]));

describe('grounds of dismissal, whatever a worker did', () => {
  it('[THR-1] [THR-2] [THR-3] [THR-4] [THR-5] are those that looking at every half-day in turn finds, with as many days', () => {
    fc.assert(
      fc.property(drawn, ([conduct, rules]) => {
        const most = mostDays(conduct, rules, [SPAN[0], '2025-06-30']);
        const expected = COUNTED_ROWS.flatMap(({ row, threshold }) => {
          const days = most[row] ?? 0;
          return days >= threshold(rules) ? [[row, days] as const] : [];
        });
        expect(rowsOf(groundsOf(conduct, inForce(rules)))).toEqual(new Map(expected));
      }),
      { numRuns: 300 },
    );
  });

  it('[THR-6] an absence more never takes a ground away, nor days from one', () => {
    fc.assert(
      fc.property(withFree, ([conduct, rules, session]) => {
        const before = rowsOf(groundsOf(conduct, inForce(rules)));
        const after = rowsOf(groundsOf(withAbsence(conduct, session), inForce(rules)));
        for (const [row, days] of before) expect(after.get(row) ?? -1).toBeGreaterThanOrEqual(days);
      }),
      { numRuns: 150 },
    );
  });

  it('[THR-6] to correct an absence takes back every ground that it made, and to correct all of its working every one there is', () => {
    fc.assert(
      fc.property(withFree, ([conduct, rules, session]) => {
        const rulebook = inForce(rules);
        const made = withAbsence(conduct, session);
        const without = (sessions: readonly Session[]): Conduct => ({
          ...made,
          marks: made.marks.filter((mark) => mark.standing !== 'ABSENT' || !sessions.includes(mark.session)),
        });
        expect(groundsOf(without([session]), rulebook)).toEqual(groundsOf(conduct, rulebook));
        const absences = made.marks.filter((mark) => mark.standing === 'ABSENT').map((mark) => mark.session);
        const left = groundsOf(without(absences), rulebook);
        expect(left.filter(({ row }) => row.includes('ABSENCE'))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('[THR-6] show a working that adds up: in order, of the status that the row is for, and enough', () => {
    fc.assert(
      fc.property(drawn, ([conduct, rules]) => {
        for (const ground of groundsOf(conduct, inForce(rules))) {
          if (ground.row === 'NOT_COMPETENT') continue;
          const { sessions, stays, days, threshold, from, to, reachedOn } = ground;
          expect(days).toBe(
            sessions.length / 2 + stays.reduce((sum, period) => sum + daysFrom(period.from, period.to).length, 0),
          );
          expect(days).toBeGreaterThanOrEqual(threshold);
          expect([from <= reachedOn, reachedOn <= to]).toEqual([true, true]);
          expect(sessions).toEqual([...sessions].sort(byTime));
        }
      }),
    );
  });

  it('[THR-6] are not given again by what was decided on, but with something new', () => {
    fc.assert(
      fc.property(withFree, ([conduct, rules, session]) => {
        const rulebook = inForce(rules);
        const decided = [...conduct.marks.map((mark) => mark.session), ...daysFrom(SPAN[0], '2025-06-30')];
        const settled = Object.fromEntries(COUNTED_ROWS.map(({ row }) => [row, decided]));
        expect(groundsOf(conduct, rulebook, settled)).toEqual([]);
        for (const ground of groundsOf(withAbsence(conduct, session), rulebook, settled))
          expect('sessions' in ground && ground.sessions.some((mark) => decided.includes(mark.session))).toBe(
            'sessions' in ground && ground.sessions.length > 1,
          );
      }),
      { numRuns: 100 },
    );
  });
});
