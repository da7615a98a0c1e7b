import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ANY,
  BACKWARDS,
  END,
  eventTypeFilter,
  type EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  StreamDeletedError,
  streamNameFilter,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { DataFolderInUse } from '../storage/errors.js';
import { folder } from '../storage/storage.support.js';
import { collect, connect, numbers, served, type Served } from './eventstore.support.js';
import { startEventStore } from './server.js';

/** Status of gRPC: the client hands it on whether it takes it for an error of its own or not. */
const UNAVAILABLE = 14;

const event = (n: number, id: string = randomUUID()) =>
  jsonEvent({ id, type: `Type${n % 2}`, data: { n }, metadata: { by: n } });
describe('the embedded event store, through the official client', () => {
  let on: Served;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    on = await served();
    client = on.client;
  });
  afterAll(() => on.stop());

  it('keeps events as they were, in order, with their places', async () => {
    const first = await client.appendToStream('order', [event(0), event(1)], { expectedRevision: NO_STREAM });
    const second = await client.appendToStream('order', event(2), { expectedRevision: 1n });
    expect(first.nextExpectedRevision).toBe(1n);
    expect(second.position?.commit).toBeGreaterThan(first.position?.commit ?? 0n);
    const read = await collect(client.readStream('order', { direction: FORWARDS, fromRevision: START }));
    expect(read.map((e) => e.event)).toMatchObject(
      [0, 1, 2].map((n) => ({
        streamId: 'order',
        revision: BigInt(n),
        type: `Type${n % 2}`,
        data: { n },
        metadata: { by: n },
        isJson: true,
      })),
    );
    expect(read.at(-1)?.event?.position?.commit).toBe(second.position?.commit);
  });

  it('reads both ways, from a place, and only so many', async () => {
    await client.appendToStream(
      'ways',
      [0, 1, 2, 3, 4].map((n) => event(n)),
    );
    expect(
      numbers(await collect(client.readStream('ways', { direction: BACKWARDS, fromRevision: END, maxCount: 2 }))),
    ).toEqual([4, 3]);
    expect(numbers(await collect(client.readStream('ways', { direction: BACKWARDS, fromRevision: 2n })))).toEqual([
      2, 1, 0,
    ]);
    expect(numbers(await collect(client.readStream('ways', { direction: FORWARDS, fromRevision: 3n })))).toEqual([
      3, 4,
    ]);
    expect(numbers(await collect(client.readStream('ways', { direction: FORWARDS, fromRevision: 5n })))).toEqual([]);
    await expect(collect(client.readStream('nowhere'))).rejects.toThrow(StreamNotFoundError);
  });

  it('reads $all both ways: forwards from a position with it, backwards without it', async () => {
    const { position } = await client.appendToStream('all-1', event(1));
    await client.appendToStream('all-2', event(2));
    if (!position) throw new Error('no position');
    expect(
      (await collect(client.readAll({ fromPosition: position, maxCount: 2 }))).map((e) => e.event?.streamId),
    ).toEqual(['all-1', 'all-2']);
    const back = await collect(client.readAll({ direction: BACKWARDS, fromPosition: position, maxCount: 1 }));
    expect(back[0]?.event?.streamId).not.toBe('all-1');
    expect(
      (await collect(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 })))[0]?.event?.streamId,
    ).toBe('all-2');
  });

  it('refuses what does not follow the expected revision, with the actual one', async () => {
    await client.appendToStream('expected', [event(0), event(1)]);
    const wrong = client.appendToStream('expected', event(2), { expectedRevision: 0n });
    await expect(wrong).rejects.toThrow(WrongExpectedVersionError);
    await expect(wrong).rejects.toMatchObject({ actualVersion: 1n, expectedVersion: 0n, streamName: 'expected' });
    await expect(client.appendToStream('expected', event(2), { expectedRevision: 2n })).rejects.toThrow(
      WrongExpectedVersionError,
    );
    await expect(client.appendToStream('expected', event(2), { expectedRevision: NO_STREAM })).rejects.toThrow(
      WrongExpectedVersionError,
    );
    await expect(client.appendToStream('expected-not', event(2), { expectedRevision: STREAM_EXISTS })).rejects.toThrow(
      WrongExpectedVersionError,
    );
    const plain = client.appendToStream('expected', event(2), {
      expectedRevision: 0n,
      credentials: { username: 'a', password: 'b' },
    });
    await expect(plain).rejects.toThrow(WrongExpectedVersionError);
    expect(await collect(client.readStream('expected'))).toHaveLength(2);
  });

  it('takes the same events again as the success that they were, and changes nothing', async () => {
    const events = [event(0), event(1)];
    const first = await client.appendToStream('again', events, { expectedRevision: NO_STREAM });
    for (const expectedRevision of [NO_STREAM, ANY, STREAM_EXISTS] as const)
      expect(await client.appendToStream('again', events, { expectedRevision })).toMatchObject({
        nextExpectedRevision: 1n,
        position: first.position,
      });
    expect(await client.appendToStream('again', events.slice(1), { expectedRevision: 0n })).toMatchObject({
      nextExpectedRevision: 1n,
    });
    await expect(client.appendToStream('again', [...events, event(2)], { expectedRevision: ANY })).rejects.toThrow(
      WrongExpectedVersionError,
    );
    await expect(
      client.appendToStream('again', [...events, event(2)], { expectedRevision: NO_STREAM }),
    ).rejects.toThrow(WrongExpectedVersionError);
    expect(await collect(client.readStream('again'))).toHaveLength(2);
  });

  it('writes through the plain append too, when credentials come with the call', async () => {
    const credentials = { username: 'admin', password: 'changeit' };
    const result = await client.appendToStream('plain', [event(0)], { credentials, expectedRevision: NO_STREAM });
    expect(result.nextExpectedRevision).toBe(0n);
  });

  it('takes an append of a mebibyte and refuses a larger one', async () => {
    const big = (size: number) => jsonEvent({ type: 'Big', data: { text: 'x'.repeat(size) } });
    await client.appendToStream('big', big(1024 * 1024 - 20));
    await expect(client.appendToStream('big', big(1024 * 1024))).rejects.toThrow(MaxAppendSizeExceededError);
  });

  it('lets one writer of two with the same expectation through', async () => {
    const race = await Promise.allSettled(
      [0, 1, 2, 3].map((n) => client.appendToStream('race', event(n), { expectedRevision: NO_STREAM })),
    );
    expect(race.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
  });

  it('follows $all over the border between history and now, without gap or repeat', async () => {
    for (let n = 0; n < 50; n += 1) await client.appendToStream(`follow-${n % 5}`, event(n));
    const subscription = client.subscribeToAll({
      fromPosition: START,
      filter: streamNameFilter({ prefixes: ['follow-'] }),
    });
    const writing = (async () => {
      for (let n = 50; n < 300; n += 1) await client.appendToStream(`follow-${n % 5}`, event(n));
    })();
    const seen: unknown[] = [];
    for await (const one of subscription) {
      seen.push((one.event?.data as { n: number }).n);
      if (seen.length === 300) break;
    }
    await writing;
    expect(seen).toEqual(Array.from({ length: 300 }, (_, n) => n));
  });

  it('subscribes to one stream after a revision, says when it has caught up, and filters by type', async () => {
    await client.appendToStream('one', [event(0), event(1), event(2)]);
    const subscription = client.subscribeToStream('one', { fromRevision: 0n });
    const caught = new Promise((done) => subscription.once('caughtUp' as never, done as never));
    const seen: unknown[] = [];
    for await (const one of subscription) {
      seen.push((one.event?.data as { n: number }).n);
      if (seen.length === 2) await caught.then(() => client.appendToStream('one', event(3)));
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([1, 2, 3]);
    const typed = client.subscribeToAll({ fromPosition: START, filter: eventTypeFilter({ regex: '^Big$' }) });
    for await (const one of typed) {
      expect(one.event?.type).toBe('Big');
      break;
    }
  });

  it('tells a filtered subscriber how far it is', async () => {
    const reached = await new Promise<bigint>((done, fail) => {
      const filter = streamNameFilter({
        prefixes: ['nothing-like-this'],
        checkpointReached: (_subscription, position) => Promise.resolve(done(position.commit)),
      });
      client.subscribeToAll({ fromPosition: START, filter }).on('error', fail).resume();
    });
    expect(reached).toBeGreaterThan(0n);
  });

  it('hides a deleted stream and goes on counting; a tombstone is for good', async () => {
    await client.appendToStream('deleted', [event(0), event(1)]);
    await client.deleteStream('deleted', { expectedRevision: 1n });
    await expect(collect(client.readStream('deleted'))).rejects.toThrow(StreamNotFoundError);
    expect(await client.appendToStream('deleted', event(2), { expectedRevision: NO_STREAM })).toMatchObject({
      nextExpectedRevision: 2n,
    });
    expect(numbers(await collect(client.readStream('deleted')))).toEqual([2]);
    await client.tombstoneStream('deleted');
    await expect(collect(client.readStream('deleted'))).rejects.toThrow(StreamDeletedError);
    await expect(client.appendToStream('deleted', event(3))).rejects.toThrow(StreamDeletedError);
  });

  it('keeps to the limits that stream metadata sets', async () => {
    await client.appendToStream(
      'limited',
      [0, 1, 2, 3].map((n) => event(n)),
    );
    await client.setStreamMetadata('limited', { maxCount: 2 });
    expect(numbers(await collect(client.readStream('limited')))).toEqual([2, 3]);
    await client.setStreamMetadata('limited', { truncateBefore: 3 });
    expect(numbers(await collect(client.readStream('limited')))).toEqual([3]);
    expect((await client.getStreamMetadata('limited')).metadata).toMatchObject({ truncateBefore: 3 });
  });
});

