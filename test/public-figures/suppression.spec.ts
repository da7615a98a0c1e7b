import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Counted, type PublicTable, suppress } from '../../src/public-figures/domain/suppression/suppress.js';
import { Attacker } from './attacker.js';

/** A part of persons, each with a category and a sex. */
const part = (unitId: string, people: readonly (readonly [category: string, sex: string])[]): Counted => {
  const count = (of: readonly string[], values: readonly string[]) =>
    Object.fromEntries(values.map((value) => [value, of.filter((one) => one === value).length]));
  return {
    unitId,
    total: people.length,
    divisions: {
      category: count(
        people.map(([category]) => category),
        CATEGORIES,
      ),
      sex: count(
        people.map(([, sex]) => sex),
        ['F', 'M'],
      ),
    },
  };
};
const CATEGORIES = ['A', 'B', 'C'];
const people = (counts: Readonly<Record<string, number>>): (readonly [string, string])[] =>
  Object.entries(counts).flatMap(([of, count]) =>
    Array.from({ length: count }, () => [of[0] ?? '', of[1] ?? ''] as const),
  );

/** Every number that is shown. */
const numbers = ({ whole, parts }: PublicTable): number[] =>
  [whole, ...parts]
    .flatMap(({ total, divisions }) => [total, ...Object.values(divisions).flatMap((counts) => Object.values(counts))])
    .filter((number) => number !== null);

const county = (n: number) =>
  fc
    .array(fc.record({ category: fc.constantFrom('A', 'A', 'A', 'B', 'C'), sex: fc.constantFrom('M', 'M', 'F') }), {
      maxLength: 30,
      size: 'max',
    })
    .map((all) =>
      part(
        `county-${n}`,
        all.map(({ category, sex }) => [category, sex] as const),
      ),
    );
const counties = fc
  .integer({ min: 1, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => county(n))));

describe('public figures', () => {
  it('[GOV-2] show a number from the least on, and none below it; 0 is no small number', () => {
    const shown = (b: number, atLeast: number) =>
      suppress([part('x', people({ AM: 40, BM: b, CM: 30 })), part('y', people({ AF: 40, BF: 30, CF: 30 }))], atLeast)
        .parts[0];
    expect(shown(5, 5)?.divisions.category).toEqual({ A: 40, B: 5, C: 30 });
    expect(shown(4, 5)?.divisions.category?.B).toBeNull();
    expect(shown(4, 4)?.divisions.category).toEqual({ A: 40, B: 4, C: 30 });
    expect(shown(0, 5)?.divisions.category).toEqual({ A: 40, B: 0, C: 30 });
  });

  it('[GOV-2] leave out another number of the same part and another of the same value, so that no sum tells', () => {
    const table = suppress(
      [part('x', people({ AM: 40, BM: 3, CM: 20 })), part('y', people({ AF: 30, BF: 10, CF: 25 }))],
      5,
    );
    expect(table.whole).toMatchObject({ total: 128, divisions: { category: { A: 70, B: 13, C: 45 } } });
    expect(table.parts).toMatchObject([
      { total: 63, divisions: { category: { A: 40, B: null, C: null } } },
      { total: 65, divisions: { category: { A: 30, B: null, C: null } } },
    ]);
  });

  it('[GOV-2] leave out a small part wholly, and the next by size with it, so that the whole does not tell', () => {
    const of = (small: number) =>
      suppress([part('x', people({ AM: 40 })), part('y', people({ AM: small })), part('z', people({ AM: 20 }))], 5);
    expect(of(5).parts.map(({ total }) => total)).toEqual([40, 5, 20]);
    expect(of(4).parts.map(({ total }) => total)).toEqual([40, null, null]);
    expect(of(0).parts.map(({ total }) => total)).toEqual([40, 0, 20]);
    expect(of(4).parts[1]).toEqual({ unitId: 'y', total: null, divisions: {} });
  });

  it('[GOV-2] leave out so many small parts that they are together no small number, and not one person each', () => {
    const of = (...totals: number[]) =>
      suppress(
        totals.map((total, n) => part(`p${n}`, people({ AM: total }))),
        5,
      ).parts.map(({ total }) => total);
    expect(of(2, 3, 9)).toEqual([null, null, 9]);
    expect(of(2, 2, 9)).toEqual([null, null, null]);
    expect(of(1, 1, 1, 1, 1, 9)).toEqual([null, null, null, null, null, null]);
    expect(of(1, 1, 1, 1, 2, 9)).toEqual([null, null, null, null, null, 9]);
  });

  it('[GOV-2] show nothing where nothing can be shown', () => {
    const nothing = { total: null, divisions: {} };
    expect(suppress([part('x', people({ AM: 4 }))], 5)).toEqual({
      whole: nothing,
      parts: [{ unitId: 'x', ...nothing }],
    });
    expect(suppress([part('x', people({ AM: 2 })), part('y', people({ AM: 2 }))], 5).whole).toEqual(nothing);
    expect(suppress([part('x', people({ AM: 5 }))], 5).whole.total).toBe(5);
    expect(suppress([part('x', [])], 5).whole.total).toBe(0);
  });

  it('[GOV-2] never show a small number, nor a wrong one', () => {
    fc.assert(
      fc.property(counties, fc.integer({ min: 2, max: 7 }), (parts, atLeast) => {
        const table = suppress(parts, atLeast);
        expect(numbers(table).filter((number) => number > 0 && number < atLeast)).toEqual([]);
        for (const [at, { divisions, total }] of table.parts.entries()) {
          if (total !== null) expect(total).toBe(parts[at]?.total);
          for (const [division, counts] of Object.entries(divisions))
            for (const [value, count] of Object.entries(counts))
              if (count !== null) expect(count).toBe(parts[at]?.divisions[division]?.[value]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('[GOV-2] nobody can work out a number that is not shown, from all that is, however it adds up', () => {
    let suppressed = 0;
    fc.assert(
      fc.property(counties, fc.integer({ min: 2, max: 7 }), (parts, atLeast) => {
        const table = suppress(parts, atLeast);
        const attacker = new Attacker(parts, table);
        suppressed += numbers(table).length;
        expect(attacker.known()).toEqual([]);
      }),
      { numRuns: 400 },
    );
    expect(suppressed).toBeGreaterThan(1_000);
  });

  it('the attacker works out what is left out alone', () => {
    const parts = [part('x', people({ AM: 40, BM: 3, CM: 20 })), part('y', people({ AF: 30, BF: 10, CF: 25 }))];
    const naive = (unshown: (unit: number, value: string) => boolean): PublicTable => ({
      whole: { total: 128, divisions: { category: { A: 70, B: 13, C: 45 }, sex: { F: 65, M: 63 } } },
      parts: parts.map(({ unitId, total, divisions }, unit) => ({
        ...{ unitId, total },
        divisions: {
          sex: divisions.sex ?? {},
          category: Object.fromEntries(
            Object.entries(divisions.category ?? {}).map(([value, count]) => [
              value,
              unshown(unit, value) ? null : count,
            ]),
          ),
        },
      })),
    });
    expect(
      new Attacker(
        parts,
        naive((unit, value) => unit === 0 && value === 'B'),
      ).known(),
    ).toEqual(['x category B']);
    // Two of the same row: each is known from its column.
    expect(
      new Attacker(
        parts,
        naive((unit, value) => unit === 0 && value !== 'A'),
      ).known(),
    ).toEqual(['x category B', 'x category C']);
    expect(
      new Attacker(
        parts,
        naive((_, value) => value !== 'A'),
      ).known(),
    ).toEqual([]);
  });
});
