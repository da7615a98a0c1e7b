import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, yearOf } from '../../src/kernel/day.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { breaksBetween } from '../../src/statistics/domain/counting/continuity.js';
import { ageBandOf } from '../../src/statistics/domain/counting/age-bands.js';
import { transfersWithin } from '../../src/kernel/supervision/course.js';
import {
  type FlowTable,
  type Line,
  sumOf,
  together,
  TOTAL,
  withoutInner,
} from '../../src/statistics/domain/counting/flow-table.js';
import { daysOf, spanAfter, spanBefore } from '../../src/statistics/domain/counting/span.js';
import { Counted, factsOf, history, type History, OFFICES, pathOf, placesOf, SPANS, UNITS } from './histories.js';

const counted = history.map((one) => ({ history: one, by: new Counted(factsOf(one)) }));
const RUNS = { numRuns: 60 };
const linesOf = ({ total, by }: FlowTable): Line[] => [
  total,
  ...Object.values(by).flatMap((lines) => Object.values(lines)),
];
/** What moves within a division and not in the total. */
const WITHIN = ['AGED', 'LEVEL_SET', 'EMPLOYMENT_CHANGED'];

describe('the return on basic facts, over random histories told late and out of order', () => {
  it('[STA-1] balances: opening + in − out = closing in every cell of every unit, and divisions add up to the total', () => {
    fc.assert(
      fc.property(counted, ({ by }) => {
        for (const unit of UNITS)
          for (const span of SPANS) {
            const table = by.table(unit, span);
            for (const line of linesOf(table))
              expect(line.opening + sumOf(line.in) - sumOf(line.out)).toBe(line.closing);
            for (const lines of Object.values(table.by)) expectAddsUp(Object.values(lines), table.total);
          }
      }),
      RUNS,
    );
  });

  const expectAddsUp = (lines: readonly Line[], total: Line): void => {
    const sum = (of: (line: Line) => number): number => lines.reduce((all, line) => all + of(line), 0);
    expect([sum(({ opening }) => opening), sum(({ closing }) => closing)]).toEqual([total.opening, total.closing]);
    const causes = new Set(lines.flatMap((line) => [...Object.keys(line.in), ...Object.keys(line.out)]));
    for (const cause of causes) {
      const [came, went] = [sum((line) => line.in[cause] ?? 0), sum((line) => line.out[cause] ?? 0)];
      if (WITHIN.includes(cause)) expect([came, total.in[cause]]).toEqual([went, undefined]);
      else expect([came, went]).toEqual([total.in[cause] ?? 0, total.out[cause] ?? 0]);
    }
  };

  it('[STA-1] says who is there: opening and closing are what counting the persons one by one gives', () => {
    fc.assert(
      fc.property(counted, ({ history: told, by }) => {
        const { people, happenings, merger } = told;
        const endOf = (n: number): string => {
          const came = people[n]?.reportedOn ?? '';
          const ends = happenings.filter(
            ({ person, fact, on }) => person === n && fact.type === 'SuperviseeDischarged' && on >= came,
          );
          return ends.map(({ on }) => on).sort()[0] ?? '9999-12-31';
        };
        for (const span of SPANS) {
          const { first, last } = daysOf(span);
          const at = (n: number, office: string): string =>
            placesOf(told, n).findLast(({ on }) => on <= last)?.to ?? office;
          const closing = people
            .map((one, n) => ({ ...one, n, office: at(n, one.office) }))
            .filter(({ reportedOn, n }) => reportedOn <= last && endOf(n) > last);
          expect(by.table('city-1', span).total.closing).toBe(closing.length);
          const before = addDays(first, -1);
          const opening = people.filter(({ reportedOn }, n) => reportedOn <= before && endOf(n) > before);
          expect(by.table('city-1', span).total.opening).toBe(opening.length);
          const stands = (office: string): string =>
            merger && office === 'office-3' && merger.on <= last ? merger.into : office;
          for (const unit of OFFICES)
            expect(by.table(unit, span).total.closing).toBe(
              closing.filter(({ office }) => stands(office) === unit).length,
            );
          const { sex = {} } = by.table('city-1', span).by;
          expect(sex.FEMALE?.closing ?? 0).toBe(closing.filter((one) => one.sex === 'FEMALE').length);
        }
      }),
      RUNS,
    );
  });

  it('[STA-1] opens with what the span before closed with, in every cell, ages over the turn of the year included', () => {
    fc.assert(
      fc.property(counted, ({ by, history: { merger } }) => {
        for (const span of SPANS)
          for (const unit of UNITS) {
            const next = spanAfter(span);
            // Whom an office took over with another it answers for from the beginning of the span.
            if (merger && merger.on > daysOf(span).last && merger.on <= daysOf(next).last && unit.startsWith('office'))
              continue;
            expect(standing(by.table(unit, next), 'opening')).toEqual(standing(by.table(unit, span), 'closing'));
          }
      }),
      RUNS,
    );
  });

  it('[STA-1] opens with another number only where something was recorded since about the days before', () => {
    let broken = 0;
    fc.assert(
      fc.property(counted, fc.double({ min: 0, max: 1, noNaN: true }), ({ by, history: { merger } }, share) => {
        const made = Math.floor(by.end * share);
        for (const span of SPANS)
          for (const unit of UNITS) {
            const next = spanAfter(span);
            if (merger && unit.startsWith('office')) continue;
            const now = by.table(unit, next);
            expect(breaksBetween(by.table(unit, span), now)).toEqual([]);
            const breaks = breaksBetween(by.table(unit, span, made), now);
            broken += breaks.length;
            if (breaks.length > 0) expect(by.since(span, made, by.end)).not.toEqual([]);
          }
      }),
      RUNS,
    );
    expect(broken).toBeGreaterThan(0);
  });

  const standing = ({ total, by }: FlowTable, figure: 'opening' | 'closing'): object => {
    const cells = Object.entries(by).flatMap(([division, lines]) =>
      Object.entries(lines).map(([cell, line]) => [`${division}:${cell}`, line[figure]] as const),
    );
    const all: (readonly [string, number])[] = [[TOTAL, total[figure]], ...cells];
    return Object.fromEntries<number>(all.filter(([, count]) => count !== 0));
  };

  it('[STA-1] adds up: the parts of a county make the county, those of the city the city, in every line', () => {
    fc.assert(
      fc.property(counted, ({ by }) => {
        for (const span of SPANS)
          for (const unit of ['county-1', 'county-2', 'city-1']) {
            const parts = by.unitsOn(daysOf(span).last).partsOf(unit);
            const sum = together(parts.map(({ unitId }) => by.table(unitId, span)));
            expect(withoutInner(sum, transfersWithin(pathOf(unit)))).toEqual(by.table(unit, span));
          }
      }),
      RUNS,
    );
  });

  it('[STA-1] [TRV-1] who goes from one unit to another leaves the one and joins the other, and neither of what holds both', () => {
    fc.assert(
      fc.property(counted, ({ history: told, by }) => {
        for (const span of SPANS)
          for (const unit of UNITS) {
            const { in: came, out } = by.table(unit, span).total;
            for (const cause of transfersWithin(pathOf(unit)))
              expect([came[cause], out[cause]]).toEqual([undefined, undefined]);
          }
        const sum = (span: string, unit: string, figure: 'in' | 'out'): number =>
          sumOf(by.table(unit, span).total[figure]) - (by.table(unit, span).total[figure].REGISTERED ?? 0);
        if (told.merger || told.happenings.length > 0) return;
        for (const span of SPANS) {
          const { first, last } = daysOf(span);
          const moves = told.people.flatMap((_, n) => placesOf(told, n)).filter(({ on }) => on >= first && on <= last);
          for (const unit of OFFICES) {
            expect(sum(span, unit, 'in')).toBe(moves.filter(({ to }) => to === unit).length);
            expect(sum(span, unit, 'out')).toBe(moves.filter(({ from }) => from === unit).length);
          }
        }
      }),
      RUNS,
    );
  });

  it('[STA-6] every figure is the number of the persons behind it', () => {
    fc.assert(
      fc.property(counted, ({ by }) => {
        for (const unit of ['office-1', 'county-1']) {
          const mentions = by.mentions(unit, '2026-01');
          const { total, by: divisions } = by.table(unit, '2026-01');
          for (const [division, lines] of [[undefined, { [TOTAL]: total }] as const, ...Object.entries(divisions)])
            for (const [cell, line] of Object.entries(lines)) {
              const behind = mentions.filter((one) => one.division === division && one.cell === cell);
              expect(behind.filter(({ figure }) => figure === 'closing')).toHaveLength(line.closing);
              expect(behind.filter(({ figure }) => figure === 'opening')).toHaveLength(line.opening);
              for (const figure of ['in', 'out'] as const)
                for (const [cause, count] of Object.entries(line[figure]))
                  expect(behind.filter((one) => one.figure === figure && one.cause === cause)).toHaveLength(count);
            }
        }
      }),
      RUNS,
    );
  });

  it('[STA-5] as of a position is what was counted when history ended there, whatever was recorded since', () => {
    fc.assert(
      fc.property(history, fc.nat(), (one, cut) => {
        const facts = factsOf({ ...one, merger: undefined });
        const position = cut % facts.length;
        const [then, now] = [new Counted(facts.slice(0, position + 1)), new Counted(facts)];
        for (const span of SPANS) expect(now.table('city-1', span, position)).toEqual(then.table('city-1', span));
      }),
      RUNS,
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
    [0, '0-17'],
  ])('[STA-1] at %i years one belongs to %s', (age, band) => {
    expect(ageBandOf(age, FUZHOU_REGIME.returns.ageBands)).toBe(band);
  });

  it('[STA-1] the bands are the policy’s', () => {
    const bands = [{ from: 0 }, { from: 14 }, { from: 60 }];
    expect([13, 14, 59, 60].map((age) => ageBandOf(age, bands))).toEqual(['0-13', '14-59', '14-59', '60+']);
  });

  it('[STA-1] who turns 18 in the year is counted as older from January on', () => {
    const none = { happenings: [], transfers: [], merger: undefined };
    const minor = { office: 'office-1', reportedOn: '2025-11-03', birthYear: yearOf('2026-01-01') - 18 } as const;
    const traits = { sex: 'MALE', category: 'PAROLE', employment: 'STUDYING' } as const;
    const by = new Counted(factsOf({ ...none, people: [{ ...minor, ...traits }] }));
    expect(by.table('office-1', '2025-12').by.ageBand).toEqual({ '0-17': { opening: 1, in: {}, out: {}, closing: 1 } });
    expect(by.table('office-1', '2026-01').by.ageBand).toEqual({
      '0-17': { opening: 1, in: {}, out: { AGED: 1 }, closing: 0 },
      '18-25': { opening: 0, in: { AGED: 1 }, out: {}, closing: 1 },
    });
    expect(by.table('office-1', '2026-01').total).toEqual({ opening: 1, in: {}, out: {}, closing: 1 });
  });

  it('[STA-1] a corrected category has been so from the beginning; at a position before the correction it had not', () => {
    const people = [{ office: 'office-1', reportedOn: '2025-11-03', birthYear: 1990, sex: 'MALE', category: 'PAROLE' }];
    const fact = { type: 'RegistrationCorrected', to: 'PUBLIC_SURVEILLANCE' };
    const told = {
      people,
      happenings: [{ person: 0, on: '2026-01-20', fact }],
      transfers: [],
      merger: undefined,
    } as unknown as History;
    const by = new Counted(factsOf(told));
    const stays = { opening: 1, in: {}, out: {}, closing: 1 };
    for (const span of ['2025-12', '2026-01', '2026-02'])
      expect(by.table('office-1', span).by.category).toEqual({ PUBLIC_SURVEILLANCE: stays });
    expect(by.table('office-1', '2026-01', by.end - 2).by.category).toEqual({ PAROLE: stays });
  });

  it('[STA-1] spans follow one another, also over the turn of a year and a leap day', () => {
    expect(['2025-12', '2024-01', '2025Q4'].map(spanAfter)).toEqual(['2026-01', '2024-02', '2026Q1']);
    expect(['2026-01', '2026Q1'].map(spanBefore)).toEqual(['2025-12', '2025Q4']);
    expect(daysOf('2024-02')).toEqual({ first: '2024-02-01', last: '2024-02-29' });
    expect(daysOf('2026-12')).toEqual({ first: '2026-12-01', last: '2026-12-31' });
    expect(daysOf('2026Q2')).toEqual({ first: '2026-04-01', last: '2026-06-30' });
  });
});
