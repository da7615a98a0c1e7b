import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import Libsql from 'libsql';
import { MongoClient } from 'mongodb';
import { startEventStore } from '../../eventstore/server.js';
import { startMongo } from '../../mongodb/server.js';
import { folder, Started } from '../storage.support.js';

const LANES = 16;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as an operator does. */
const backup = async (...args: string[]): Promise<Ended> => {
  const child = spawn(process.execPath, ['dist/embedded/backup.js', ...args]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
};

/** The two servers of a folder, through the official clients. */
class Pair {
  readonly events: EventStoreDBClient;
  readonly documents: MongoClient;
  constructor(events: number, documents: number) {
    this.events = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${events}?tls=false`);
    this.documents = new MongoClient(`mongodb://127.0.0.1:${documents}/?replicaSet=embedded`, { retryReads: false });
  }
  get keys() {
    return this.documents.db('d').collection<{ _id: string }>('keys');
  }
  get places() {
    return this.documents.db('d').collection<{ _id: string; position: number }>('places');
  }
  async close(): Promise<void> {
    await this.events.dispose();
    await this.documents.close();
  }
}

/** As the product does: first the key, then the event that is sealed with it, then a view's place behind the event. */
const write = async (pair: Pair, lane: number, going: () => boolean, kept: string[]): Promise<void> => {
  for (let n = 0; going(); n += 1) {
    const key = `${lane}-${n}`;
    await pair.keys.insertOne({ _id: key });
    const { position } = await pair.events.appendToStream(`lane-${lane}`, jsonEvent({ type: 'Sealed', data: { key } }));
    kept.push(key);
    await pair.places.updateOne({ _id: 'view' }, { $max: { position: Number(position?.commit) } }, { upsert: true });
  }
};

describe('a backup', () => {
  let data: string;
  let work: string;
  beforeAll(async () => {
    work = folder();
    data = join(work, 'data');
    const server = await startEventStore({ data: join(data, 'eventstore'), port: 0 });
    await server.stop();
    const documents = await startMongo({ data: join(data, 'mongodb'), port: 0 });
    await documents.stop();
  });
  afterAll(() => rmSync(work, { recursive: true }));

  it('under load is both servers at one moment: all that was acknowledged before, whole streams, keys of all events, no view ahead', async () => {
    const events = await Started.server('eventstore', join(data, 'eventstore'));
    const documents = await Started.server('mongodb', join(data, 'mongodb'));
    const pair = new Pair(events.port, documents.port);
    const kept: string[] = [];
    let going = true;
    const failed: unknown[] = [];
    const lanes = Array.from({ length: LANES }, (_, lane) =>
      write(pair, lane, () => going, kept).catch((error: unknown) => failed.push(error)),
    );
    for (const name of ['first', 'second', 'third']) {
      const goal = kept.length + 200;
      while (kept.length < goal && failed.length === 0) await new Promise((later) => setTimeout(later, 10));
      expect(failed).toEqual([]);
      const before = [...kept];
      const taken = await backup('--data', data, '--to', join(work, name));
      expect(taken).toMatchObject({ code: 0, err: '' });
      // The servers went on while it was taken.
      expect(kept.length).toBeGreaterThan(before.length);
      const restored = join(work, `${name}-restored`);
      expect(await backup('--restore', join(work, name), '--to', restored)).toMatchObject({ code: 0, err: '' });
      await expectPrefix(restored, before);
    }
    going = false;
    await Promise.all(lanes);
    expect(failed).toEqual([]);
    await pair.close();
    await events.end('SIGKILL');
    await documents.end('SIGTERM');
  });

  const expectPrefix = async (restored: string, before: readonly string[]): Promise<void> => {
    const events = await startEventStore({ data: join(restored, 'eventstore'), port: 0 });
    const documents = await startMongo({ data: join(restored, 'mongodb'), port: 0 });
    const pair = new Pair(events.port, documents.port);
    const found = new Set<string>();
    const next = new Map<string, number>();
    let end = 0;
    for await (const { event } of pair.events.readAll()) {
      if (event?.type !== 'Sealed') continue;
      const number = next.get(event.streamId) ?? 0;
      const { key } = event.data as { key: string };
      expect([Number(event.revision), key]).toEqual([number, `${event.streamId.slice('lane-'.length)}-${number}`]);
      next.set(event.streamId, number + 1);
      found.add(key);
      end = Number(event.position?.commit);
    }
    const keys = new Set((await pair.keys.find().toArray()).map(({ _id }) => _id));
    expect(before.filter((key) => !found.has(key))).toEqual([]);
    expect([...found].filter((key) => !keys.has(key))).toEqual([]);
    expect((await pair.places.findOne({ _id: 'view' }))?.position).toBeLessThanOrEqual(end);
    // And it goes on from there. With credentials it is a call of its own: the client cancels the shared appends of all its
    // connections when one of them is closed.
    await pair.events.appendToStream('lane-0', jsonEvent({ type: 'Later', data: {} }), {
      expectedRevision: BigInt((next.get('lane-0') ?? 0) - 1),
      credentials: { username: 'admin', password: 'changeit' },
    });
    await pair.close();
    await events.stop();
    await documents.stop();
  };

  it('of servers that were killed, or do not run, is as good', async () => {
    const at = join(work, 'still');
    expect(await backup('--data', data, '--to', at)).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(readFileSync(join(at, 'backup.json'), 'utf8'))).toMatchObject({
      files: [
        { path: 'eventstore/events.db', kind: 'event store', version: 2 },
        { path: 'mongodb/documents.db', kind: 'document database', version: 2 },
      ],
    });
    expect(await backup('--data', join(data, 'mongodb'), '--to', join(work, 'one'))).toMatchObject({
      code: 0,
      err: '',
    });
    expect(existsSync(join(work, 'one', 'documents.db'))).toBe(true);
  });

  it('is refused, with the reason, into a folder that is not empty, from one that is not there, has no data or newer data', async () => {
    const filled = join(work, 'filled');
    mkdirSync(filled);
    writeFileSync(join(filled, 'a'), '');
    const refused = async (args: string[], says: string): Promise<void> => {
      const { code, err } = await backup(...args);
      expect([code, err]).toEqual([1, expect.stringContaining(says)]);
    };
    const out = join(work, 'out');
    await refused(['--data', data, '--to', filled], `${filled} is not an empty folder`);
    await refused(['--data', join(work, 'nowhere'), '--to', out], `${join(work, 'nowhere')} does not exist`);
    await refused(['--data', filled, '--to', out], `There is no events.db or documents.db in ${filled}`);
    await refused(['--restore', filled, '--to', out], 'is no complete backup');
    await refused(['--restore', join(work, 'still'), '--to', filled], `${filled} is not an empty folder`);
    const newer = join(work, 'newer');
    expect((await backup('--restore', join(work, 'still'), '--to', newer)).code).toBe(0);
    const db = new Libsql(join(newer, 'mongodb', 'documents.db'));
    db.exec('PRAGMA user_version = 7');
    await refused(['--data', newer, '--to', out], 'has version 7');
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(filled)).toEqual(['a']);
    expect((await backup('--data', data)).code).toBe(64);
  });

  it('that is damaged, or newer than the program, is not restored; of damaged data none is taken', async () => {
    const at = join(work, 'still');
    const copy = join(at, 'eventstore', 'events.db');
    const good = readFileSync(copy);
    const bad = Buffer.from(good);
    const place = bad.indexOf('"key":"0-3"') + 7;
    bad[place] = bad.readUInt8(place) ^ 4;
    writeFileSync(copy, bad);
    const damaged = await backup('--restore', at, '--to', join(work, 'no'));
    expect([damaged.code, damaged.err]).toEqual([
      1,
      expect.stringContaining(`${copy} is damaged: it is not what was backed up`),
    ]);
    const taken = await backup('--data', at, '--to', join(work, 'no'));
    expect([taken.code, taken.err]).toEqual([
      1,
      expect.stringContaining(`${copy} cannot be backed up: its copy is damaged`),
    ]);
    writeFileSync(copy, good);
    const file = join(at, 'backup.json');
    const contents = readFileSync(file, 'utf8');
    writeFileSync(file, contents.replace('"version": 2', '"version": 8'));
    expect((await backup('--restore', at, '--to', join(work, 'no'))).err).toContain('knows versions up to 2');
    writeFileSync(file, contents.replace('"form": 1', '"form": 2'));
    expect((await backup('--restore', at, '--to', join(work, 'no'))).err).toContain('has form 2');
    expect(existsSync(join(work, 'no', 'backup.json'))).toBe(false);
  });
});
