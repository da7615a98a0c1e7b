import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Collection, type Document, Long, MongoBulkWriteError, type MongoClient } from 'mongodb';
import { codeOf, connect, folder } from './mongodb.support.js';
import { type RunningMongo, startMongo } from './server.js';

describe('what the official driver writes to the embedded MongoDB', () => {
  let server: RunningMongo;
  let client: MongoClient;
  let all: Collection<Document & { _id: string | number }>;
  beforeAll(async () => {
    server = await startMongo({ data: folder(), port: 0 });
    client = connect(server.port);
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
  });
  beforeEach(async () => {
    all = client.db('test').collection('all');
    await all.drop();
  });

  it('updates fields in place and keeps the width of numbers', async () => {
    await all.insertOne({ _id: 'u', n: 1, list: [1], keep: 'x', deep: { a: 1 } });
    const update = {
      $set: { 'deep.b': 2, s: 't' },
      $inc: { n: 2, fresh: 1 },
      $push: { list: { $each: [2, 3] } },
      $unset: { keep: '' },
      $max: { m: 4 },
    };
    expect(await all.updateOne({ _id: 'u' }, update as never)).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    expect(await all.findOne({ _id: 'u' })).toEqual({
      _id: 'u',
      n: 3,
      list: [1, 2, 3],
      deep: { a: 1, b: 2 },
      s: 't',
      fresh: 1,
      m: 4,
    });
    expect(await all.updateOne({ _id: 'u' }, { $set: { s: 't' } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 0,
    });
    expect(await all.updateOne({ _id: 'u' }, { $addToSet: { list: 3 }, $pull: { none: 1 } } as never)).toMatchObject({
      modifiedCount: 0,
    });
    await all.updateOne({ _id: 'u' }, { $pull: { list: { $gte: 2 } }, $rename: { s: 'r' } } as never);
    expect(await all.findOne({ _id: 'u' })).toMatchObject({ list: [1], r: 't' });
    expect(await codeOf(all.updateOne({ _id: 'u' }, { $inc: { r: 1 } }))).toBe(14);
    expect(await codeOf(all.updateOne({ _id: 'u' }, { $set: { _id: 'v' } }))).toBe(66);
    expect(await codeOf(all.updateOne({ _id: 'u' }, { $set: { a: 1, 'a.b': 2 } }))).toBe(40);
    expect(await codeOf(all.updateOne({ _id: 'u' }, { $nope: { a: 1 } }))).toBe(9);
  });

  it('finds by _id whatever else a filter asks, and inserts nothing where the _id is taken', async () => {
    await all.insertOne({ _id: 1, kind: 'a' });
    expect(await all.updateOne({ _id: 1, kind: 'b' }, { $set: { x: 1 } })).toMatchObject({ matchedCount: 0 });
    expect(await codeOf(all.updateOne({ _id: 1, kind: 'b' }, { $set: { x: 1 } }, { upsert: true }))).toBe(11_000);
    expect(await all.updateOne({ kind: 'a', _id: Long.fromNumber(1) }, { $set: { x: 1 } })).toMatchObject({
      modifiedCount: 1,
    });
    expect(await all.countDocuments({ _id: [1] as never })).toBe(0);
    expect(await all.find({ _id: 1 }).skip(1).toArray()).toEqual([]);
    const twice = { updateOne: { filter: { _id: 2 }, update: { $inc: { n: 1 } }, upsert: true } } as never;
    expect(await all.bulkWrite([twice, twice], { ordered: false })).toMatchObject({
      upsertedCount: 1,
      matchedCount: 1,
    });
    expect(await all.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, kind: 'a', x: 1 },
      { _id: 2, n: 2 },
    ]);
  });

  it('puts a document in the place of another, wherever its _id stands, and keeps the _id when it has none', async () => {
    await all.createIndex({ kind: 1 });
    await all.insertOne({ _id: 'r', kind: 'a', n: 1 });
    const byKind = (kind: string): Promise<object[]> => all.find({ kind }).hint('kind_1').toArray();
    expect(await all.replaceOne({ _id: 'r' }, { kind: 'b' })).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    expect(await byKind('b')).toEqual([{ _id: 'r', kind: 'b' }]);
    expect(await byKind('a')).toEqual([]);
    expect(await all.replaceOne({ _id: 'r' }, { kind: 'b' })).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
    await all.replaceOne({ kind: 'b' }, { kind: 'c', _id: 'r' });
    expect(Object.keys((await all.findOne({ _id: 'r' })) ?? {})).toEqual(['_id', 'kind']);
    await all.replaceOne({ kind: 'c' }, { _id: 'r', kind: 'd', deep: { list: [1, { $odd: 1 }] } });
    expect(await byKind('d')).toEqual([{ _id: 'r', kind: 'd', deep: { list: [1, { $odd: 1 }] } }]);
    expect(await codeOf(all.replaceOne({ _id: 'r' }, { _id: 's', kind: 'e' }))).toBe(66);
    expect(await codeOf(all.replaceOne({ _id: 'r' }, { kind: 'e', $set: 1 }, { checkKeys: false }))).toBe(52);
    expect(await all.replaceOne({ _id: 'new', kind: 'x' }, { kind: 'y' }, { upsert: true })).toMatchObject({
      upsertedId: 'new',
    });
    expect(await byKind('y')).toEqual([{ _id: 'new', kind: 'y' }]);
  });

  it('makes what an upsert does not find, from the filter and $setOnInsert', async () => {
    const update = { $set: { a: 1 }, $setOnInsert: { b: 2 } };
    expect(await all.updateOne({ _id: 'n', kind: 'k' }, update, { upsert: true })).toMatchObject({
      matchedCount: 0,
      upsertedCount: 1,
      upsertedId: 'n',
    });
    expect(await all.findOne({ _id: 'n' })).toEqual({ _id: 'n', kind: 'k', a: 1, b: 2 });
    expect(
      await all.updateOne({ _id: 'n' }, { $set: { a: 2 }, $setOnInsert: { b: 9 } }, { upsert: true }),
    ).toMatchObject({ matchedCount: 1, upsertedCount: 0 });
    expect(await all.findOneAndUpdate({ _id: 'n' }, { $inc: { a: 1 } }, { returnDocument: 'after' })).toMatchObject({
      a: 3,
      b: 2,
    });
    expect(
      await all.findOneAndUpdate({ _id: 'o' }, { $set: { a: 1 } }, { upsert: true, returnDocument: 'before' }),
    ).toBeNull();
    expect(await all.findOneAndDelete({ _id: 'o' })).toMatchObject({ a: 1 });
    expect(await all.replaceOne({ _id: 'n' }, { z: 1 })).toMatchObject({ modifiedCount: 1 });
    expect(await all.findOne({ _id: 'n' })).toEqual({ _id: 'n', z: 1 });
  });

  it('compares and sets: of writers with the same position in mind one gets through', async () => {
    await all.insertOne({ _id: 'doc', position: 5_000_000_000 });
    const race = await Promise.all(
      [1, 2, 3, 4].map((n) => all.replaceOne({ _id: 'doc', position: 5_000_000_000 }, { position: 5_000_000_000 + n })),
    );
    expect(race.map((r) => r.matchedCount).sort()).toEqual([0, 0, 0, 1]);
    const inserts = await Promise.all(
      [1, 2, 3].map((n) => codeOf(all.updateOne({ _id: 'new', position: n }, { $set: { n } }, { upsert: true }))),
    );
    expect(inserts.sort()).toEqual([11000, 11000, 'no error']);
  });

  it('names what a bulk write could not do, and does the rest', async () => {
    await all.insertOne({ _id: 1 });
    const run = (ordered: boolean) =>
      all
        .bulkWrite(
          [
            { insertOne: { document: { _id: 1 } } },
            { insertOne: { document: { _id: ordered ? 2 : 3 } } },
            { updateOne: { filter: { _id: 1 }, update: { $set: { x: 1 } } } },
          ],
          { ordered },
        )
        .catch((e: unknown) => e as MongoBulkWriteError);
    const unordered = await run(false);
    expect(unordered).toBeInstanceOf(MongoBulkWriteError);
    expect((unordered as MongoBulkWriteError).result).toMatchObject({ insertedCount: 1, matchedCount: 1 });
    expect((await run(true)) as MongoBulkWriteError).toMatchObject({ code: 11000, result: { insertedCount: 0 } });
    const many = await all.bulkWrite(
      Array.from({ length: 500 }, (_, n) => ({
        updateOne: { filter: { _id: 1000 + n }, update: { $set: { n } }, upsert: true },
      })),
    );
    expect(many.upsertedCount).toBe(500);
  });

  it('keeps unique keys unique, with the key named', async () => {
    await all.createIndex({ a: 1, b: 1 }, { unique: true });
    await all.insertOne({ _id: 1, a: 1, b: [1, 2] });
    await expect(all.insertOne({ _id: 2, a: 1, b: 2 })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { a: 1, b: 1 },
    });
    await all.insertOne({ _id: 2, a: 1, b: 3 });
    expect(await codeOf(all.updateOne({ _id: 2 }, { $set: { b: 1 } }))).toBe(11000);
    expect(await all.findOne({ _id: 2 })).toMatchObject({ b: 3 });
    expect((await all.indexes()).map((index) => index.name)).toEqual(['_id_', 'a_1_b_1']);
    await all.dropIndex('a_1_b_1');
    await all.insertOne({ _id: 3, a: 1, b: 3 });
    expect(await codeOf(all.createIndex({ a: 1, b: 1 }, { unique: true }))).toBe(11000);
    expect(await all.countDocuments()).toBe(3);
  });

  it('takes a write that is sent again once', async () => {
    const session = client.startSession();
    const command = {
      update: 'all',
      updates: [{ q: { _id: 'r' }, u: { $inc: { n: 1 } }, upsert: true }],
      lsid: session.id,
      txnNumber: Long.fromNumber(7),
    };
    const first = await client.db('test').command(command);
    const again = await client.db('test').command(command);
    expect([first.n, again.n]).toEqual([1, 1]);
    expect(await all.findOne({ _id: 'r' })).toMatchObject({ n: 1 });
    expect(await codeOf(client.db('test').command({ ...command, txnNumber: Long.fromNumber(6) }))).toBe(225);
    await session.endSession();
  });
});
