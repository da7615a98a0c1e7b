import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Collection, type Document, Long, type MongoClient } from 'mongodb';
import { codeOf, connect, folder } from './mongodb.support.js';
import { type RunningMongo, startMongo } from './server.js';

describe('what the embedded MongoDB answers the official driver', () => {
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

  it('refuses loudly what it does not have', async () => {
    const db = client.db('test');
    await all.insertOne({ _id: 1 });
    expect(await codeOf(db.command({ mapReduce: 'all' }))).toBe(59);
    expect(await codeOf(all.find({ a: { $near: [1, 2] } }).toArray())).toBe(2);
    expect(await codeOf(db.command({ find: 'all', nonsense: 1 }))).toBe(40415);
    expect(await codeOf(all.find({}, { collation: { locale: 'zh', strength: 4 } }).toArray())).toBe(238);
    expect(
      await codeOf(all.aggregate([{ $lookup: { from: 'x', localField: 'a', foreignField: 'b', as: 'c' } }]).toArray()),
    ).toBe(40324);
    expect(await codeOf(all.createIndex({ a: 'text' }))).toBe(238);
    expect(await codeOf(all.createIndex({ a: 1 }, { expireAfterSeconds: 5 }))).toBe(238);
    expect(await codeOf(all.find({}, { hint: 'none' }).toArray())).toBe(2);
    expect(await all.countDocuments()).toBe(1);
  });

  it('finds many by their _id without looking at the others, however many are asked for', async () => {
    await all.drop();
    const rows = Array.from({ length: 3_000 }, (_, n) => ({ _id: `k-${n}`, n }));
    await all.insertMany(rows);
    for (const count of [1, 2_000, 2_001, 5_000]) {
      const asked = Array.from({ length: count }, (_, n) => `k-${2 * n}`);
      const query = { _id: { $in: [...asked, ...asked, 7, null] } } as never;
      const plan = (await all.find(query).explain('queryPlanner')) as { queryPlanner: { winningPlan: object } };
      expect(plan.queryPlanner.winningPlan).toMatchObject({ stage: 'IXSCAN', indexName: '_id_' });
      const there = rows.filter(({ n }) => n % 2 === 0 && n < 2 * count).sort((a, b) => (a._id < b._id ? -1 : 1));
      expect(await all.find(query).toArray()).toEqual(there);
      expect(await all.find({ $and: [query, { n: { $gte: 10 } }] }).toArray()).toEqual(
        there.filter(({ n }) => n >= 10),
      );
      expect(await all.find(query).sort({ _id: -1 }).skip(1).limit(3).toArray()).toEqual(there.reverse().slice(1, 4));
    }
  });

  it('explains every command by its index, and changes nothing', async () => {
    await all.createIndex({ n: 1 });
    await all.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    const db = client.db('test');
    const explain = (command: Document, verbosity = 'executionStats') => db.command({ explain: command, verbosity });
    const scan = { stage: 'IXSCAN', indexName: 'n_1' };
    const planOf = async (command: Document): Promise<unknown> =>
      ((await explain(command)) as { queryPlanner: { winningPlan: unknown } }).queryPlanner.winningPlan;
    expect(await planOf({ find: 'all', filter: { n: 1 } })).toEqual(scan);
    expect(await planOf({ distinct: 'all', key: 'n', query: { n: 1 } })).toEqual(scan);
    expect(await planOf({ count: 'all', query: { n: 1 } })).toEqual({ stage: 'COUNT', inputStage: scan });
    expect(await planOf({ delete: 'all', deletes: [{ q: { n: 1 }, limit: 0 }] })).toEqual({
      stage: 'DELETE',
      inputStage: scan,
    });
    const update = { $set: { n: 9 } };
    expect(await planOf({ update: 'all', updates: [{ q: { n: 1 }, u: update }] })).toMatchObject({ stage: 'UPDATE' });
    expect(await planOf({ findAndModify: 'all', query: { n: 1 }, update })).toMatchObject({ stage: 'UPDATE' });
    const piped = await explain({ aggregate: 'all', pipeline: [{ $match: { n: { $gt: 0 } } }, { $count: 'n' }] });
    expect(piped).toMatchObject({ stages: [{ $cursor: { executionStats: { nReturned: 2 } } }, { $count: 'n' }] });
    expect(await all.countDocuments({ n: { $in: [1, 2] } })).toBe(2);
    expect(await codeOf(explain({ find: 'all' }, 'everything'))).toBe(2);
    expect(await codeOf(explain({ insert: 'all', documents: [] }))).toBe(238);
  });

  it('uses a sparse index only when told to, and then lacks what it lacks', async () => {
    await all.createIndex({ x: 1 }, { sparse: true, name: 'sparse' });
    await all.insertMany([{ _id: 1, x: 1 }, { _id: 2 }]);
    expect(await all.countDocuments({ x: { $ne: 5 } })).toBe(2);
    expect(await all.countDocuments({ x: { $ne: 5 } }, { hint: 'sparse' })).toBe(1);
    expect(await client.db('test').command({ count: 'all', hint: 'sparse' })).toMatchObject({ n: 1 });
  });

  it('keeps the cursor of a batch that is exactly full', async () => {
    await all.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }, { _id: 4 }]);
    const db = client.db('test');
    const { cursor } = (await db.command({ find: 'all', batchSize: 2 })) as { cursor: { id: number } };
    const more = () => db.command({ getMore: Long.fromNumber(Number(cursor.id)), collection: 'all', batchSize: 2 });
    expect(await more()).toMatchObject({ cursor: { id: cursor.id, nextBatch: [{ _id: 3 }, { _id: 4 }] } });
    expect(await more()).toMatchObject({ cursor: { nextBatch: [] } });
    expect(await codeOf(more())).toBe(43);
  });

  it('says which way a projection goes that goes both ways', async () => {
    expect(await codeOf(all.find({}, { projection: { z: 1, a: 0 } }).toArray())).toBe(31254);
    expect(await codeOf(all.find({}, { projection: { a: 0, z: 1 } }).toArray())).toBe(31253);
  });
});
