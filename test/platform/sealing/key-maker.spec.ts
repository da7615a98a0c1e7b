import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Collection, MongoClient } from 'mongodb';
import { startMongo } from '../../../embedded/mongodb/server.js';
import { KeyMaker } from '../../../src/platform/sealing/key-maker.js';
import { StoreUnavailable } from '../../../src/platform/streams/errors.js';
import { MasterKey } from '../../../src/platform/sealing/master-key.js';
import { type KeyDocument, SubjectKeys } from '../../../src/platform/sealing/subject-keys.js';

describe('the keys of persons who are new', () => {
  const data = mkdtempSync(join(tmpdir(), 'key-maker-'));
  const master = new MasterKey(randomBytes(32));
  const sent: string[] = [];
  let mongo: Awaited<ReturnType<typeof startMongo>>;
  let client: MongoClient;
  let keys: Collection<KeyDocument>;
  beforeAll(async () => {
    mongo = await startMongo({ data, port: 0 });
    client = new MongoClient(`mongodb://127.0.0.1:${mongo.port}/?replicaSet=embedded`, { monitorCommands: true });
    client.on('commandStarted', ({ commandName }) => sent.push(commandName));
    keys = client.db('maker').collection<KeyDocument>('keys');
    await keys.insertOne({ _id: 'known', wrapped: null, createdAt: new Date(0), destroyedAt: new Date(1) });
  });
  afterAll(async () => {
    await client.close();
    await mongo.stop();
    rmSync(data, { recursive: true });
  });

  it('are made by one write for all that come together, and by the next for all that come meanwhile', async () => {
    const maker = new KeyMaker(() => keys, master);
    sent.length = 0;
    const first = Array.from({ length: 10 }, (_, n) => maker.make(`first-${n}`));
    await new Promise((later) => setImmediate(later));
    const next = Array.from({ length: 10 }, (_, n) => maker.make(`next-${n}`));
    const made = await Promise.all([...first, ...next]);
    expect(sent).toEqual(['insert', 'insert']);
    for (const key of made) expect(await keys.findOne({ _id: key._id })).toEqual(key);
    expect(new Set(made.map(({ wrapped }) => wrapped?.toString('hex'))).size).toBe(20);
  });

  it('are one key, whoever asks for it and however often; what is there already stays', async () => {
    const makers = Array.from({ length: 4 }, () => new KeyMaker(() => keys, master));
    const made = await Promise.all(makers.flatMap((maker) => [maker.make('same'), maker.make('same')]));
    for (const key of made) expect(key).toEqual(await keys.findOne({ _id: 'same' }));
    const maker = new KeyMaker(() => keys, master);
    const [known, same, fresh] = await Promise.all(['known', 'same', 'fresh'].map((one) => maker.make(one)));
    expect(known).toMatchObject({ wrapped: null, destroyedAt: new Date(1) });
    expect(same).toEqual(made[0]);
    expect(fresh).toEqual(await keys.findOne({ _id: 'fresh' }));
  });

  it('are not kept from others by a connection that hangs', async () => {
    const hanging = jest.spyOn(keys, 'insertMany').mockImplementationOnce(() => new Promise(() => undefined));
    const maker = new KeyMaker(() => keys, master, 100);
    await expect(maker.make('waits in vain')).rejects.toBeInstanceOf(StoreUnavailable);
    const [again, other] = await Promise.all([maker.make('waits in vain'), maker.make('another')]);
    expect([again._id, other._id]).toEqual(['waits in vain', 'another']);
    hanging.mockRestore();
  });

  it('[SEC-3] are never made for who was erased, though taken for new', async () => {
    const subjectKeys = new SubjectKeys(() => keys, master);
    await expect(subjectKeys.sealer(['known'], 'known')).rejects.toMatchObject({ code: 'PERSON_ERASED' });
  });

  it('take one wait for who is new to their own record, and none but the look-up for who is not', async () => {
    const subjectKeys = new SubjectKeys(() => keys, master);
    sent.length = 0;
    const seal = await subjectKeys.sealer(['newcomer'], 'newcomer');
    expect(sent).toEqual(['insert']);
    await subjectKeys.sealer(['newcomer']);
    expect(sent).toEqual(['insert', 'find']);
    expect(await subjectKeys.open(seal('newcomer', 'name', '林某'), true)).toBe('林某');
  });

  it('fail for all that asked when the database does not answer, and are made when it does again', async () => {
    const gone = new MongoClient('mongodb://127.0.0.1:1/', { serverSelectionTimeoutMS: 50 });
    let reached: Collection<KeyDocument> = gone.db('maker').collection<KeyDocument>('keys');
    const maker = new KeyMaker(() => reached, master);
    const outcomes = await Promise.allSettled([maker.make('a'), maker.make('b')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await gone.close();
    reached = keys;
    expect(await maker.make('a')).toMatchObject({ _id: 'a', destroyedAt: null });
  });
});
