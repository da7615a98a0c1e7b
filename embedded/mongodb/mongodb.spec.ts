import { fork } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Collection, type Document, Long, MongoBulkWriteError, MongoClient, MongoServerError } from 'mongodb';
import { DataFolderInUse } from '../storage/errors.js';
import { type RunningMongo, startMongo } from './server.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'mongo-'));
const connect = (port: number): MongoClient =>
  new MongoClient(`mongodb://127.0.0.1:${port}/?replicaSet=embedded`, {
    serverSelectionTimeoutMS: 3_000,
    retryReads: false,
  });
const codeOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no error',
    (error: unknown) => (error as MongoServerError).code,
  );

describe('the embedded MongoDB, through the official driver', () => {
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

  it('keeps documents as they were, numbers, order of fields and all', async () => {
    const given = {
      _id: 'a',
      b: 1,
      a: 2.5,
      7: 'x',
      big: 5_000_000_000,
      long: Long.fromString('9007199254740993'),
      at: new Date(5),
      list: [1, { x: null }],
      flag: true,
    };
    await all.insertOne(given);
    const found = await all.findOne({ _id: 'a' }, { promoteLongs: false });
    expect(found).toEqual({ ...given, big: 5_000_000_000 });
    expect(Object.keys(found ?? {})).toEqual(Object.keys(given));
    const made = await client.db('test').collection('own').insertOne({ x: 1 });
    expect(await client.db('test').collection('own').findOne({ _id: made.insertedId })).toMatchObject({ x: 1 });
  });

  it('matches with the rules of arrays, missing fields and types', async () => {
    await all.insertMany([
      { _id: 1, n: 1, tags: ['a', 'b'], in: { x: 1 } },
      { _id: 2, n: Long.fromNumber(2), tags: [] },
      { _id: 3, n: 2.5, tags: null, in: { x: 3 } },
      {
        _id: 4,
        n: '2',
        list: [
          { k: 1, v: 1 },
          { k: 2, v: 5 },
        ],
      },
    ]);
    const ids = async (filter: Document): Promise<unknown[]> =>
      (await all.find(filter).sort({ _id: 1 }).toArray()).map((d) => d._id);
    expect(await ids({ n: 2 })).toEqual([2]);
    expect(await ids({ n: { $gt: 1, $lte: 2.5 } })).toEqual([2, 3]);
    expect(await ids({ tags: 'a' })).toEqual([1]);
    expect(await ids({ tags: null })).toEqual([3, 4]);
    expect(await ids({ tags: { $exists: false } })).toEqual([4]);
    expect(await ids({ tags: { $in: ['b', 'z'] } })).toEqual([1]);
    expect(await ids({ tags: { $nin: ['a'] } })).toEqual([2, 3, 4]);
    expect(await ids({ 'in.x': { $ne: 1 } })).toEqual([2, 3, 4]);
    expect(await ids({ list: { $elemMatch: { k: 1, v: 5 } } })).toEqual([]);
    expect(await ids({ 'list.k': 1, 'list.v': 5 })).toEqual([4]);
    expect(await ids({ $or: [{ _id: 1 }, { n: '2' }] })).toEqual([1, 4]);
    expect(await ids({ $nor: [{ _id: 1 }, { n: '2' }] })).toEqual([2, 3]);
    expect(await ids({ tags: { $size: 2 } })).toEqual([1]);
    expect(await ids({ n: { $type: 'string' } })).toEqual([4]);
    expect(await ids({ n: { $not: { $gt: 1 } } })).toEqual([1, 4]);
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

  it('pages through a large list by an index, in the order asked for, every row once', async () => {
    await all.createIndex({ path: 1, at: -1, _id: -1 });
    await all.insertMany(
      Array.from({ length: 3_000 }, (_, n) => ({ _id: n, path: ['city', n % 2 ? 'a' : 'b'], at: Math.floor(n / 3) })),
    );
    const explain = (await all.find({ path: 'a' }).sort({ at: -1, _id: -1 }).explain()) as {
      queryPlanner: { winningPlan: { stage: string } };
    };
    expect(explain.queryPlanner.winningPlan.stage).toBe('IXSCAN');
    const seen = (await all.find({ path: 'a' }).sort({ at: -1, _id: -1 }).batchSize(100).toArray()).map(
      (d) => d._id as number,
    );
    expect(seen).toEqual(Array.from({ length: 1_500 }, (_, n) => 2_999 - n * 2));
    expect(
      (
        await all
          .find({ path: 'a', at: { $lt: 500, $gte: 498 } })
          .sort({ at: -1 })
          .toArray()
      ).every((d) => d.at >= 498 && d.at < 500),
    ).toBe(true);
    expect(await all.find({ path: 'a', at: { $gt: 998 } }).count()).toBe(2);
    expect((await all.find().skip(5).limit(2).sort({ _id: 1 }).toArray()).map((d) => d._id)).toEqual([5, 6]);
  });

  it('gives the same answer by any index as by looking at everything', async () => {
    const scalar = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom('a', 'b', ''),
      fc.constant(null),
      fc.boolean(),
      fc.double({ min: -2, max: 2, noNaN: true }),
    );
    const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }));
    const row = fc.record({ a: value, b: value, c: scalar }, { requiredKeys: [] });
    const test = fc.oneof(
      scalar,
      fc.record({ $gt: scalar, $lte: scalar }, { requiredKeys: ['$gt'] }),
      fc.record({ $gte: scalar, $lt: scalar }, { requiredKeys: ['$lt'] }),
      fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
      fc.record({ $ne: scalar }),
    );
    const filter = fc.record({ a: test, b: test, c: test }, { requiredKeys: [] });
    const sort = fc.constantFrom<Document>(
      { a: 1, _id: 1 },
      { a: -1, _id: 1 },
      { b: 1, c: -1, _id: 1 },
      { c: -1, _id: 1 },
      { _id: -1 },
    );
    const rows = client.db('test').collection('fuzz');
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(filter, sort), { minLength: 1, maxLength: 4 }),
        async (given, questions) => {
          await rows.drop();
          await rows.createIndexes([
            { key: { a: 1 } },
            { key: { a: -1, c: 1 } },
            { key: { b: 1, c: -1 } },
            { key: { c: 1 } },
          ]);
          const fit = given.filter((one) => !(Array.isArray(one.a) && Array.isArray(one.c)));
          if (fit.length > 0) await rows.insertMany(fit.map((one, n) => ({ _id: n as never, ...one })));
          for (const [asked, order] of questions) {
            const answer = (hint: object) =>
              rows
                .find(asked as Document, { hint: hint as Document })
                .sort(order)
                .toArray();
            const expected = await answer({ $natural: 1 });
            expect(
              await rows
                .find(asked as Document)
                .sort(order as never)
                .toArray(),
            ).toEqual(expected);
            for (const hint of [{ a: 1 }, { a: -1, c: 1 }, { b: 1, c: -1 }, { c: 1 }])
              expect(await answer(hint)).toEqual(expected);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('sums and groups', async () => {
    await all.insertMany([1, 2, 3, 4].map((n) => ({ _id: n, k: n % 2 ? 'odd' : 'even', n })));
    const grouped = await all
      .aggregate([
        { $match: { n: { $gt: 1 } } },
        { $group: { _id: '$k', sum: { $sum: '$n' }, count: { $sum: 1 }, avg: { $avg: '$n' }, max: { $max: '$n' } } },
        { $sort: { _id: 1 } },
      ])
      .toArray();
    expect(grouped).toEqual([
      { _id: 'even', sum: 6, count: 2, avg: 3, max: 4 },
      { _id: 'odd', sum: 3, count: 1, avg: 3, max: 3 },
    ]);
    expect(
      await all.aggregate([{ $project: { _id: 0, twice: { $multiply: ['$n', 2] } } }, { $limit: 2 }]).toArray(),
    ).toEqual([{ twice: 2 }, { twice: 4 }]);
    expect(await all.distinct('k')).toEqual(['odd', 'even']);
    expect(await all.estimatedDocumentCount()).toBe(4);
    expect(await all.countDocuments({ k: 'odd' })).toBe(2);
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

  it('refuses loudly what it does not have', async () => {
    const db = client.db('test');
    await all.insertOne({ _id: 1 });
    expect(await codeOf(db.command({ mapReduce: 'all' }))).toBe(59);
    expect(await codeOf(all.find({ a: { $near: [1, 2] } }).toArray())).toBe(2);
    expect(await codeOf(db.command({ find: 'all', nonsense: 1 }))).toBe(40415);
    expect(await codeOf(all.find({}, { collation: { locale: 'zh' } }).toArray())).toBe(238);
    expect(
      await codeOf(all.aggregate([{ $lookup: { from: 'x', localField: 'a', foreignField: 'b', as: 'c' } }]).toArray()),
    ).toBe(40324);
    expect(await codeOf(all.createIndex({ a: 'text' }))).toBe(238);
    expect(await codeOf(all.createIndex({ a: 1 }, { expireAfterSeconds: 5 }))).toBe(238);
    expect(await codeOf(all.find({}, { hint: 'none' }).toArray())).toBe(2);
    const transaction = client.withSession((session) =>
      session.withTransaction(() => all.insertOne({ _id: 2 }, { session }), { timeoutMS: 2_000 }),
    );
    await expect(transaction).rejects.toMatchObject({ code: 238 });
    expect(await all.countDocuments()).toBe(1);
  });
});

describe('what the embedded MongoDB keeps', () => {
  it('is there after a restart, and the folder is for one process', async () => {
    const data = folder();
    const first = await startMongo({ data, port: 0 });
    await expect(startMongo({ data, port: 0 })).rejects.toThrow(DataFolderInUse);
    const writer = connect(first.port);
    await writer.db('d').collection('c').createIndex({ a: 1 });
    await writer
      .db('d')
      .collection('c')
      .insertMany([{ a: [1, 2] }, { a: 2 }]);
    await writer.close();
    await first.stop();
    const second = await startMongo({ data, port: 0 });
    const reader = connect(second.port);
    expect(
      await reader
        .db('d')
        .collection('c')
        .find({ a: 2 }, { projection: { _id: 0 } })
        .toArray(),
    ).toEqual([{ a: [1, 2] }, { a: 2 }]);
    await reader.close();
    await second.stop();
  });

  it('refuses writes when the disk is full, with nothing half done, and goes on reading', async () => {
    const server = await startMongo({ data: folder(), port: 0, maxPages: 200 });
    const client = connect(server.port);
    const rows = client.db('d').collection<{ _id: number; text: string; n: number }>('c');
    await rows.createIndex({ n: 1 });
    let kept = 0;
    const fill = async (): Promise<void> => {
      for (let n = 0; n < 500; n += 1) {
        await rows.insertOne({ _id: n, n, text: 'x'.repeat(6_000) });
        kept += 1;
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: 14031 });
    expect(kept).toBeGreaterThan(10);
    expect(await rows.countDocuments({ n: { $gte: 0 } })).toBe(kept);
    expect(await rows.countDocuments({}, { hint: { $natural: 1 } })).toBe(kept);
    await client.close();
    await server.stop();
  });

  it('survives kill -9: every acknowledged document is there, and its index entries too', async () => {
    const data = folder();
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const child = fork(join(process.cwd(), 'dist/embedded/mongodb/main.js'), ['--data', data], {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      const port = await new Promise<number>((ready) =>
        child.once('message', (m) => ready((m as { port: number }).port)),
      );
      const client = connect(port);
      const rows = client.db('d').collection<{ _id: string; n: number }>('c');
      await rows.createIndex({ n: 1 });
      let going = true;
      const write = async (lane: number): Promise<void> => {
        for (let n = 0; going; n += 1) {
          const _id = `${round}-${lane}-${n}`;
          await rows.insertOne({ _id, n });
          acknowledged.push(_id);
        }
      };
      const lanes = Promise.allSettled(Array.from({ length: 6 }, (_, lane) => write(lane)));
      await new Promise((later) => setTimeout(later, 400));
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      going = false;
      await gone;
      await lanes;
      await client.close();
    }
    const server = await startMongo({ data, port: 0 });
    const client = connect(server.port);
    const rows = client.db('d').collection<{ _id: string; n: number }>('c');
    const there = new Set((await rows.find().toArray()).map(({ _id }) => _id));
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
    expect(await rows.countDocuments({ n: { $gte: 0 } })).toBe(there.size);
    await client.close();
    await server.stop();
  });
});
