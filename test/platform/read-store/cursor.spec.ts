import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  BadCursor,
  behindCursor,
  cursorAfter,
  type SortOrder,
  totalOrder,
} from '../../../src/platform/read-store/pages/cursor.js';
import { matching } from '../../support/matching.js';

interface Row {
  readonly _id: string;
  readonly day?: string | null;
  readonly n?: number | null;
}

const rank = (value: string | number | null | undefined): string | number | null => value ?? null;

const compare = (a: string | number | null, b: string | number | null): number => {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
};

const sorted = (rows: readonly Row[], order: readonly [string, 1 | -1][]): Row[] =>
  [...rows].sort((a, b) => {
    for (const [field, direction] of order) {
      const by = compare(rank(a[field as keyof Row]), rank(b[field as keyof Row]));
      if (by !== 0) return by * direction;
    }
    return 0;
  });

const row = fc.record(
  {
    _id: fc.stringMatching(/^[a-z]{1,4}$/),
    day: fc.constantFrom('2026-03-09', '2026-03-10', null),
    n: fc.constantFrom(0, 1, -1, null),
  },
  { requiredKeys: ['_id'] },
) as fc.Arbitrary<Row>;
const direction = fc.constantFrom<1 | -1>(1, -1);
const sort: fc.Arbitrary<SortOrder> = fc.oneof(
  fc.record({ day: direction, n: direction }),
  fc.record({ n: direction }),
  fc.record({ n: direction, _id: direction }),
  fc.constant({}),
);

describe('cursors', () => {
  it('cut a list into pages that together are the list, whatever is missing or equal in it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: ({ _id }) => _id, maxLength: 25 }),
        sort,
        fc.integer({ min: 1, max: 7 }),
        (rows, by, size) => {
          const order = totalOrder(by);
          const paged: Row[] = [];
          let condition: object = {};
          for (;;) {
            const page = sorted(rows.filter(matching(condition)), order).slice(0, size);
            const last = page.at(-1);
            if (!last) break;
            paged.push(...page);
            condition = behindCursor('roster', order, cursorAfter('roster', order, { ...last }));
          }
          expect(paged).toEqual(sorted(rows, order));
        },
      ),
      { numRuns: 300 },
    );
  });

  const order = totalOrder({ day: -1 });
  const good = cursorAfter('roster', order, { _id: 'a', day: '2026-03-09' });
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const mark = (JSON.parse(Buffer.from(good, 'base64url').toString()) as string[])[0];

  it.each([
    ['is no base64url of JSON', '%%%'],
    ['is no list', encoded({ a: 1 })],
    ['lacks a value', encoded([mark, 'a'])],
    ['carries an operator', encoded([mark, { $gt: '' }, 'a'])],
    ['has a key that is no text', encoded([mark, '2026-03-09', 7])],
    ['comes from another list', cursorAfter('roster', totalOrder({ n: -1 }), { _id: 'a', n: 1 })],
    ['comes from another view', cursorAfter('leave', order, { _id: 'a', day: '2026-03-09' })],
  ])('refuse one that %s', (_what, cursor) => {
    expect(() => behindCursor('roster', order, good)).not.toThrow();
    expect(() => behindCursor('roster', order, cursor)).toThrow(BadCursor);
  });

  it('refuse to be made of a field that holds more than a plain value', () => {
    expect(() => cursorAfter('roster', order, { _id: 'a', day: ['x'] })).toThrow('cannot be listed by day');
  });
});
