import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventStoreDBClient, StreamNotFoundError } from '@eventstore/db-client';
import { decider, fold } from '../../../src/kernel/decider.js';
import type { DomainEvent } from '../../../src/kernel/event.js';
import { MasterKey } from '../../../src/platform/sealing/master-key.js';
import { SubjectKeys } from '../../../src/platform/sealing/subject-keys.js';
import { EventCatalogue } from '../../../src/platform/streams/event-codec.js';
import type { LoadedStream } from '../../../src/platform/streams/loaded-stream.js';
import { AppendConflict, type AppendMeta, StreamStore } from '../../../src/platform/streams/stream-store.js';
import { metaOf } from '../../projections/ledger-view.js';
import { type Database, newNamespace, openEventStore } from '../../support/databases.js';

type Counted = DomainEvent<'Counted', { readonly n: number }>;
const counter = decider({
  category: 'counter',
  events: { Counted: { version: 1 } },
  commands: {},
  initial: [] as readonly number[],
  evolve: (numbers, { data }: Counted) => [...numbers, data.n],
  decide: {},
  idOf: () => 'one',
  unitOf: () => 'unit',
});
const NO_KEYS = new SubjectKeys(
  () => {
    throw new Error('Counting has no personal data');
  },
  new MasterKey(randomBytes(32)),
);
const counted = (n: number): Counted => ({ type: 'Counted', data: { n } });
const by = (): AppendMeta => {
  const { schema: _schema, ...meta } = metaOf(randomUUID());
  return meta;
};

