import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  END,
  EventStoreDBClient,
  jsonEvent,
  PersistentSubscriptionDoesNotExistError,
  PersistentSubscriptionDroppedError,
  PersistentSubscriptionExistsError,
  PersistentSubscriptionFailedError,
  PersistentSubscriptionMaximumSubscribersReachedError,
  type PersistentSubscriptionToStream,
  type PersistentSubscriptionToStreamResolvedEvent,
  type PersistentSubscriptionToStreamSettings,
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
  PINNED,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { folder } from '../../storage/storage.support.js';
import { encodeRecord } from '../log/record.js';
import { type RunningServer, startEventStore } from '../server.js';
import { Consumer } from './consumer.js';
import type { Message } from './message.js';
import { type StrategyName, strategyOf } from './strategies.js';

type Delivered = PersistentSubscriptionToStreamResolvedEvent;

const settings = (changes: Partial<PersistentSubscriptionToStreamSettings> = {}) =>
  persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START, checkPointLowerBound: 1, ...changes });
const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => jsonEvent({ type: 'Numbered', data: { n: from + n } }));
const nOf = ({ event }: Delivered): number => (event?.data as { n: number }).n;

/** What a consumer was given so far; each new event goes to `handle`. */
const collecting = (
  subscription: PersistentSubscriptionToStream,
  handle: (delivered: Delivered) => Promise<void> | void = (delivered) => subscription.ack(delivered),
): Delivered[] => {
  const all: Delivered[] = [];
  subscription.on('data', (delivered: Delivered) => {
    all.push(delivered);
    void handle(delivered);
  });
  return all;
};

/** Waits until it holds; the test's own limit ends the wait. */
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((again) => setTimeout(again, 20));
};
const failed = (subscription: PersistentSubscriptionToStream): Promise<unknown> =>
  new Promise((resolve) => subscription.once('error', resolve));
const confirmed = (subscription: PersistentSubscriptionToStream): Promise<unknown> =>
  new Promise((resolve) => subscription.once('confirmation', resolve));

