import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Collection, type Document, Double, Long, type MongoClient } from 'mongodb';
import { codeOf, connect, folder } from './mongodb.support.js';
import { type RunningMongo, startMongo } from './server.js';

describe('finer points of what the embedded MongoDB finds and updates', () => {
  let server: RunningMongo;
  let client: MongoClient;
  let all: Collection<Document & { _id: number }>;
  beforeAll(async () => {
    server = await startMongo({ data: folder(), port: 0 });
    client = connect(server.port);
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
  });
  beforeEach(async () => {
    all = client.db('test').collection('finer');
    await all.drop();
  });
  const change = async (before: Document, update: Document): Promise<unknown> => {
    await all.deleteMany({});
    await all.insertOne({ _id: 1, ...before });
    const code = await codeOf(all.updateOne({ _id: 1 }, update));
    if (code !== 'no error') return code;
    const { _id, ...left } = (await all.findOne({ _id: 1 })) ?? {};
    return left;
  };

  it('finds a stored regular expression by the same expression', async () => {
    await all.insertMany([
      { _id: 1, a: /^x/i },
      { _id: 2, a: 'xy' },
      { _id: 3, a: /^x/ },
    ]);
    const ids = async (filter: Document): Promise<unknown[]> =>
      (await all.find(filter).toArray()).map((row) => row._id);
    expect(await ids({ a: /^x/i })).toEqual([1, 2]);
    expect(await ids({ a: { $in: [/^x/] } })).toEqual([2, 3]);
  });

  it('makes new fields in the order of their paths, not as written', async () => {
    expect(JSON.stringify(await change({}, { $set: { c: 1, b: 2 }, $inc: { a: 3 } }))).toBe('{"a":3,"b":2,"c":1}');
  });

  it('takes nothing away where there is nothing, and makes nothing inside a scalar', async () => {
    expect(await change({ a: 1 }, { $unset: { 'a.b': '' }, $pull: { 'b.c': 1 } })).toEqual({ a: 1 });
    expect(await change({ a: [1] }, { $unset: { 'a.b': '' } })).toEqual({ a: [1] });
    expect(await change({ a: [1] }, { $unset: { 'a.3': '' } })).toEqual({ a: [1] });
    expect(await change({ a: 1 }, { $set: { 'a.b': 1 } })).toBe(28);
  });

  it('renames nothing from, to or inside an array', async () => {
    expect(await change({ a: [1, 2] }, { $rename: { 'a.0': 'b' } })).toBe(2);
    expect(await change({ a: [1], b: 2 }, { $rename: { b: 'a.0' } })).toBe(2);
    expect(await change({ a: 1 }, { $rename: { 'a.b': 'c' } })).toBe(28);
    expect(await change({ a: { b: 1 } }, { $rename: { 'a.b': 'c' } })).toEqual({ a: {}, c: 1 });
  });

  it('pulls by a regular expression', async () => {
    expect(await change({ a: ['xa', 'b'] }, { $pull: { a: /^x/ } })).toEqual({ a: ['b'] });
  });

  it('takes the numbers of $push in any width, and refuses what it does not know', async () => {
    const push = async (modifiers: Document): Promise<unknown> =>
      change({ a: [1] }, { $push: { a: { $each: [2], ...modifiers } } });
    expect(await push({ $slice: new Double(-1), $position: Long.fromNumber(0) })).toEqual({ a: [1] });
    expect(await push({ $slice: 1.5 })).toBe(2);
    expect(await push({ $nope: 1 })).toBe(2);
  });

  it('fills no more places of an array than the server does', async () => {
    expect(await change({ a: [1] }, { $set: { 'a.1500005': 1 } })).toBe(2);
    expect(await change({ a: [1] }, { $set: { 'a.2': 1 } })).toEqual({ a: [1, null, 1] });
  });
});
