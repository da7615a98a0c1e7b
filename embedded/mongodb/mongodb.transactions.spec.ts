import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ClientSession, type Collection, type Document, Long, type MongoClient, UUID } from 'mongodb';
import { ask, codeOf, connect, folder } from './mongodb.support.js';
import { type RunningMongo, startMongo } from './server.js';

interface Row {
  readonly _id: number;
  readonly n?: number;
}

const ids = (found: readonly Row[]): number[] => found.map(({ _id }) => _id);

describe('transactions', () => {
  let server: RunningMongo;
  let client: MongoClient;
  let rows: Collection<Row>;
  let one: ClientSession;
  let other: ClientSession;

  beforeAll(async () => {
    server = await startMongo({ data: folder(), port: 0 });
    client = connect(server.port);
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
  });
  beforeEach(async () => {
    rows = client.db('d').collection<Row>('rows');
    await rows.deleteMany({});
    await rows.insertOne({ _id: 1, n: 1 });
    one = client.startSession();
    other = client.startSession();
  });

  const end = async (): Promise<void> => {
    await one.endSession();
    await other.endSession();
  };

  it('show what they wrote to themselves alone until they are committed, in every collection', async () => {
    const fresh = client.db('d').collection<Row>('fresh');
    await fresh.drop();
    one.startTransaction();
    await rows.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: one });
    await fresh.insertOne({ _id: 5 }, { session: one });
    expect(await rows.findOne({ _id: 1 }, { session: one })).toEqual({ _id: 1, n: 2 });
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 1 });
    expect(await fresh.countDocuments()).toBe(0);
    await one.commitTransaction();
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 2 });
    expect(await fresh.countDocuments()).toBe(1);
    await one.commitTransaction();
    expect(await fresh.countDocuments()).toBe(1);
    await end();
  });

  it('leave nothing when they are aborted', async () => {
    one.startTransaction();
    await rows.insertOne({ _id: 2 }, { session: one });
    await one.abortTransaction();
    expect(await rows.countDocuments()).toBe(1);
    await end();
  });

  it('see the data as they were at the beginning, and conflict with what was written since', async () => {
    one.startTransaction();
    expect(await rows.countDocuments({}, { session: one })).toBe(1);
    await rows.insertOne({ _id: 2 });
    expect(await rows.find({}, { session: one }).toArray()).toEqual([{ _id: 1, n: 1 }]);
    const failed = await rows.insertOne({ _id: 3 }, { session: one }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 112, errorLabels: expect.arrayContaining(['TransientTransactionError']) });
    expect(await codeOf(one.commitTransaction())).toBe(251);
    await end();
  });

  it('let one write at a time; other writes wait for its end', async () => {
    one.startTransaction();
    await rows.insertOne({ _id: 2 }, { session: one });
    other.startTransaction();
    expect(await codeOf(rows.insertOne({ _id: 3 }, { session: other }))).toBe(112);
    const order: string[] = [];
    const waiting = rows.insertOne({ _id: 4 }).then(() => order.push('written'));
    await client.db('d').command({ ping: 1 });
    order.push('committing');
    await one.commitTransaction();
    await waiting;
    expect(order).toEqual(['committing', 'written']);
    expect(ids(await rows.find().toArray())).toEqual([1, 2, 4]);
    await other.abortTransaction();
    await end();
  });

  it('end with a statement that fails, a taken key too', async () => {
    one.startTransaction();
    await rows.insertOne({ _id: 2 }, { session: one });
    expect(await codeOf(rows.insertOne({ _id: 1 }, { session: one }))).toBe(11000);
    expect(await codeOf(rows.insertOne({ _id: 3 }, { session: one }))).toBe(251);
    await one.abortTransaction();
    expect(await rows.countDocuments()).toBe(1);
    await end();
  });

  it('refuse commands that the real server refuses in them', async () => {
    one.startTransaction();
    expect(await codeOf(client.db('d').command({ count: 'rows' }, { session: one }))).toBe(263);
    await one.abortTransaction();
    await end();
  });

  it('are given up by killAllSessions', async () => {
    one.startTransaction();
    await rows.insertOne({ _id: 2 }, { session: one });
    await client.db('admin').command({ killAllSessions: [] });
    expect(await codeOf(one.commitTransaction())).toBe(251);
    await rows.insertOne({ _id: 2 });
    await end();
  });

  it('are given up by a newer write and by the end of their session', async () => {
    const lsid = { id: new UUID() };
    const insert = (n: number, more: object): Promise<Document> =>
      ask(server.port, { insert: 'rows', documents: [{ _id: n }], lsid, ...more });
    const begin = (n: number): Promise<Document> =>
      insert(n, { txnNumber: Long.fromNumber(n), autocommit: false, startTransaction: true });
    const write = (n: number): Promise<Document> => insert(-n, { txnNumber: Long.fromNumber(n) });
    expect(await begin(5)).toMatchObject({ ok: 1, n: 1 });
    expect(await write(4)).toMatchObject({ code: 225 });
    expect(await write(5)).toMatchObject({ code: 217 });
    expect(await write(6)).toMatchObject({ ok: 1, n: 1 });
    expect(ids(await rows.find().toArray())).toEqual([1, -6]);
    expect(await begin(7)).toMatchObject({ ok: 1, n: 1 });
    expect(await ask(server.port, { endSessions: [lsid] })).toMatchObject({ ok: 1 });
    await rows.insertOne({ _id: 8 });
    expect(ids(await rows.find().toArray())).toEqual([1, -6, 8]);
    await end();
  });

  it('need a session, a number, and a command that may be sent again', async () => {
    const lsid = { id: new UUID() };
    const txnNumber = Long.fromNumber(1);
    const many = { q: {}, u: { $set: { n: 2 } }, multi: true };
    const refused: readonly (readonly [number, Document])[] = [
      [50768, { find: 'rows', lsid, txnNumber }],
      [72, { insert: 'rows', documents: [{ _id: 9 }], txnNumber }],
      [72, { commitTransaction: 1, lsid, txnNumber }],
      [72, { find: 'rows', lsid, startTransaction: true }],
      [72, { update: 'rows', updates: [many], lsid, txnNumber }],
      [72, { delete: 'rows', deletes: [{ q: {}, limit: 0 }], lsid, txnNumber }],
    ];
    for (const [code, command] of refused) expect(await ask(server.port, command)).toMatchObject({ ok: 0, code });
    expect(await rows.find().toArray()).toEqual([{ _id: 1, n: 1 }]);
    await end();
  });

  it('can be committed again after a restart', async () => {
    const data = folder();
    const inside = { lsid: { id: new UUID() }, txnNumber: Long.fromNumber(1), autocommit: false };
    let own = await startMongo({ data, port: 0 });
    await ask(own.port, { insert: 'rows', documents: [{ _id: 1 }], ...inside, startTransaction: true });
    expect(await ask(own.port, { commitTransaction: 1, ...inside })).toMatchObject({ ok: 1 });
    await own.stop();
    own = await startMongo({ data, port: 0 });
    expect(await ask(own.port, { commitTransaction: 1, ...inside })).toMatchObject({ ok: 1 });
    expect(await ask(own.port, { abortTransaction: 1, ...inside })).toMatchObject({ ok: 0, code: 256 });
    expect(await ask(own.port, { count: 'rows' })).toMatchObject({ n: 1 });
    await own.stop();
    await end();
  });

  it('of withTransaction are tried again after a conflict', async () => {
    let tries = 0;
    await one.withTransaction(async () => {
      tries += 1;
      const row = await rows.findOne({ _id: 1 }, { session: one });
      if (tries === 1) await rows.updateOne({ _id: 1 }, { $inc: { n: 10 } });
      await rows.updateOne({ _id: 1 }, { $set: { n: (row?.n ?? 0) + 1 } }, { session: one });
    });
    expect(tries).toBe(2);
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 12 });
    await end();
  });
});