describe('persistent subscriptions of the embedded event store', () => {
  const data = folder();
  let server: RunningServer;
  let client: EventStoreDBClient;
  const start = async (): Promise<void> => {
    server = await startEventStore({ data, port: 0 });
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
  };
  const restart = async (): Promise<void> => {
    await client.dispose();
    await server.stop();
    await start();
  };
  const create = (stream: string, changes?: Partial<PersistentSubscriptionToStreamSettings>): Promise<void> =>
    client.createPersistentSubscriptionToStream(stream, 'g', settings(changes));
  const consume = (stream: string, bufferSize = 10): PersistentSubscriptionToStream =>
    client.subscribeToPersistentSubscriptionToStream(stream, 'g', { bufferSize }).on('error', () => undefined);
  const info = (stream: string) => client.getPersistentSubscriptionToStreamInfo(stream, 'g');
  beforeAll(start);
  afterAll(async () => {
    await client.dispose();
    await server.stop();
    rmSync(data, { recursive: true });
  });

  it('goes on after a restart where its checkpoint is, with its settings and what is parked', async () => {
    await client.appendToStream('kept', numbered(6));
    await create('kept', { checkPointUpperBound: 1, maxRetryCount: 3 });
    const before = await info('kept');
    const first = consume('kept', 1);
    const seen = collecting(first, (one) => (nOf(one) === 2 ? first.nack('park', 'odd', one) : first.ack(one)));
    await until(async () => (await info('kept')).stats.lastCheckpointedEventRevision === 5n);
    expect(seen.map(nOf)).toEqual([0, 1, 2, 3, 4, 5]);
    await first.unsubscribe();
    await restart();
    const after = await info('kept');
    expect(after.settings).toEqual(before.settings);
    expect(after.stats).toMatchObject({ parkedMessageCount: 1n, lastCheckpointedEventRevision: 5n });
    await client.appendToStream('kept', numbered(2, 6));
    const second = consume('kept');
    const later = collecting(second);
    await until(() => later.length === 2);
    await client.replayParkedMessagesToStream('kept', 'g');
    await until(() => later.length === 3);
    expect(later.map(nOf)).toEqual([6, 7, 2]);
    await until(async () => (await info('kept')).stats.parkedMessageCount === 0n);
    await second.unsubscribe();
  });

  it('gives parked events out again, with their links, up to where it is told to stop', async () => {
    await client.appendToStream('parking', numbered(4));
    await create('parking');
    const consumer = consume('parking');
    let parking = true;
    const seen = collecting(consumer, (one) => (parking ? consumer.nack('park', 'later', one) : consumer.ack(one)));
    await until(async () => (await info('parking')).stats.parkedMessageCount === 4n);
    parking = false;
    await client.replayParkedMessagesToStream('parking', 'g', { stopAt: 3 });
    await until(() => seen.length === 7);
    expect(seen.slice(4).map((one) => [nOf(one), one.link?.streamId, one.retryCount])).toEqual(
      [0, 1, 2].map((n) => [n, '$persistentsubscription-parking::g-parked', 0]),
    );
    expect((await info('parking')).stats.parkedMessageCount).toBe(1n);
    const [link] = await parkedOf('parking');
    expect(link).toMatchObject({ type: '$>', metadata: { reason: "Client explicitly NAK'ed message.\nlater" } });
    await consumer.unsubscribe();
  });
  const parkedOf = async (stream: string) => {
    const all = [];
    for await (const { event } of client.readStream(`$persistentsubscription-${stream}::g-parked`)) all.push(event);
    return all;
  };

  it('retries what is not answered in time, and parks it after the last retry', async () => {
    await client.appendToStream('slow', numbered(1));
    await create('slow', { messageTimeout: 100, maxRetryCount: 2 });
    const consumer = consume('slow');
    const seen = collecting(consumer, () => undefined);
    await until(async () => (await info('slow')).stats.parkedMessageCount === 1n);
    expect(seen.map((one) => one.retryCount)).toEqual([0, 1, 2]);
    expect(await parkedOf('slow')).toMatchObject([{ metadata: { reason: 'Reached retry count of 2' } }]);
    await consumer.unsubscribe();
  });

  it('skips and retries as it is told to, never holding more than fits the consumer', async () => {
    await client.appendToStream('nack', numbered(9));
    await create('nack');
    const consumer = consume('nack', 3);
    const held = collecting(consumer, () => undefined);
    await until(() => held.length === 3);
    expect((await info('nack')).connections).toMatchObject([{ inFlightMessages: 3, availableSlots: 0 }]);
    await consumer.nack('skip', 'not wanted', held[0] as Delivered);
    await consumer.nack('retry', 'once more', held[1] as Delivered);
    await until(() => held.length === 5);
    expect(held.map((one) => `${nOf(one)}/${one.retryCount}`)).toEqual(['0/0', '1/0', '2/0', '3/0', '1/1']);
    await consumer.unsubscribe();
  });

  it('shares the events of a stream between two consumers, and gives those of one that goes to the other', async () => {
    await client.appendToStream('shared', numbered(6));
    await create('shared');
    const [one, two] = [consume('shared'), consume('shared')];
    await Promise.all([confirmed(one), confirmed(two)]);
    const [ofOne, ofTwo] = [collecting(one, () => undefined), collecting(two)];
    await client.appendToStream('shared', numbered(6, 6));
    await until(() => ofOne.length + ofTwo.length === 12);
    expect(ofOne.length).toBeGreaterThanOrEqual(3);
    await one.unsubscribe();
    await until(() => new Set(ofTwo.map(nOf)).size === 12);
    expect(ofTwo.filter((event) => event.retryCount === 1).map(nOf)).toEqual(ofOne.map(nOf));
    await two.unsubscribe();
  });

  it('gives the events of one stream to one consumer when they are pinned', async () => {
    for (let n = 0; n < 12; n += 1) await client.appendToStream(`pinned-${n % 4}`, numbered(1, n));
    const filter = streamNameFilter({ prefixes: ['pinned-'] });
    const pinned = persistentSubscriptionToAllSettingsFromDefaults({ startFrom: START, consumerStrategyName: PINNED });
    await client.createPersistentSubscriptionToAll('pinned', pinned, { filter });
    const byStream = new Map<string, Set<number>>();
    const consumers = [0, 1].map((which) => {
      const consumer = client.subscribeToPersistentSubscriptionToAll('pinned', { bufferSize: 2 });
      return consumer.on('data', (one) => {
        const stream = one.event?.streamId ?? '';
        byStream.set(stream, (byStream.get(stream) ?? new Set()).add(which));
        void consumer.ack(one);
      });
    });
    await until(async () => (await client.getPersistentSubscriptionToAllInfo('pinned')).stats.totalItems === 12n);
    await until(() => byStream.size === 4);
    for (const consumer of consumers) await consumer.unsubscribe();
    expect([...byStream.values()].map(({ size }) => size)).toEqual([1, 1, 1, 1]);
  });

  it('keeps where the log ended over a restart, and does not feed on what groups to all write', async () => {
    const ofAll = persistentSubscriptionToAllSettingsFromDefaults({ startFrom: END, checkPointUpperBound: 1 });
    await client.createPersistentSubscriptionToAll('whole', ofAll);
    await restart();
    await client.appendToStream('after-the-end', numbered(3));
    const consumer = client.subscribeToPersistentSubscriptionToAll('whole');
    const seen: string[] = [];
    consumer.on('data', (one) => {
      seen.push(one.event?.streamId ?? '');
      void consumer.ack(one);
    });
    await until(() => seen.filter((stream) => stream === 'after-the-end').length === 3);
    const checkpoint = async () =>
      (await client.getPersistentSubscriptionToAllInfo('whole')).stats.lastCheckpointedEventPosition;
    await until(async () => (await checkpoint()) !== undefined);
    await client.appendToStream('after-the-end', numbered(1, 3));
    await until(() => seen.filter((stream) => stream === 'after-the-end').length === 4);
    expect(seen.filter((stream) => /\$persistentsubscription-\$all/u.test(stream))).toEqual([]);
    await consumer.unsubscribe();
  });

  it('says which group is not there, is there already, has no room or was dropped', async () => {
    await expect(info('nowhere')).rejects.toThrow(PersistentSubscriptionDoesNotExistError);
    await create('refused', { maxSubscriberCount: 1 });
    await expect(create('refused')).rejects.toThrow(PersistentSubscriptionExistsError);
    await expect(create('other', { readBatchSize: 500 })).rejects.toThrow(PersistentSubscriptionFailedError);
    const only = consume('refused');
    await confirmed(only);
    expect(await failed(consume('refused'))).toBeInstanceOf(PersistentSubscriptionMaximumSubscribersReachedError);
    const end = failed(only);
    await client.deletePersistentSubscriptionToStream('refused', 'g');
    expect(await end).toBeInstanceOf(PersistentSubscriptionDroppedError);
    expect(await failed(consume('refused'))).toBeInstanceOf(PersistentSubscriptionDoesNotExistError);
    const listed = await client.listAllPersistentSubscriptions();
    expect(listed.some(({ eventSource }) => eventSource === 'refused')).toBe(false);
  });

  it('begins anew in a group of the same name, and goes on when all are restarted', async () => {
    await client.appendToStream('again', numbered(3));
    for (let round = 0; round < 2; round += 1) {
      await create('again', { checkPointUpperBound: 1 });
      const consumer = consume('again');
      const seen = collecting(consumer);
      await until(async () => (await info('again')).stats.lastCheckpointedEventRevision === 2n);
      expect(seen.map(nOf)).toEqual([0, 1, 2]);
      const end = failed(consumer);
      await client.restartPersistentSubscriptionSubsystem();
      expect(await end).toBeInstanceOf(PersistentSubscriptionDroppedError);
      expect((await info('again')).stats.lastCheckpointedEventRevision).toBe(2n);
      await client.deletePersistentSubscriptionToStream('again', 'g');
    }
  });
});

