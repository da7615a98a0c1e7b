import { fork } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DataFolderInUse } from '../storage/errors.js';
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
