import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type MonthlyStatistics, monthlyStatistics } from '../../projections/statistics/monthly-statistics.view.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { EMPLOYMENTS, SEXES, SUPERVISION_CATEGORIES } from '../../src/supervisees/domain/events.js';
import { ageBandOf, type Counts, type MonthlyReturn, monthlyReturn } from '../../src/statistics/monthly-return.js';
import { foldView, recorded } from '../support/fold-view.js';

const OFFICES = [
  ['city-1', 'county-1', 'office-1'],
  ['city-1', 'county-1', 'office-2'],
  ['city-1', 'county-2', 'office-3'],
] as const;
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04'] as const;
const UNITS = [...new Set(OFFICES.flat())];

/** A person's time under supervision: where, from when, and until when if it ended. */
const stay = fc.record({
  office: fc.constantFrom(...OFFICES),
  from: fc.integer({ min: 0, max: 3 }),
  until: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  sex: fc.constantFrom(...SEXES),
  category: fc.constantFrom(...SUPERVISION_CATEGORIES),
  employment: fc.option(fc.constantFrom(...EMPLOYMENTS), { nil: undefined }),
  birthYear: fc.integer({ min: 1940, max: 2012 }),
});
type Stay = typeof stay extends fc.Arbitrary<infer S> ? S : never;

const factsOf = (stays: readonly Stay[]) =>
  stays.flatMap(({ office, from, until, sex, category, birthYear, employment }, n) => {
    const data = {
      ...{ superviseeId: `s-${n}`, officeId: office[2], sex, category, birthYear },
      ...(employment === undefined ? {} : { employment }),
    };
    const came = {
      type: 'SuperviseeRegistered',
      data: { ...data, reportedOn: `${MONTHS[from]}-10`, missedIntake: false },
    };
    const went = {
      type: 'SuperviseeDischarged',
      data: { ...data, on: `${MONTHS[until ?? 0]}-20`, cause: 'TERM_EXPIRED' },
    };
    const facts: DomainEvent[] = until !== undefined && until >= from ? [came, went] : [came];
    return facts.map((fact) => recorded(fact, { jurisdiction: office }));
  });

const returnsOf = (stays: readonly Stay[]) => {
  const rows = [...foldView<MonthlyStatistics>(monthlyStatistics, factsOf(stays)).values()];
  return (unit: string, month: string): MonthlyReturn =>
    monthlyReturn(
      month,
      rows.filter((row) => row.unit === unit),
    );
};

const plus = (one: Counts, other: Counts, sign: 1 | -1): Counts => {
  const all = new Set([...Object.keys(one), ...Object.keys(other)]);
  const sums = [...all].map((of) => [of, (one[of] ?? 0) + sign * (other[of] ?? 0)] as const);
  return Object.fromEntries(sums.filter(([, count]) => count !== 0));
};
const DIVISIONS = ['byCategory', 'bySex', 'byAgeBand', 'byEmployment'] as const;
const sum = (counts: Counts): number => Object.values(counts).reduce((all, count) => all + count, 0);

describe('the monthly return', () => {
  it('[STA-1] always balances: opening + in − out = closing, in the total and every division', () => {
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 40 }), (stays) => {
        const returnOf = returnsOf(stays);
        for (const unit of UNITS)
          for (const month of MONTHS) {
            const { opening, in: came, out, closing } = returnOf(unit, month);
            expect(opening.total + came.total - out.total).toBe(closing.total);
            for (const by of DIVISIONS) {
              expect(plus(plus(opening[by], came[by], 1), out[by], -1)).toEqual(closing[by]);
              for (const figure of [opening, came, out, closing]) expect(sum(figure[by])).toBe(figure.total);
            }
            expect([sum(came.byCause), sum(out.byCause)]).toEqual([came.total, out.total]);
          }
      }),
      { numRuns: 60 },
    );
  });

  it('[STA-1] closes with whoever is there, opens with what the month before closed with, and adds up over units', () => {
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 40 }), (stays) => {
        const returnOf = returnsOf(stays);
        MONTHS.forEach((month, n) => {
          const there = stays.filter(
            ({ from, until }) => from <= n && !(until !== undefined && until >= from && until <= n),
          );
          for (const unit of UNITS) {
            const mine = there.filter(({ office }) => (office as readonly string[]).includes(unit));
            expect(returnOf(unit, month).closing.total).toBe(mine.length);
            const next = MONTHS[n + 1];
            if (next) expect(returnOf(unit, next).opening).toEqual(returnOf(unit, month).closing);
          }
          const [county, ...offices] = ['county-1', 'office-1', 'office-2'].map(
            (unit) => returnOf(unit, month).in.total,
          );
          expect(county).toBe(sum(Object.fromEntries(offices.map((total, i) => [i, total]))));
        });
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [17, '0-17'],
    [18, '18-25'],
    [25, '18-25'],
    [26, '26-35'],
    [45, '36-45'],
    [46, '46-60'],
    [60, '46-60'],
    [61, '61+'],
  ])('[STA-1] at %i years one belongs to %s', (age, band) => {
    expect(ageBandOf(age)).toBe(band);
  });

  it('[STA-1] a month without facts closes with what it opened with', () => {
    const quiet = returnsOf([])('office-1', '2026-02');
    expect([quiet.opening.total, quiet.closing]).toEqual([0, quiet.opening]);
  });
});

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
