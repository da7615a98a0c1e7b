import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Collection, Document, MongoClient } from 'mongodb';
import { codeOf, connect, folder } from './mongodb.support.js';
import { type RunningMongo, startMongo } from './server.js';

interface Row extends Document {
  readonly _id: number;
}

describe('updates of the embedded MongoDB', () => {
  let server: RunningMongo;
  let client: MongoClient;
  let all: Collection<Row>;

  beforeAll(async () => {
    server = await startMongo({ data: folder(), port: 0 });
    client = connect(server.port);
    all = client.db('test').collection<Row>('all');
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
  });
  beforeEach(() => all.deleteMany({}));

  const updated = async (row: Row, filter: Document, update: Document, options: Document = {}): Promise<Document> => {
    await all.insertOne(row);
    await all.updateOne({ _id: row._id, ...filter }, update, options);
    return (await all.findOne({ _id: row._id })) ?? {};
  };

  it('change the elements that arrayFilters choose, nested ones too', async () => {
    const grades = {
      _id: 1,
      list: [
        { n: 1, in: [1, 5] },
        { n: 2, in: [7] },
        { n: 3, in: [9, 0] },
      ],
    };
    const arrayFilters = [{ 'one.n': { $gte: 2 } }, { two: { $gt: 5 } }];
    expect(await updated(grades, {}, { $inc: { 'list.$[one].in.$[two]': 100 } }, { arrayFilters })).toEqual({
      _id: 1,
      list: [
        { n: 1, in: [1, 5] },
        { n: 2, in: [107] },
        { n: 3, in: [109, 0] },
      ],
    });
    await all.updateOne({ _id: 1 }, { $set: { 'list.$[].n': 0 } });
    expect(await all.distinct('list.n')).toEqual([0]);
  });

  it('refuse array filters as the real server does', async () => {
    await all.insertOne({ _id: 1, list: [1], word: 'a' });
    const code = (update: Document, arrayFilters: Document[] = []): Promise<unknown> =>
      codeOf(all.updateOne({ _id: 1 }, update, { arrayFilters }));
    expect(await code({ $set: { 'list.$[one]': 2 } })).toBe(2);
    expect(await code({ $set: { word: 'b' } }, [{ one: 1 }])).toBe(9);
    expect(await code({ $set: { 'list.$[one]': 2 } }, [{ one: 1 }, { one: 2 }])).toBe(9);
    expect(await code({ $set: { 'list.$[One]': 2 } }, [{ One: 1 }])).toBe(2);
    expect(await code({ $set: { 'word.$[]': 2 } })).toBe(2);
    expect(await code({ $set: { 'none.$[]': 2 } })).toBe(2);
    expect(await code({ $set: { '$[].a': 2 } })).toBe(2);
    expect(await all.findOne({})).toEqual({ _id: 1, list: [1], word: 'a' });
  });

  it('change the element that the query found', async () => {
    const row = { _id: 1, list: [{ k: 'a' }, { k: 'b', n: 1 }, { k: 'b', n: 9 }] };
    expect(await updated(row, { 'list.k': 'b' }, { $set: { 'list.$.n': 5 } })).toMatchObject({
      list: [{ k: 'a' }, { k: 'b', n: 5 }, { k: 'b', n: 9 }],
    });
    await all.updateOne({ list: { $elemMatch: { k: 'b', n: { $gt: 5 } } } }, { $unset: { 'list.$.n': '' } });
    expect((await all.findOne({}))?.list).toEqual([{ k: 'a' }, { k: 'b', n: 5 }, { k: 'b' }]);
    expect(await codeOf(all.updateOne({ _id: 1 }, { $set: { 'list.$.n': 5 } }))).toBe(2);
    expect(await codeOf(all.updateOne({ 'list.k': 'b', 'list.n': null }, { $set: { 'list.$.n': 5 } }))).toBe(238);
  });

  it('take ends and given values out of arrays', async () => {
    expect(await updated({ _id: 1, a: [1, 2, 3], b: [1, 2, 1] }, {}, { $pop: { a: 1 }, $pullAll: { b: [1] } })).toEqual(
      {
        _id: 1,
        a: [1, 2],
        b: [2],
      },
    );
    await all.updateOne({ _id: 1 }, { $pop: { a: -1 } });
    expect((await all.findOne({}))?.a).toEqual([2]);
    expect(await codeOf(all.updateOne({ _id: 1 }, { $pop: { a: 2 } as Document }))).toBe(9);
    expect(await codeOf(all.updateOne({ _id: 1 }, { $pop: { _id: 1 } as Document }))).toBe(14);
  });

  it('run pipelines with variables, keeping the _id', async () => {
    const pipeline = [{ $set: { sum: { $add: ['$a', '$$more'] } } }, { $replaceWith: { sum: '$sum', w: '$$word' } }];
    await all.insertOne({ _id: 1, a: 1 });
    const options = { let: { more: 10, word: { $literal: '$a' } } };
    expect(await all.updateOne({ $expr: { $eq: ['$a', 1] } }, pipeline, options)).toMatchObject({ modifiedCount: 1 });
    expect(await all.findOne({})).toEqual({ _id: 1, sum: 11, w: '$a' });
    const dotted = [{ $replaceWith: { $setField: { field: 'a.b', input: '$$ROOT', value: 1 } } }];
    expect(await all.findOneAndUpdate({ _id: 1 }, dotted, { returnDocument: 'after' })).toMatchObject({ 'a.b': 1 });
    expect(await codeOf(all.updateOne({ _id: 1 }, [{ $match: {} }]))).toBe(72);
    expect(await codeOf(all.updateOne({ _id: 1 }, [{ $set: { _id: 2 } }]))).toBe(66);
    expect(await codeOf(all.updateOne({ _id: 1 }, [{ $set: { a: '$$none' } }]))).toBe(17276);
    expect(await codeOf(all.find({}, { let: { a: '$b' } }).toArray())).toBe(4890500);
    await all.updateOne({ _id: 2, k: 'x' }, [{ $set: { n: { $concat: ['$k', 'y'] } } }], { upsert: true });
    expect(await all.findOne({ _id: 2 })).toEqual({ _id: 2, k: 'x', n: 'xy' });
  });

  it('go to several collections in one command, each with its result', async () => {
    const [one, other] = ['test.all', 'test.other'];
    await client.db('test').collection('other').deleteMany({});
    const result = await client
      .bulkWrite(
        [
          { namespace: one, name: 'insertOne', document: { _id: 1, n: 1 } as Document },
          { namespace: other, name: 'updateOne', filter: { k: 1 }, update: { $set: { n: 2 } }, upsert: true },
          { namespace: one, name: 'updateMany', filter: { n: 1 }, update: { $inc: { n: 1 } } },
          { namespace: one, name: 'insertOne', document: { _id: 1 } as Document },
          { namespace: one, name: 'deleteMany', filter: {} },
        ],
        { ordered: false, verboseResults: true },
      )
      .catch((error: { partialResult: unknown; writeErrors: Map<number, { code: number }> }) => ({
        ...(error.partialResult as object),
        errors: [...error.writeErrors].map(([at, { code }]) => [at, code]),
      }));
    expect(result).toMatchObject({
      ...{ insertedCount: 1, upsertedCount: 1, matchedCount: 1, modifiedCount: 1, deletedCount: 1 },
      errors: [[3, 11000]],
    });
    expect(await all.countDocuments()).toBe(0);
    expect(
      await client
        .db('test')
        .collection('other')
        .findOne({}, { projection: { _id: 0 } }),
    ).toEqual({ k: 1, n: 2 });
  });

  it('compare strings by a collation, and refuse what it would mean elsewhere', async () => {
    const collation = { locale: 'en', strength: 2 };
    await all.insertMany([
      { _id: 1, w: 'ping' },
      { _id: 2, w: 'PING' },
      { _id: 3, w: 'pong' },
    ]);
    await all.createIndex({ w: 1 });
    expect(await all.find({ w: 'Ping' }, { collation }).toArray()).toHaveLength(2);
    expect(await all.find({ w: 'Ping' }).toArray()).toHaveLength(0);
    expect(await all.distinct('w', {}, { collation })).toEqual(['ping', 'pong']);
    expect(await all.countDocuments({ w: { $gt: 'PING' } }, { collation })).toBe(1);
    expect(await all.deleteMany({ w: { $in: ['Ping'] } }, { collation })).toMatchObject({ deletedCount: 2 });
    expect(await codeOf(all.updateOne({}, { $pull: { w: 'a' } as Document }, { collation }))).toBe(238);
    expect(await codeOf(all.aggregate([{ $group: { _id: '$w' } }], { collation }).toArray())).toBe(238);
    expect(await codeOf(all.find({}, { collation: { locale: 'nowhere' } }).toArray())).toBe(2);
  });

  it('come out of pipelines', async () => {
    await all.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    const out = client.db('test').collection<Row>('out');
    await out.deleteMany({});
    await out.insertMany([{ _id: 2, kept: true }, { _id: 9 }]);
    await all.aggregate([{ $match: { n: 2 } }, { $merge: { into: 'out' } }]).toArray();
    expect(await out.find().toArray()).toEqual([{ _id: 2, kept: true, n: 2 }, { _id: 9 }]);
    const merge = (options: Document): Promise<unknown> =>
      codeOf(all.aggregate([{ $merge: { into: 'out', ...options } }]).toArray());
    expect(await merge({ whenMatched: 'fail' })).toBe(11000);
    expect(await merge({ whenNotMatched: 'fail' })).toBe(13113);
    expect(await out.countDocuments()).toBe(2);
    await all.aggregate([{ $out: 'out' }]).toArray();
    expect(await out.find().toArray()).toEqual(await all.find().toArray());
  });
});