describe('who of several consumers gets an event', () => {
  const consumers = (count: number, size: number): Consumer[] =>
    Array.from({ length: count }, (_, n) => {
      const connection = { from: '', user: '', name: String(n), send: () => undefined, drop: () => undefined };
      return new Consumer(connection, size, false);
    });
  const message = (n: number, stream: string, metadata: object = {}): Message => {
    const custom = Buffer.from(JSON.stringify(metadata));
    const proposed = { id: `id-${n}`, type: 'T', contentType: 'application/json', custom, data: new Uint8Array() };
    const place = { stream, revision: n, position: n, created: 0 };
    const original = { ...place, type: 'T', record: encodeRecord(proposed, place) };
    return { id: proposed.id, original, event: original, sequence: n, previous: n - 1, retries: 0, parked: undefined };
  };
  /** Names of those that get the messages one after the other. */
  const given = (name: StrategyName, all: readonly Consumer[], messages: readonly Message[]): unknown[] => {
    const strategy = strategyOf(name);
    for (const consumer of all) strategy.join(consumer);
    return messages.map((one) => {
      const chosen = strategy.choose(one);
      if (chosen === undefined || chosen === 'wait') return chosen;
      chosen.give(one);
      return chosen.connection.name;
    });
  };
  const five = [0, 1, 2, 3, 4].map((n) => message(n, `s-${n}`));

  it('is each in turn, or the first as long as it has room', () => {
    expect(given('RoundRobin', consumers(2, 2), five)).toEqual(['0', '1', '0', '1', undefined]);
    expect(given('DispatchToSingle', consumers(2, 2), five)).toEqual(['0', '0', '1', '1', undefined]);
  });

  it('is the one that has the correlation or the stream, while others are left to wait', () => {
    const correlated = ['a', 'b', 'a', 'a'].map(($correlationId, n) => message(n, `s-${n}`, { $correlationId }));
    expect(given('PinnedByCorrelation', consumers(2, 2), correlated)).toEqual(['0', '1', '0', 'wait']);
    const streams = ['a', 'b', 'b', 'a'].map((stream, n) => message(n, stream));
    expect(given('Pinned', consumers(2, 2), streams)).toEqual(['0', '1', '1', '0']);
    expect(given('PinnedByCorrelation', consumers(2, 2), streams)).toEqual(['0', '1', '1', '0']);
  });

  it('is another once the one that had the stream has gone', () => {
    const [one, two] = consumers(2, 9) as [Consumer, Consumer];
    const strategy = strategyOf('Pinned');
    strategy.join(one);
    strategy.join(two);
    const first = strategy.choose(message(0, 'a')) as Consumer;
    strategy.leave(first);
    expect(strategy.choose(message(1, 'a'))).toBe(first === one ? two : one);
  });
});
