import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Collection, type Document, Int32, ObjectId } from 'mongodb';
import { codeOr, type Fuzzed, runs, shown, startFuzzed, WIDTHS_KEPT } from './fuzz.support.js';
import { filled, type Hint, numbered, type Row } from './fuzz-collection.support.js';
import { documents, filters, indexes, literals, paths, sorts, values } from './generators.js';
import type { Change } from './oracle-update.js';
import { firstOf, outcomeOf, type Update, type Write, type Written } from './oracle-write.js';
import { isReordered, upserts, written } from './updates.support.js';

const ids = fc.integer({ min: 0, max: 9 }).map((n) => new Int32(n));
/** Conditions of which most ask for one value, so that they say what an upsert starts from. */
const seeding: fc.Arbitrary<Document> = fc.oneof(
  fc.tuple(paths, literals).map(([path, value]) => ({ [path]: { $eq: value } })),
  fc.tuple(paths, values(1)).map(([path, value]) => ({ [path]: { $in: [value] } })),
  fc.tuple(paths, values(1)).map(([path, value]) => ({ [path]: { $all: [value] } })),
  ids.map((_id) => ({ _id })),
  fc.tuple(fc.constantFrom('_id.x', '_id.y'), ids).map(([path, id]) => ({ [path]: id })),
  filters,
);
const asks: fc.Arbitrary<Document> = fc.oneof(
  { weight: 4, arbitrary: seeding },
  fc.tuple(seeding, seeding).map(([a, b]) => ({ $and: [a, b] })),
  fc.tuple(seeding, ids).map(([a, _id]) => ({ ...a, _id })),
  fc.tuple(fc.constantFrom('$or', '$nor'), seeding).map(([name, a]) => ({ [name]: [a] })),
);
const update: fc.Arbitrary<Update> = fc.oneof(
  { weight: 4, arbitrary: upserts.map((changes) => ({ changes })) },
  fc
    .tuple(fc.constantFrom('$set', '$setOnInsert'), ids)
    .map(([name, id]) => ({ changes: [[name, '_id', id] satisfies Change] })),
  { weight: 2, arbitrary: documents.map((replacement) => ({ replacement })) },
  fc.tuple(documents, ids).map(([rest, _id]) => ({ replacement: { _id, ...rest } })),
);
const writes: fc.Arbitrary<Write> = fc.record({
  filter: asks,
  update,
  upsert: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  sort: sorts.map(([first]) => first as [string, 1 | -1]),
});
type Fields = Record<string, 0 | 1>;
/** Fields to show; of the document itself, in its order. */
const fields: fc.Arbitrary<Fields | undefined> = fc.option(
  fc.tuple(fc.constantFrom('a', 'b'), fc.boolean(), fc.boolean()).map(([name, only, hidesId]): Fields => ({
    [name]: only ? 1 : 0,
    ...(hidesId ? { _id: 0 } : {}),
  })),
  { nil: undefined },
);
const projected = (row: Document, by: Fields = {}): Document => {
  const only = Object.values(by).includes(1);
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => (by[name] ?? (only && name !== '_id' ? 0 : 1)) === 1),
  );
};

const given = (one: Update): Document => ('replacement' in one ? one.replacement : written(one.changes));
const asSort = ([path, way]: Write['sort']): Map<string, number> =>
  new Map([
    [path, way],
    ['_id', 1],
  ]);

/** What a collection holds after a write, with the `_id` that the server made, if it did. */
const rowsAfter = (rows: readonly Document[], due: Written, made: unknown): string[] => {
  const left = 'before' in due ? rows.map((row) => (row === due.before ? due.after : row)) : [...rows];
  if ('made' in due) left.push({ _id: made, ...due.made });
  return left.map((row) => shown(row)).sort();
};

/** An index over two arrays is refused whatever the write; that is what the tests of indexes are about. */
const PARALLEL_ARRAYS = 171;