describe('what the embedded event store keeps', () => {
  it('says UNAVAILABLE to what comes while it stops, and has kept all that it acknowledged', async () => {
    const data = folder();
    const first = await startEventStore({ data, port: 0 });
    const writer = connect(first.port);
    const kept: number[] = [];
    const write = async (lane: number, credentials?: { username: string; password: string }): Promise<never> => {
      for (let n = lane * 1_000_000; ; n += 1) {
        await writer.appendToStream(`lane-${lane}`, event(n), { ...(credentials ? { credentials } : {}) });
        kept.push(n);
      }
    };
    // With credentials an append is a call of its own, else part of one long stream.
    const lanes = Promise.allSettled([write(1), write(2), write(3, { username: 'admin', password: 'changeit' })]);
    while (kept.length < 20) await new Promise((later) => setTimeout(later, 5));
    await first.stop();
    for (const lane of await lanes) expect(lane).toMatchObject({ reason: { code: UNAVAILABLE } });
    await writer.dispose();
    const second = await startEventStore({ data, port: 0 });
    const reader = connect(second.port);
    const found = new Set<unknown>();
    for (const lane of [1, 2, 3])
      for (const n of numbers(await collect(reader.readStream(`lane-${lane}`)))) found.add(n);
    expect(kept.filter((n) => !found.has(n))).toEqual([]);
    await reader.dispose();
    await second.stop();
  });

  it('is there after a restart, and the folder is for one process', async () => {
    const data = folder();
    const first = await startEventStore({ data, port: 0 });
    await expect(startEventStore({ data, port: 0 })).rejects.toThrow(DataFolderInUse);
    const writer = connect(first.port);
    await writer.appendToStream('kept', [event(0), event(1)]);
    await writer.dispose();
    await first.stop();
    const second = await startEventStore({ data, port: 0 });
    const reader = connect(second.port);
    expect(numbers(await collect(reader.readStream('kept')))).toEqual([0, 1]);
    expect(await reader.appendToStream('kept', event(2), { expectedRevision: 1n })).toMatchObject({
      nextExpectedRevision: 2n,
    });
    await reader.dispose();
    await second.stop();
  });

  it('refuses writes when the disk is full, keeps what it acknowledged, and goes on reading', async () => {
    const server = await startEventStore({ data: folder(), port: 0, maxPages: 120 });
    const client = connect(server.port);
    let kept = 0;
    const fill = async (): Promise<void> => {
      for (let n = 0; n < 400; n += 1) {
        await client.appendToStream('full', jsonEvent({ type: 'Filler', data: { n, text: 'x'.repeat(4_000) } }));
        kept += 1;
      }
    };
    await expect(fill()).rejects.toThrow();
    expect(kept).toBeGreaterThan(10);
    expect(numbers(await collect(client.readStream('full')))).toEqual(Array.from({ length: kept }, (_, n) => n));
    await expect(
      client.appendToStream('full', jsonEvent({ type: 'Filler', data: { text: 'x'.repeat(9_000) } })),
    ).rejects.toThrow();
    await client.dispose();
    await server.stop();
  });
});
