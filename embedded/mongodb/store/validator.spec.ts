import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Collection, Db, Document, MongoClient, MongoServerError } from 'mongodb';
import { codeOf, connect, folder } from '../mongodb.support.js';
import { type RunningMongo, startMongo } from '../server.js';

interface Thing extends Document {
  readonly _id: number;
}
const FAILED = 121;
const ANYWAY = { bypassDocumentValidation: true };

describe('what the documents of a collection have to be', () => {
  const data = folder();
  let server: RunningMongo;
  let client: MongoClient;
  let db: Db;
  let things: Collection<Thing>;
  beforeAll(async () => {
    server = await startMongo({ data, port: 0 });
    client = connect(server.port);
    db = client.db('d');
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
    rmSync(data, { recursive: true });
  });
  beforeEach(async () => {
    await db.dropDatabase();
    things = await db.createCollection<Thing>('things', { validator: { n: { $type: 'int', $gte: 1 } } });
    await things.insertOne({ _id: 1, n: 1 });
  });
  const stored = (): Promise<Document[]> => things.find().sort({ _id: 1 }).toArray();

  it('is checked by each kind of write, which changes nothing when it fails', async () => {
    const bad = { $set: { n: 0 } };
    const calls: Record<string, () => Promise<unknown>> = {
      insertOne: () => things.insertOne({ _id: 2, n: 0 }),
      insertMany: () => things.insertMany([{ _id: 2, n: 'x' }, { _id: 3 }], { ordered: false }),
      updateOne: () => things.updateOne({ _id: 1 }, bad),
      upsert: () => things.updateOne({ _id: 2 }, bad, { upsert: true }),
      replaceOne: () => things.replaceOne({ _id: 1 }, { m: 1 }),
      findOneAndUpdate: () => things.findOneAndUpdate({ _id: 1 }, bad),
      findOneAndReplace: () => things.findOneAndReplace({ _id: 2 }, { n: 1.5 }, { upsert: true }),
      bulkWrite: () => things.bulkWrite([{ updateOne: { filter: { _id: 1 }, update: bad } }]),
      clientBulkWrite: () =>
        client.bulkWrite([{ namespace: 'd.things', name: 'insertOne', document: {} }]).catch((error: unknown) => {
          throw (error as { writeErrors: Map<number, Error> }).writeErrors.get(0) ?? error;
        }),
      out: () => things.aggregate([{ $set: { n: 0 } }, { $out: 'things' }]).toArray(),
      merge: () => things.aggregate([{ $set: { n: 0 } }, { $merge: 'things' }]).toArray(),
    };
    for (const [name, call] of Object.entries(calls)) expect([name, await codeOf(call())]).toEqual([name, FAILED]);
    expect(await stored()).toEqual([{ _id: 1, n: 1 }]);
    await things.updateOne({ _id: 1 }, { $inc: { n: 1 } });
    expect(await stored()).toEqual([{ _id: 1, n: 2 }]);
  });

  it('is passed by when the write says so', async () => {
    await things.insertOne({ _id: 2 }, ANYWAY);
    await things.insertMany([{ _id: 3 }], ANYWAY);
    await things.updateMany({}, { $set: { n: 0 } }, ANYWAY);
    await things.bulkWrite([{ insertOne: { document: { _id: 4 } } }], ANYWAY);
    await things.findOneAndUpdate({ _id: 4 }, { $set: { n: 0 } }, ANYWAY);
    await things.aggregate([{ $set: { m: 1 } }, { $out: 'things' }], ANYWAY).toArray();
    expect(await stored()).toEqual([1, 2, 3, 4].map((_id) => ({ _id, n: 0, m: 1 })));
    expect(await codeOf(things.insertOne({ _id: 5 }))).toBe(FAILED);
  });

  it('is told with the document that failed', async () => {
    const error = (await things.insertOne({ _id: 7, n: 0 }).catch((one: unknown) => one)) as MongoServerError;
    expect(error.message).toBe('Document failed validation');
    expect(error.errInfo).toEqual({
      failingDocumentId: 7,
      details: { specifiedAs: { n: { $type: 'int', $gte: 1 } } },
    });
  });

  it('is changed for what is written from then on, shown, and there after a start', async () => {
    await db.command({ collMod: 'things', validator: { m: { $exists: true } } });
    expect(await codeOf(things.updateOne({ _id: 1 }, { $set: { n: 5 } }))).toBe(FAILED);
    const options = { validator: { m: { $exists: true } }, validationLevel: 'strict', validationAction: 'error' };
    expect(await db.listCollections({ name: 'things' }).toArray()).toMatchObject([{ options }]);
    const { port } = server;
    await server.stop();
    server = await startMongo({ data, port });
    expect(await codeOf(things.insertOne({ _id: 2, n: 1 }))).toBe(FAILED);
    await things.insertOne({ _id: 2, m: 1 });
    await db.command({ collMod: 'things', validator: {} });
    await things.insertOne({ _id: 3 });
    expect(await db.listCollections({ name: 'things' }).toArray()).toMatchObject([{ options: {} }]);
  });

  it('can be said by what a filter can say, and no weaker', async () => {
    const made = (options: Document) => codeOf(db.command({ create: 'other', ...options }));
    expect(await made({ validator: { $jsonSchema: {} } })).toBe(238);
    expect(await made({ validator: { n: { $close: 1 } } })).toBe(2);
    expect(await made({ validator: { n: 1 }, validationLevel: 'moderate' })).toBe(238);
    expect(await made({ validator: { n: 1 }, validationAction: 'warn' })).toBe(238);
    expect(await codeOf(db.command({ collMod: 'none', validator: {} }))).toBe(26);
    expect(await codeOf(db.command({ collMod: 'things', index: {} }))).toBe(40415);
    expect(await made({ validator: { n: 1 }, validationLevel: 'strict', validationAction: 'error' })).toBe('no error');
  });
});
