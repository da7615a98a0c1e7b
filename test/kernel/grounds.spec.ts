import { describe, expect, it } from '@jest/globals';
import { addDays, type Day, daysFrom } from '../../src/kernel/day.js';
import { HALVES, type Session, sessionOf } from '../../src/kernel/sessions.js';
import type { Conduct, ServiceTerms, Standing } from '../../src/kernel/workforce/conduct.js';
import { type Ground, groundsOf, talliesAsOf } from '../../src/kernel/workforce/grounds.js';
import type { Rulebook } from '../../src/kernel/workforce/tally.js';
import type { DismissalRules } from '../../src/kernel/workforce/threshold-rules.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { CALENDAR } from '../support/given.js';

const inForce = (dismissal: Partial<DismissalRules> = {}): Rulebook => ({
  calendar: CALENDAR,
  policyOn: () => ({
    id: 'fuzhou',
    rules: { ...FUZHOU_REGIME, dismissal: { ...FUZHOU_REGIME.dismissal, ...dismissal } },
  }),
});
const PROBATION: ServiceTerms = { appointedOn: '2026-01-05', probationEnds: '2026-12-31' };
const APPOINTED: ServiceTerms = { appointedOn: '2022-01-04', probationEnds: null };
const NOTHING = { stays: [], notCompetent: [] };

/** So many days' sessions from a day on, working day after working day. */
const days = (from: Day, number: number): Session[] => {
  const sessions = daysFrom(from, addDays(from, number * 3 + 20))
    .filter((day) => CALENDAR.isWorkingDay(day))
    .flatMap((day) => HALVES.map((half) => sessionOf(day, half)));
  return sessions.slice(0, number * 2);
};
/** Single days, a working day between any two: so many in all, and no run of more than one. */
const apart = (from: Day, number: number): Session[] =>
  days(from, Math.ceil(number) * 2)
    .filter((_, index) => index % 4 < 2)
    .slice(0, number * 2);
type Block = readonly [Standing, readonly Session[]];
const conduct = (terms: ServiceTerms, ...blocks: Block[]): Conduct => ({
  terms,
  ...NOTHING,
  marks: blocks
    .flatMap(([standing, sessions]) => sessions.map((session) => ({ session, standing })))
    .sort((a, b) => (a.session < b.session ? -1 : 1)),
});
const rows = (of: Conduct, rules = inForce()): string[] => groundsOf(of, rules).map(({ row }) => row);
const found = (of: Conduct, rules = inForce()): Ground[] => groundsOf(of, rules);

describe('[RULE-1] [RULE-7] [THR-1] [THR-2] [THR-3] [THR-4] the edges of every threshold', () => {
  it.each<[string, ServiceTerms, Standing, 'run' | 'apart', number, number, string]>([
    ['[THR-1] [RULE-1]', PROBATION, 'ABSENT', 'run', 2.5, 3, 'PROBATION_ABSENCE_RUN'],
    ['[THR-1] [RULE-7]', PROBATION, 'ABSENT', 'apart', 4.5, 5, 'PROBATION_ABSENCE_TOTAL'],
    ['[THR-2] [RULE-1]', PROBATION, 'SICK', 'run', 4.5, 5, 'PROBATION_LEAVE_RUN'],
    ['[THR-2] [RULE-7]', PROBATION, 'PERSONAL', 'apart', 9.5, 10, 'PROBATION_LEAVE_TOTAL'],
    ['[THR-3] [RULE-1]', APPOINTED, 'ABSENT', 'run', 6.5, 7, 'APPOINTED_ABSENCE_RUN'],
    ['[THR-3] [RULE-6]', APPOINTED, 'ABSENT', 'apart', 14.5, 15, 'APPOINTED_ABSENCE_YEAR'],
    ['[THR-4] [RULE-1]', APPOINTED, 'PERSONAL', 'run', 19.5, 20, 'APPOINTED_LEAVE_RUN'],
    ['[THR-4] [RULE-6]', APPOINTED, 'SICK', 'apart', 29.5, 30, 'APPOINTED_LEAVE_YEAR'],
  ])('%s %j: %s, %s of %d days gives none, of %d days %s', (_, terms, standing, how, below, at, row) => {
    const of = (number: number): Conduct =>
      conduct(terms, [standing, (how === 'run' ? days : apart)('2026-03-02', number)]);
    expect(rows(of(below))).toEqual([]);
    expect(found(of(at))).toMatchObject([{ row, days: at, threshold: at, policySet: 'fuzhou' }]);
    expect(rows(of(at + 0.5))).toEqual([row]);
  });

  it('[THR-5] [RULE-1] 59 calendar days in hospital give none, 60 do; days off count, and a day in two stays once', () => {
    const inHospital = (number: number): Conduct => ({
      ...conduct(APPOINTED),
      stays: [
        { from: '2026-03-02', to: '2026-03-20' },
        { from: '2026-03-20', to: addDays('2026-03-02', number - 1) },
      ],
    });
    expect(rows(inHospital(59))).toEqual([]);
    expect(found(inHospital(60))).toMatchObject([
      { row: 'HOSPITAL_YEAR', rule: 'THR-5', days: 60, stays: [{ from: '2026-03-02', to: '2026-04-30' }] },
    ]);
    expect(rows({ ...inHospital(60), terms: PROBATION })).toEqual([]);
  });
});

