import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Document, Double, Int32, Long } from 'mongodb';
import { type Fuzzed, shown, startFuzzed, WIDTHS_KEPT } from './fuzz.support.js';

const five = { int: new Int32(5), long: Long.fromNumber(5), double: new Double(5) } as const;
const kinds = Object.keys(five) as (keyof typeof five)[];
const pairs = kinds.flatMap((from) => kinds.map((to) => [from, to] as const));
type Value = (typeof five)[keyof typeof five];

/** Updates that put a number where the same number is, and the documents that they do it in. */
const places: Record<string, { row: (value: Value) => Document; update: (value: Value) => Document }> = {
  'a field': { row: (n) => ({ n }), update: (n) => ({ $set: { n } }) },
  'a field of a document': { row: (n) => ({ n: { m: n } }), update: (m) => ({ $set: { 'n.m': m } }) },
  'a whole document': { row: (n) => ({ n: { m: n } }), update: (m) => ({ $set: { n: { m } } }) },
  'an element': { row: (n) => ({ n: [n, 'x'] }), update: (n) => ({ $set: { 'n.0': n } }) },
  'a replacement': { row: (n) => ({ n }), update: (n) => ({ n }) },
};

describe('updates of the embedded MongoDB that change only the width of a number', () => {
  let fuzzed: Fuzzed;
  beforeAll(async () => {
    fuzzed = await startFuzzed();
  });
  afterAll(async () => fuzzed.stop());

  const cases = Object.keys(places).flatMap((place) => pairs.map(([from, to]) => [from, to, place] as const));
  it.each(cases)('stores, from %s to %s, %s, and finds it by every index', async (from, to, place) => {
    const db = fuzzed.client.db('widths');
    const all = db.collection<Document & { _id: Int32 }>('numbers');
    const { row, update } = places[place] as (typeof places)[string];
    const due = shown({ _id: new Int32(1), ...row(five[to]) });
    const asked = Object.keys(row(five[to])['n'] as object)[0] === 'm' ? 'n.m' : 'n';
    const keys: Document[] = [{ n: 1 }, { 'n.m': -1 }, { other: 1, n: 1 }];
    for (const one of ['update', 'findAndModify'] as const) {
      await all.insertOne({ _id: new Int32(1), ...row(five[from]) });
      for (const key of keys) await all.createIndex(key, { unique: true });
      if (one === 'update') {
        const statement = { q: { [asked]: five[to] }, u: update(five[to]) };
        const reply = await db.command({ update: 'numbers', updates: [statement] });
        expect(reply).toMatchObject({ n: 1, nModified: from === to ? 0 : 1 });
      } else {
        const command = { findAndModify: 'numbers', query: { _id: 1 }, update: update(five[to]), new: true };
        const { value } = await db.command(command, WIDTHS_KEPT);
        expect(shown(value as Document)).toBe(due);
      }
      for (const hint of [{ $natural: 1 }, ...keys] as Document[])
        for (const kind of kinds) {
          const found = await all.find({ [asked]: five[kind] }, { hint }).toArray();
          expect(found.map((each) => shown(each))).toEqual([due]);
        }
      await all.drop();
    }
  });

  it.each(pairs)('keeps, from %s to %s, what $min, $max and $addToSet find equal', async (from, to) => {
    const all = fuzzed.client.db('widths').collection('kept');
    await all.insertOne({ n: five[from], list: [five[from]] });
    for (const update of [{ $min: { n: five[to] }, $addToSet: { list: five[to] } }, { $max: { n: five[to] } }]) {
      const { matchedCount, modifiedCount } = await all.updateOne({}, update);
      expect([Number(matchedCount), Number(modifiedCount)]).toEqual([1, 0]);
    }
    const [row] = await all.find({}, { projection: { _id: 0 } }).toArray();
    expect(shown(row as Document)).toBe(shown({ n: five[from], list: [five[from]] }));
    await all.drop();
  });
});
