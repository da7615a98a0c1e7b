import { rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type ClientSession, type MongoClient, MongoServerError } from 'mongodb';
import { ROUNDS, someMoment, Started, within } from '../storage/storage.support.js';
import { connect, folder } from './mongodb.support.js';

/** How far a transaction got: only one whose commit was sent may be there, and one whose commit was acknowledged must. */
type State = 'open' | 'aborted' | 'committing' | 'kept';
type Told = Map<string, State>;

interface Half {
  readonly _id: string;
}

const LANES = 4;
/** Bytes at the end of the log that a power cut may leave unwritten. */
const TORN = 100;

const halves = (client: MongoClient, id: string, session?: ClientSession) =>
  ['left', 'right'].map((name) => ({
    insert: () =>
      client
        .db('d')
        .collection<Half>(name)
        .insertOne({ _id: id }, session ? { session } : {}),
    found: () => client.db('d').collection<Half>(name).findOne({ _id: id }),
  }));

/** Transactions that write to two collections, one given up now and then, until the server is gone. */
const write = async (client: MongoClient, lane: string, told: Told): Promise<never> => {
  for (let n = 0; ; n += 1) {
    const id = `${lane}-${n}`;
    await client.withSession(async (session) => {
      told.set(id, 'open');
      session.startTransaction();
      try {
        for (const { insert } of halves(client, id, session)) await insert();
      } catch (error) {
        // Another lane writes: only one transaction can.
        if (!(error instanceof MongoServerError && error.code === 112)) throw error;
        await session.abortTransaction();
        return;
      }
      if (n % 4 === 3) {
        await session.abortTransaction();
        told.set(id, 'aborted');
        return;
      }
      told.set(id, 'committing');
      await session.commitTransaction();
      told.set(id, 'kept');
    });
  }
};

/** @param mayMiss whether the end of what was acknowledged may be gone */
const expectWhole = async (client: MongoClient, told: Told, mayMiss: boolean): Promise<void> => {
  for (const [id, state] of told) {
    const found = (await Promise.all(halves(client, id).map(({ found }) => found()))).filter((one) => one !== null);
    const due = state === 'kept' && !mayMiss ? [2] : state === 'open' || state === 'aborted' ? [0] : [0, 2];
    expect({ id, state, due, whole: due.includes(found.length) }).toEqual({ id, state, due, whole: true });
  }
};

const keptOf = (told: Told): number => [...told.values()].filter((state) => state === 'kept').length;

/** Writes in several lanes until some transactions are kept, and then kills the server at some moment. */
const killed = async (data: string, round: number, told: Told): Promise<void> => {
  const server = await Started.server('mongodb', data);
  const client = connect(server.port);
  const before = keptOf(told);
  const ends: string[] = [];
  const lanes = Array.from({ length: LANES }, (_, lane) =>
    write(client, `${round}-${lane}`, told).catch((error: unknown) => {
      ends.push(String(error));
    }),
  );
  while (keptOf(told) < before + 3 && ends.length < LANES) await someMoment();
  await someMoment();
  await server.end('SIGKILL');
  await client.close();
  await within(2_000, Promise.all(lanes));
  expect(keptOf(told)).toBeGreaterThanOrEqual(before + 3);
};

const checked = async (data: string, told: Told, mayMiss: boolean): Promise<void> => {
  const server = await Started.server('mongodb', data);
  const client = connect(server.port);
  await expectWhole(client, told, mayMiss);
  await client.close();
  await server.end('SIGTERM');
};

describe('transactions of the embedded MongoDB, killed at any moment', () => {
  it(
    'are there whole when their commit was acknowledged, and leave nothing when it was not sent',
    async () => {
      const data = folder();
      const told: Told = new Map();
      for (let round = 0; round < ROUNDS; round += 1) {
        await killed(data, round, told);
        await checked(data, told, false);
      }
      expect([...told.values()]).toEqual(expect.arrayContaining(['kept', 'aborted']));
      rmSync(data, { recursive: true });
    },
    60_000 + ROUNDS * 15_000,
  );

  it('are whole or absent when the end of the log is torn', async () => {
    const data = folder();
    const told: Told = new Map();
    await killed(data, 0, told);
    const log = join(data, 'documents.db-wal');
    truncateSync(log, statSync(log).size - TORN);
    await checked(data, told, true);
    expect(keptOf(told)).toBeGreaterThan(0);
    rmSync(data, { recursive: true });
  }, 60_000);
});
