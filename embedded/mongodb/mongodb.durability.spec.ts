import { rmSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Collection, MongoBulkWriteError } from 'mongodb';
import { DataFolderInUse } from '../storage/errors.js';
import { ROUNDS, someMoment, Started, within } from '../storage/storage.support.js';
import { connect, folder } from './mongodb.support.js';
import { startMongo } from './server.js';

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
});

interface Row {
  readonly _id: string;
  readonly lane: number;
  readonly n: number;
  readonly version: number;
}

const LANES = 64;

/** What one lane was told is kept: documents by id with the least version that they must have, and those that must be gone. */
class Told {
  readonly there = new Map<string, number>();
  readonly gone = new Set<string>();
  /** Batches that were sent: an ordered one has a beginning of its documents, all when acknowledged. */
  readonly batches: { readonly ids: readonly string[]; acknowledged: boolean }[] = [];
}

/** Inserts in batches, ordered and not, with a duplicate now and then; updates and deletes; until the server is gone. */
const write = async (rows: Collection<Row>, round: number, lane: number, told: Told): Promise<never> => {
  for (let n = 0; ; n += 1) {
    const [first, second, third] = [0, 1, 2].map((part) => `${round}-${lane}-${n}-${part}`) as [string, string, string];
    const ids = [first, second, third];
    const batch = { ids, acknowledged: false };
    told.batches.push(batch);
    const fresh = ids.map((_id) => ({ _id, lane, n, version: 0 }));
    const twice = n % 5 === 4 ? [...fresh.slice(0, 2), ...fresh.slice(0, 1), ...fresh.slice(2)] : fresh;
    const ordered = lane % 2 === 0;
    const refused = await rows.insertMany(twice, { ordered }).then(
      () => false,
      (error: unknown) => {
        if (!(error instanceof MongoBulkWriteError) || error.code !== 11000) throw error;
        return true;
      },
    );
    expect(refused).toBe(twice !== fresh);
    batch.acknowledged = !(refused && ordered);
    for (const id of refused && ordered ? ids.slice(0, 2) : ids) told.there.set(id, 0);
    await rows.updateOne({ _id: first }, { $inc: { version: 1 } });
    told.there.set(first, 1);
    // From now on nobody can say whether it is there, until the answer.
    told.there.delete(second);
    batch.acknowledged = false;
    await rows.deleteOne({ _id: second });
    told.gone.add(second);
  }
};

const expectKept = async (rows: Collection<Row>, told: readonly Told[]): Promise<void> => {
  const found = new Map((await rows.find({}, { hint: { $natural: 1 } }).toArray()).map((row) => [row._id, row]));
  for (const { there, gone, batches } of told) {
    expect([...there].filter(([id, version]) => (found.get(id)?.version ?? -1) < version)).toEqual([]);
    expect([...gone].filter((id) => found.has(id))).toEqual([]);
    for (const { ids, acknowledged } of batches)
      if (acknowledged) expect(ids.filter((id) => !found.has(id))).toEqual([]);
    // A command is one commit: of the last batch, whose answer never came, there is all or nothing.
    const last = batches.at(-1);
    if (last && !last.ids.some((id) => there.has(id) || gone.has(id)))
      expect([0, 2, 3]).toContain(last.ids.filter((id) => found.has(id)).length);
  }
  // What the indexes say is what the documents say.
  const byIndex = await rows.find({ lane: { $gte: 0 } }, { hint: 'lane_1_n_1' }).toArray();
  expect(new Map(byIndex.map((row) => [row._id, row]))).toEqual(found);
  expect(byIndex).toHaveLength(found.size);
  expect(await rows.countDocuments({ _id: { $gte: '' } }, { hint: '_id_' })).toBe(found.size);
};

describe('the embedded MongoDB, killed at any moment', () => {
  it(
    'has every acknowledged write, whole, and indexes that are equal to the documents',
    async () => {
      const data = folder();
      const told: Told[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const server = await Started.server('mongodb', data);
        const client = connect(server.port);
        const rows = client.db('d').collection<Row>('c');
        await rows.createIndex({ lane: 1, n: 1 });
        const mine = Array.from({ length: LANES }, () => new Told());
        told.push(...mine);
        const ends: string[] = [];
        const lanes = mine.map((one, lane) =>
          write(rows, round, lane, one).catch((error: unknown) => {
            ends.push(String(error));
          }),
        );
        // Some rounds end among the first writes, some only when everything has happened.
        const enough = ({ there, gone }: Told): boolean => (round % 2 === 0 ? there : gone).size > 0;
        while (!mine.some(enough)) await someMoment();
        await someMoment();
        await server.end('SIGKILL');
        // A write that was on its way to a server that is gone must not wait for the next one.
        await client.close();
        // The driver may wait for ever for a write to a connection that was just lost: it was not acknowledged.
        await within(2_000, Promise.all(lanes));
        expect(ends.filter((reason) => reason.includes('expect('))).toEqual([]);
        const again = await Started.server('mongodb', data);
        const reader = connect(again.port);
        await expectKept(reader.db('d').collection<Row>('c'), told);
        await reader.close();
        await again.end(round % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
      }
      expect(told.some(({ gone }) => gone.size > 0)).toBe(true);
      rmSync(data, { recursive: true });
    },
    60_000 + ROUNDS * 10_000,
  );
});
