import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Document, Int32 } from 'mongodb';
import { codeOr, type Fuzzed, runs, shown, startFuzzed } from './fuzz.support.js';
import { filled, numbered } from './fuzz-collection.support.js';
import { filters, indexes, sorts } from './generators.js';
import { compare } from './oracle-order.js';
import { matches, sortKey } from './oracle-match.js';

const ids = (rows: readonly Document[]): number[] => rows.map((row) => (row['_id'] as Int32).value);
const ascending = (list: number[]): number[] => [...list].sort((a, b) => a - b);

describe('what queries find in the embedded MongoDB', () => {
  let fuzzed: Fuzzed;
  beforeAll(async () => {
    fuzzed = await startFuzzed();
  });
  afterAll(async () => fuzzed.stop());

  it('finds, by every plan, the documents that answer the filter', async () => {
    await fc.assert(
      fc.asyncProperty(
        numbered,
        indexes,
        fc.array(filters, { minLength: 1, maxLength: 8 }),
        async (rows, specs, asked) => {
          const [all, plans] = await filled(fuzzed, rows, specs);
          for (const filter of asked) {
            const wanted = rows.filter((row) => matches(row, filter)).map((row) => shown(row));
            for (const { name, hint, sparse } of plans) {
              const answer = await codeOr(all.find(filter, hint ? { hint } : {}).toArray());
              if (!Array.isArray(answer)) throw new Error(`${name} ${shown(filter)}: error ${answer.code}`);
              const found = answer.map((row) => shown(row)).sort();
              const due = sparse === true ? wanted.filter((row) => found.includes(row)) : wanted;
              expect({ name, filter: shown(filter), found }).toEqual({
                name,
                filter: shown(filter),
                found: due.sort(),
              });
            }
            expect(Number(await all.countDocuments(filter))).toBe(wanted.length);
          }
          await all.drop();
        },
      ),
      runs(60),
    );
  });

  it('sorts, by every plan, in an order that the sort allows, and cuts pages out of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        numbered,
        indexes,
        sorts,
        fc.nat(3),
        fc.integer({ min: 1, max: 4 }),
        async (rows, specs, by, skip, limit) => {
          fc.pre(
            by.length === 1 ||
              rows.every(
                (row) =>
                  !by.every(([path]) =>
                    path
                      .split('.')
                      .some((_, i, p) =>
                        Array.isArray(
                          p.slice(0, i + 1).reduce<unknown>((v, n) => (v as Document | undefined)?.[n], row),
                        ),
                      ),
                  ),
              ),
          );
          const [all, plans] = await filled(fuzzed, rows, specs);
          const inOrder = (a: Document, b: Document): number =>
            by.reduce((so, [path, way]) => so || compare(sortKey(a, path, way), sortKey(b, path, way)) * way, 0);
          const keyed = new Map([...by, ['_id', 1] as const]);
          const total = [...rows].sort((a, b) => inOrder(a, b) || a._id.value - b._id.value);
          for (const { name, hint, sparse } of plans.filter((plan) => plan.sparse !== true)) {
            const found = await all
              .find({}, hint ? { hint } : {})
              .sort(new Map(by))
              .toArray();
            expect({ name, sparse, ids: ascending(ids(found)) }).toEqual({ name, sparse, ids: ids(rows) });
            const broken = found.findIndex((row, at) => at > 0 && inOrder(found[at - 1] as Document, row) > 0);
            const order = found.map((row) => shown(row));
            expect({ name, by, broken, order }).toEqual({ name, by, broken: -1, order });
            const page = await all
              .find({}, hint ? { hint } : {})
              .sort(keyed)
              .skip(skip)
              .limit(limit)
              .toArray();
            expect({ name, by, page: ids(page) }).toEqual({ name, by, page: ids(total.slice(skip, skip + limit)) });
          }
          await all.drop();
        },
      ),
      runs(60),
    );
  });
});
