import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Collection, MongoClient } from 'mongodb';
import { startMongo } from '../../../embedded/mongodb/server.js';
import { KeyLookup } from '../../../src/platform/sealing/key-lookup.js';
import type { KeyDocument } from '../../../src/platform/sealing/subject-keys.js';

const kept = (_id: string): KeyDocument => ({ _id, wrapped: null, createdAt: new Date(0), destroyedAt: null });

describe('the lookup of keys', () => {
  const data = mkdtempSync(join(tmpdir(), 'key-lookup-'));
  let mongo: Awaited<ReturnType<typeof startMongo>>;
  let client: MongoClient;
  let keys: Collection<KeyDocument>;
  let queries = 0;
  beforeAll(async () => {
    mongo = await startMongo({ data, port: 0 });
    client = new MongoClient(`mongodb://127.0.0.1:${mongo.port}/?replicaSet=embedded`, {
      monitorCommands: true,
      serverSelectionTimeoutMS: 500,
    });
    client.on('commandStarted', ({ commandName }) => {
      if (commandName === 'find') queries += 1;
    });
    keys = client.db('lookup').collection<KeyDocument>('keys');
    await keys.insertMany(['a', 'b', 'c'].map(kept));
  });
  afterAll(async () => {
    await client.close();
    await mongo.stop();
    rmSync(data, { recursive: true });
  });

  it('reads what is asked for at the same time by one query, and gives everybody their own', async () => {
    const lookup = new KeyLookup(() => keys);
    queries = 0;
    const found = await Promise.all(['b', 'missing', 'a', 'b'].map((person) => lookup.find(person)));
    expect(found.map((one) => one?._id ?? null)).toEqual(['b', null, 'a', 'b']);
    expect(queries).toBe(1);
  });
  it('remembers nothing: what changed before it was asked for is seen', async () => {
    const lookup = new KeyLookup(() => keys);
    expect(await lookup.find('c')).toMatchObject({ destroyedAt: null });
    const destroyedAt = new Date(1);
    await keys.updateOne({ _id: 'c' }, { $set: { destroyedAt } });
    expect(await lookup.find('c')).toMatchObject({ destroyedAt });
  });
  it('fails for all that asked when the database does not answer', async () => {
    const gone = new MongoClient('mongodb://127.0.0.1:1/', { serverSelectionTimeoutMS: 50 });
    const lookup = new KeyLookup(() => gone.db('lookup').collection<KeyDocument>('keys'));
    const outcomes = await Promise.allSettled([lookup.find('a'), lookup.find('b')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await gone.close();
  });
});