describe('the store of streams', () => {
  let data: string;
  let server: Database;
  const namespace = newNamespace();
  let client: EventStoreDBClient;
  let id: string;
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'streams-'));
    server = await openEventStore(data);
    client = EventStoreDBClient.connectionString(server.url);
  });
  afterAll(async () => {
    await client.dispose();
    await server.stop();
    rmSync(data, { recursive: true });
  });
  beforeEach(() => {
    id = randomUUID();
    jest.restoreAllMocks();
  });

  const process = (): StreamStore => new StreamStore(client, new EventCatalogue([counter], namespace), NO_KEYS);
  const load = (store: StreamStore, maxAgeMs?: number): Promise<LoadedStream<readonly number[]>> =>
    store.load<readonly number[]>(counter, id, maxAgeMs);
  const add = async (store: StreamStore, ...numbers: number[]): Promise<LoadedStream<readonly number[]>> =>
    store.append(counter, id, await load(store), numbers.map(counted), by());

  it('[SEC-2] knows as long that there is no stream as what there is, and looks when it must be sure', async () => {
    const store = process();
    const reads = jest.spyOn(client, 'readStream');
    for (let times = 0; times < 3; times += 1) expect((await load(store, 60_000)).revision).toBe(-1);
    expect(reads).toHaveBeenCalledTimes(1);
    // Another process began it meanwhile: a load that tells no age finds it, as does one of no age.
    await add(process(), 7);
    expect((await load(store, 60_000)).revision).toBe(-1);
    expect((await load(store)).state).toEqual([7]);
    expect((await load(store, 60_000)).state).toEqual([7]);
    // What this process begins itself it knows at once.
    id = randomUUID();
    await load(store, 60_000);
    await store.append(counter, id, store.presume(counter, id), [counted(1)], by());
    expect((await load(store, 60_000)).state).toEqual([1]);
  });

  it('reads a stream once for all who want it at once', async () => {
    await add(process(), 1, 2, 3);
    const reads = jest.spyOn(client, 'readStream');
    const store = process();
    const found = await Promise.all(Array.from({ length: 20 }, () => load(store)));
    expect(reads).toHaveBeenCalledTimes(1);
    expect(new Set(found).size).toBe(1);
    expect(found[0]?.state).toEqual([1, 2, 3]);
    await load(store);
    expect(reads).toHaveBeenCalledTimes(1);
  });

  it('takes no other process’s facts for its own when both were given the same command', async () => {
    await add(process(), 1);
    const [one, other] = [process(), process()];
    const [known] = [await load(one), await load(other)];
    const meta = by();
    await other.append(counter, id, await load(other), [counted(2)], meta);
    const again = { ...meta, recordedAt: '2026-03-09T08:00:01.000Z' };
    await expect(one.append(counter, id, known, [counted(2)], again)).rejects.toThrow(AppendConflict);
    expect((await load(one, 0)).commands.get(meta.commandId)).toMatchObject({ revision: 1 });
    expect((await load(one)).hash).toBe((await load(process())).hash);
  });

  it('lets a stream be begun without a read, and finds out when it is there already', async () => {
    const reads = jest.spyOn(client, 'readStream');
    const begin = (store: StreamStore): Promise<LoadedStream<readonly number[]>> =>
      store.append(counter, id, store.presume<readonly number[]>(counter, id), [counted(1)], by());
    const [one, other] = [process(), process()];
    expect((await begin(one)).revision).toBe(0);
    expect((await begin(one)).revision).toBe(1);
    await expect(begin(other)).rejects.toThrow(AppendConflict);
    expect(reads).not.toHaveBeenCalled();
    expect((await load(process())).state).toEqual([1, 1]);
  });

  it('reads again for whoever must see what was appended after the read under way began', async () => {
    const other = process();
    await add(other, 1);
    const store = process();
    const first = load(store);
    await add(other, 2);
    const reads = jest.spyOn(client, 'readStream');
    expect((await load(store, 0)).state).toEqual([1, 2]);
    expect(reads).toHaveBeenCalledTimes(1);
    await first;
  });

  it('reads anew after a read that failed', async () => {
    await add(process(), 1);
    const store = process();
    jest.spyOn(client, 'readStream').mockImplementationOnce(() => {
      throw new Error('away');
    });
    const outcomes = await Promise.allSettled([load(store), load(store)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await load(store)).state).toEqual([1]);
  });

  it('gives its own append to those whose read it overtook', async () => {
    const store = process();
    const loaded = await add(store, 1);
    let letGo = (): void => undefined;
    const held = new Promise<void>((done) => {
      letGo = done;
    });
    const original = client.readStream.bind(client);
    let old: Promise<unknown[]> = Promise.resolve([]);
    jest.spyOn(client, 'readStream').mockImplementationOnce((...asked) => {
      old = original(...asked).toArray();
      const late = async function* (): AsyncGenerator<unknown> {
        const events = await old;
        await held;
        yield* events;
      };
      return Object.assign(Readable.from(late()), { cancel: () => Promise.resolve() });
    });
    const read = load(store, 0);
    await old.catch((error: unknown) => expect(error).toBeInstanceOf(StreamNotFoundError));
    const appended = await store.append(counter, id, loaded, [counted(2)], by());
    letGo();
    expect(await read).toBe(appended);
    expect(await load(store)).toBe(appended);
    expect((await load(store)).state).toEqual(fold(counter, counter.initial, [counted(1), counted(2)]));
  });

  it('keeps as much as its memory is bounded to: streams that took many commands crowd out others, the longest unused first', async () => {
    const streams = ['quiet', 'other', 'busy'].map((name) => `${name}-${id}`);
    const [quiet, other, busy] = streams;
    if (!quiet || !other || !busy) throw new Error('There are three');
    // Three streams of a command each take 63; a stream with 30 commands takes 50.
    const store = new StreamStore(client, new EventCatalogue([counter], namespace), NO_KEYS, 75);
    const tick = async (of: string): Promise<void> => {
      await store.append(counter, of, store.presume(counter, of), [counted(1)], by());
    };
    for (const stream of streams) await tick(stream);
    const reads = jest.spyOn(client, 'readStream');
    for (const stream of streams) await store.load(counter, stream);
    expect(reads).not.toHaveBeenCalled();
    for (let n = 1; n < 30; n += 1) await tick(busy);
    await store.load(counter, busy);
    await store.load(counter, other);
    expect(reads).not.toHaveBeenCalled();
    await store.load(counter, quiet);
    expect(reads).toHaveBeenCalledTimes(1);
  });
});
