import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Collection, type Document, type MongoClient, Timestamp } from 'mongodb';
import { ask, codeOf, connect, folder } from './mongodb.support.js';
import { type RunningMongo, startMongo } from './server.js';

interface Row {
  readonly _id: number;
  readonly n?: number;
}

describe('sessions and retryable writes', () => {
  let server: RunningMongo;
  let client: MongoClient;
  let rows: Collection<Row>;

  beforeAll(async () => {
    server = await startMongo({ data: folder(), port: 0, testCommands: true });
    client = connect(server.port);
    rows = client.db('d').collection<Row>('rows');
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
  });
  beforeEach(async () => {
    await rows.deleteMany({});
    await rows.insertMany([{ _id: 1 }, { _id: 2 }]);
  });

  it('of a snapshot read one moment, whatever is written meanwhile', async () => {
    const session = client.startSession({ snapshot: true });
    expect(await rows.countDocuments({}, { session })).toBe(2);
    await rows.insertOne({ _id: 3 });
    await client.db('d').collection('more').insertOne({});
    expect(await rows.distinct('_id', {}, { session })).toEqual([1, 2]);
    const cursor = rows.find({}, { session, batchSize: 1 });
    expect(await cursor.next()).toEqual({ _id: 1 });
    await rows.deleteMany({});
    expect(await cursor.toArray()).toEqual([{ _id: 2 }]);
    expect(await client.db('d').collection('more').countDocuments({}, { session })).toBe(0);
    expect(await codeOf(rows.insertOne({ _id: 4 }, { session }))).toBe(72);
    await session.endSession();
    expect(await rows.countDocuments()).toBe(0);
  });

  it('of a moment that is not kept are refused', async () => {
    const readConcern = { level: 'snapshot', atClusterTime: new Timestamp({ t: 1, i: 1 }) };
    expect(await ask(server.port, { find: 'rows', readConcern })).toMatchObject({ code: 239 });
  });

  it('follow the time that a client has seen, but not one that cannot be', async () => {
    const signature = { hash: Buffer.alloc(20), keyId: 0n };
    const now = Math.floor(Date.now() / 1_000);
    const ping = (clusterTime: unknown): Promise<Document> =>
      ask(server.port, { ping: 1, $clusterTime: { clusterTime, signature } });
    const ahead = new Timestamp({ t: now + 1_000, i: 5 });
    const { operationTime } = (await ping(ahead)) as { operationTime: Timestamp };
    expect(operationTime.greaterThan(ahead)).toBe(true);
    expect(await ping({})).toMatchObject({ code: 14 });
    expect(await ping(new Timestamp({ t: now + 40_000_000, i: 1 }))).toMatchObject({ code: 205 });
  });

  it('keep to the API version that they declare', async () => {
    const strict = { apiVersion: '1', apiStrict: true };
    expect(await ask(server.port, { find: 'rows', ...strict })).toMatchObject({ ok: 1 });
    expect(await ask(server.port, { distinct: 'rows', key: 'n', ...strict })).toMatchObject({ code: 323 });
    expect(await ask(server.port, { ping: 1, apiVersion: '2' })).toMatchObject({ code: 322 });
    expect(await ask(server.port, { ping: 1, apiStrict: true })).toMatchObject({ code: 72 });
    const pipeline = [{ $listLocalSessions: {} }];
    expect(await ask(server.port, { aggregate: 1, pipeline, cursor: {}, ...strict })).toMatchObject({ code: 323 });
  });

  it('tell of a write concern that one node cannot meet, with the write done', async () => {
    const failed = await rows.insertOne({ _id: 5 }, { writeConcern: { w: 3 } }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 100 });
    expect(await rows.countDocuments({ _id: 5 })).toBe(1);
  });

  it.each([
    ['after the write was kept', {}],
    ['before it was', { failBeforeCommitExceptionCode: 1 }],
  ])('write once, though the connection was lost %s', async (_, data) => {
    const admin = client.db('admin');
    await admin.command({ configureFailPoint: 'onPrimaryTransactionalWrite', mode: { times: 1 }, data });
    expect(await rows.updateOne({ _id: 1 }, { $inc: { n: 1 } })).toMatchObject({ modifiedCount: 1 });
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 1 });
    await admin.command({ configureFailPoint: 'onPrimaryTransactionalWrite', mode: { skip: 1 }, data });
    await rows.insertMany([{ _id: 7 }, { _id: 8 }]).catch(() => undefined);
    await admin.command({ configureFailPoint: 'onPrimaryTransactionalWrite', mode: 'off' });
    expect(await rows.countDocuments({ _id: { $gt: 5 } })).toBe('failBeforeCommitExceptionCode' in data ? 0 : 2);
  });
});