describe('runs', () => {
  it('[RULE-5] weekends, a bridging holiday and a make-up Saturday: days off part nothing, what is worked does', () => {
    // Friday 13 February, then Saturday 14 (worked in place of a holiday), then the Spring Festival up to the 23rd.
    expect(['2026-02-14', '2026-02-16', '2026-02-23', '2026-02-24'].map((day) => CALENDAR.isWorkingDay(day))).toEqual([
      ...[true, false, false, true],
    ]);
    const over = ['2026-02-13', '2026-02-14', '2026-02-24'].flatMap((day) => days(day, 1));
    expect(found(conduct(PROBATION, ['ABSENT', over]))).toMatchObject([
      { row: 'PROBATION_ABSENCE_RUN', days: 3, from: '2026-02-13', to: '2026-02-24', reachedOn: '2026-02-24' },
    ]);
    const saturdayWorked = ['2026-02-12', '2026-02-13', '2026-02-24'].flatMap((day) => days(day, 1));
    expect(rows(conduct(PROBATION, ['ABSENT', saturdayWorked]))).toEqual([]);
  });
  it('[RULE-5] an afternoon that was attended, or that leave covers, parts absences; half-days add up', () => {
    const three = days('2026-03-02', 3);
    const [a, b, c, d, e, f] = three as [Session, Session, Session, Session, Session, Session];
    expect(rows(conduct(PROBATION, ['ABSENT', three]))).toEqual(['PROBATION_ABSENCE_RUN']);
    const next = days('2026-03-05', 0.5);
    expect(rows(conduct(PROBATION, ['ABSENT', [a, b, c, e, f, ...next]]))).toEqual([]);
    expect(rows(conduct(PROBATION, ['ABSENT', [a, b, c, e, f, ...next]], ['SICK', [d]]))).toEqual([]);
  });
  it('[RULE-5] [RULE-8] leave that does not count, and absence, do not part a run of leave, and are not in it', () => {
    const [first, between, last] = [days('2026-03-02', 2), days('2026-03-04', 2), days('2026-03-06', 3)];
    expect(found(conduct(PROBATION, ['SICK', first], ['ANNUAL', between], ['PERSONAL', last]))).toMatchObject([
      { row: 'PROBATION_LEAVE_RUN', days: 5, from: '2026-03-02', to: '2026-03-10' },
    ]);
    expect(rows(conduct(PROBATION, ['SICK', first], ['ABSENT', between], ['PERSONAL', last]))).toEqual([
      'PROBATION_LEAVE_RUN',
    ]);
    expect(rows(conduct(PROBATION, ['SICK', first], ['PERSONAL', last]))).toEqual([]);
  });
  it.each(['ANNUAL', 'MARRIAGE', 'MATERNITY', 'BEREAVEMENT', 'WORK_INJURY'] as const)(
    '[RULE-8] %s counts for nothing, unless the policy lists it',
    (kind) => {
      const long = conduct(APPOINTED, [kind, days('2026-03-02', 40)]);
      expect(rows(long)).toEqual([]);
      expect(rows(long, inForce({ countedLeave: [kind] }))).toEqual(['APPOINTED_LEAVE_RUN', 'APPOINTED_LEAVE_YEAR']);
    },
  );
  it('[RULE-5] go on over the turn of the year', () => {
    const over = [...days('2024-12-30', 2), ...days('2025-01-02', 1)];
    expect(
      found(conduct({ ...PROBATION, appointedOn: '2024-10-08', probationEnds: '2025-04-07' }, ['ABSENT', over])),
    ).toMatchObject([{ days: 3, from: '2024-12-30', to: '2025-01-02' }]);
  });
  it('[RULE-4] two half-days of different kinds on one day are half a day each', () => {
    const mixed = days('2026-03-02', 5);
    const sick = mixed.filter((session) => session.endsWith('AM'));
    const own = mixed.filter((session) => session.endsWith('PM'));
    expect(found(conduct(PROBATION, ['SICK', sick], ['PERSONAL', own]))).toMatchObject([
      { row: 'PROBATION_LEAVE_RUN', days: 5 },
    ]);
    expect(rows(conduct(PROBATION, ['ABSENT', sick], ['PERSONAL', own]))).toEqual([]);
  });
});