describe('what upserts and findAndModify do in the embedded MongoDB', () => {
  let fuzzed: Fuzzed;
  beforeAll(async () => {
    fuzzed = await startFuzzed();
  });
  afterAll(async () => fuzzed.stop());

  /** Does the same write on the same documents by every plan. */
  const byEveryPlan = async (
    rows: Row[],
    specs: Parameters<typeof filled>[2],
    check: (all: Collection<Row>, plan: Hint) => Promise<void>,
  ): Promise<void> => {
    const plain = specs.map((spec) => ({ ...spec, unique: false, sparse: false }));
    const [all, plans] = await filled(fuzzed, rows, plain);
    for (const plan of plans) {
      await all.deleteMany({});
      await all.insertMany(rows);
      await check(all, plan);
    }
    await all.drop();
  };
  const stored = async (all: Collection<Row>): Promise<string[]> =>
    (await all.find({}, { hint: { $natural: 1 } }).toArray()).map((row) => shown(row)).sort();
  const comparable = (due: Written): boolean =>
    !('made' in due && isReordered(due.made)) && !('after' in due && isReordered(due.after));

  it('changes or makes, by every plan, the document that the filter and the sort say', async () => {
    let [made, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(numbered, indexes, writes, async (rows, specs, write) => {
        const due = outcomeOf(rows, write);
        if (!comparable(due)) return;
        if ('made' in due) made += 1;
        if ('code' in due) refused += 1;
        const u = given(write.update);
        await byEveryPlan(rows, specs, async (all, { name, hint }) => {
          const statement = {
            q: write.filter,
            u,
            upsert: write.upsert,
            sort: asSort(write.sort),
            ...(hint && { hint }),
          };
          const reply = await fuzzed.client
            .db('fuzz')
            .command({ update: all.collectionName, updates: [statement] }, WIDTHS_KEPT);
          const code = (reply['writeErrors'] as { code: Int32 }[] | undefined)?.[0]?.code.value;
          if (code === PARALLEL_ARRAYS && specs.some(({ key }) => key.length > 1)) return;
          const case_ = { name, rows: rows.map((row) => shown(row)), write: shown({ q: write.filter, u }) };
          const upserted = (reply['upserted'] as { _id: unknown }[] | undefined)?.[0]?._id;
          expect({ ...case_, code, ...answered(reply), left: await stored(all) }).toEqual({
            ...case_,
            code: 'code' in due ? due.code : undefined,
            ...counts(due),
            left: rowsAfter(rows, due, upserted),
          });
          if ('made' in due && !('_id' in due.made)) expect(upserted).toBeInstanceOf(ObjectId);
        });
      }),
      runs(150),
    );
    // A run that reaches neither would show nothing.
    expect(Math.min(made, refused)).toBeGreaterThan(0);
  });

  it('gives, by every plan, the document as it was or is, with the fields asked for', async () => {
    await fc.assert(
      fc.asyncProperty(numbered, indexes, writes, fc.boolean(), fields, async (rows, specs, write, wantsNew, by) => {
        const due = outcomeOf(rows, write);
        if (!comparable(due)) return;
        const u = given(write.update);
        await byEveryPlan(rows, specs, async (all, { name, hint }) => {
          const reply = await codeOr(
            fuzzed.client.db('fuzz').command(
              {
                ...{ findAndModify: all.collectionName, query: write.filter, update: u, upsert: write.upsert },
                ...{ sort: asSort(write.sort), new: wantsNew, ...(by && { fields: by }), ...(hint && { hint }) },
              },
              WIDTHS_KEPT,
            ),
          );
          const answer: Document = 'value' in reply ? reply : {};
          const code = 'value' in reply ? undefined : (reply['code'] as number);
          if (code === PARALLEL_ARRAYS && specs.some(({ key }) => key.length > 1)) return;
          const case_ = {
            name,
            rows: rows.map((row) => shown(row)),
            write: shown({ q: write.filter, u }),
            wantsNew,
            by,
          };
          const last = answer['lastErrorObject'] as Document | undefined;
          const full = 'made' in due ? { _id: last?.['upserted'] as unknown, ...due.made } : undefined;
          const [old, now] = 'before' in due ? [due.before, due.after] : [undefined, full];
          const value = wantsNew ? now : old;
          expect({ ...case_, code, value: shown([answer['value'] ?? null]), left: await stored(all) }).toEqual({
            ...case_,
            code: 'code' in due ? due.code : undefined,
            value: shown([value ? projected(value, by) : null]),
            left: rowsAfter(rows, due, last?.['upserted']),
          });
          if (last) expect(shown(last)).toBe(shown(lastOf(due, last['upserted'])));
        });
      }),
      runs(150),
    );
  });

  it('removes, by every plan, the first document that the filter and the sort say, and gives it', async () => {
    await fc.assert(
      fc.asyncProperty(numbered, indexes, writes, fields, async (rows, specs, { filter, sort }, by) => {
        const gone = firstOf(rows, { filter, sort });
        await byEveryPlan(rows, specs, async (all, { name, hint }) => {
          const reply = await fuzzed.client.db('fuzz').command(
            {
              ...{ findAndModify: all.collectionName, query: filter, remove: true, sort: asSort(sort) },
              ...{ ...(by && { fields: by }), ...(hint && { hint }) },
            },
            WIDTHS_KEPT,
          );
          expect({ name, filter: shown(filter), value: shown([reply['value']]), left: await stored(all) }).toEqual({
            name,
            filter: shown(filter),
            value: shown([gone ? projected(gone, by) : null]),
            left: rowsAfter(
              rows.filter((row) => row !== gone),
              { nothing: true },
              undefined,
            ),
          });
        });
      }),
      runs(60),
    );
  });

  it.each([
    ['new and remove', { remove: true, new: true }],
    ['upsert and remove', { remove: true, upsert: true }],
    ['update and remove', { remove: true, update: { $set: { a: 1 } } }],
    ['neither update nor remove', {}],
  ])('refuses findAndModify with %s', async (_what, options) => {
    const all = fuzzed.client.db('fuzz').collection('contrary');
    await all.insertOne({ a: 0 });
    const reply = await codeOr(fuzzed.client.db('fuzz').command({ findAndModify: 'contrary', query: {}, ...options }));
    expect(reply).toEqual({ code: 9 });
    expect(Number(await all.countDocuments({ a: 0 }))).toBe(1);
    await all.drop();
  });
});

const answered = (reply: Document): Document => ({
  n: Number(reply['n']),
  nModified: Number(reply['nModified']),
  made: (reply['upserted'] as unknown[] | undefined)?.length ?? 0,
});

/** An update that leaves every byte as it is changes nothing. */
const counts = (due: Written): Document => {
  if ('made' in due) return { n: 1, nModified: 0, made: 1 };
  if (!('before' in due)) return { n: 0, nModified: 0, made: 0 };
  return { n: 1, nModified: Number(shown(due.before) !== shown(due.after)), made: 0 };
};

const lastOf = (due: Written, upserted: unknown): Document => {
  if ('made' in due)
    return { n: new Int32(1), updatedExisting: false, upserted: (due.made['_id'] as unknown) ?? upserted };
  return { n: new Int32('before' in due ? 1 : 0), updatedExisting: 'before' in due };
};