describe('the status of each day', () => {
  const terms = { appointedOn: '2026-01-05', probationEnds: '2026-03-04' };
  it('[THR-6] a run over the end of the probation counts to each side what is on it', () => {
    const run = days('2026-03-03', 8.5);
    expect(found(conduct(terms, ['ABSENT', run]))).toEqual([]);
    expect(found(conduct(terms, ['ABSENT', days('2026-03-03', 9)]))).toMatchObject([
      { row: 'APPOINTED_ABSENCE_RUN', days: 7, from: '2026-03-05' },
    ]);
    expect(found(conduct(terms, ['ABSENT', days('2026-03-02', 3.5)]))).toMatchObject([
      { row: 'PROBATION_ABSENCE_RUN', days: 3, to: '2026-03-04' },
    ]);
  });
  it('[THR-6] the gravest comes first', () => {
    const both = conduct(PROBATION, ['SICK', days('2026-03-02', 5)], ['ABSENT', days('2026-04-07', 5)]);
    const failed = { ...both, notCompetent: [{ year: '2025', on: '2026-01-08' }] };
    expect(rows(failed)).toEqual([
      ...['PROBATION_ABSENCE_RUN', 'PROBATION_ABSENCE_TOTAL', 'NOT_COMPETENT', 'PROBATION_LEAVE_RUN'],
    ]);
  });
});

describe('a year', () => {
  it('[RULE-6] is the twelve months ending on the day: of 15 days, the first on the day a year before is out, a day later in', () => {
    const later = apart('2025-03-03', 14.5);
    const last = later.at(-1)?.slice(0, 10) ?? '';
    expect(last).toBe('2025-04-11');
    const with1 = (session: Session): Conduct => conduct(APPOINTED, ['ABSENT', [session, ...later]]);
    expect(rows(with1('2024-04-11:AM'))).toEqual([]);
    expect(rows(with1('2024-04-12:AM'))).toEqual(['APPOINTED_ABSENCE_YEAR']);
    expect(rows(with1('2024-04-12:AM'), inForce({ year: 'CALENDAR' }))).toEqual([]);
  });
  it('[RULE-6] ends on a leap day as on the 28th a year before, and holds the leap day until the 28th after', () => {
    const one = (session: Session, rest: readonly Session[]): string[] =>
      rows(conduct(APPOINTED, ['ABSENT', [session, ...rest]]), inForce({ appointed: small }));
    const small = { ...FUZHOU_REGIME.dismissal.appointed, absenceDays: 1 };
    expect(one('2023-02-28:AM', ['2024-02-29:AM'])).toEqual([]);
    expect(one('2023-03-01:AM', ['2024-02-29:AM'])).toEqual(['APPOINTED_ABSENCE_YEAR']);
    expect(one('2024-02-29:AM', ['2025-02-28:AM'])).toEqual(['APPOINTED_ABSENCE_YEAR']);
    expect(one('2024-02-29:AM', ['2025-03-03:AM'])).toEqual([]);
  });
  it('[RULE-6] runs out: what a row comes to as of a day is less when the year has moved on', () => {
    const of = conduct(APPOINTED, ['ABSENT', apart('2025-03-03', 3)]);
    const daysOn = (day: Day): number | undefined =>
      talliesAsOf(of, inForce(), day).find(({ row }) => row.row === 'APPOINTED_ABSENCE_YEAR')?.days;
    expect([daysOn('2025-03-02'), daysOn('2025-03-03'), daysOn('2025-12-31'), daysOn('2026-03-03')]).toEqual([
      ...[undefined, 1, 3, 2],
    ]);
  });
  it('[RULE-2] each day is judged by the set in force on it', () => {
    const strict = { ...FUZHOU_REGIME.dismissal.appointed, absenceRunDays: 2 };
    const rules = (day: Day): Rulebook => ({
      calendar: CALENDAR,
      policyOn: (on) =>
        on < day
          ? { id: 'fuzhou', rules: FUZHOU_REGIME }
          : { id: 'strict', rules: { ...FUZHOU_REGIME, dismissal: { ...FUZHOU_REGIME.dismissal, appointed: strict } } },
    });
    const run = conduct(APPOINTED, ['ABSENT', days('2026-03-02', 3)]);
    expect(groundsOf(run, rules('2026-03-05'))).toEqual([]);
    expect(groundsOf(run, rules('2026-03-04'))).toMatchObject([{ policySet: 'strict', threshold: 2, days: 3 }]);
  });
});
