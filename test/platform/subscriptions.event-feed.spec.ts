import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import {
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  ANY,
  FORWARDS,
  jsonEvent,
  type JSONEventData,
  type Position,
} from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EventLog } from '../../embedded/eventstore/log/event-log.js';
import { EventFeed, type FeedBatch } from '../../src/platform/subscriptions/event-feed.js';
import type { FeedItem } from '../../src/platform/subscriptions/feed-item.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { History } from '../projections/history.js';

/** After so many facts that a filter leaves out, the store tells how far it is. */
const TOLD_EVERY = 256;

/** Facts for a stream outside the namespace. */
const strangers = (count: number): JSONEventData[] =>
  Array.from({ length: count }, (_, n) => jsonEvent({ type: 'Touched', data: { n } }));

const forever = new AbortController().signal;

describe('the feed of facts', () => {
  const data = mkdtempSync(join(tmpdir(), 'feed-'));
  let history: History;

  beforeAll(async () => {
    history = await History.start(data);
  });
  afterAll(async () => {
    await history.stop();
    rmSync(data, { recursive: true });
  });

  const feedFrom = (after: number, readAhead?: number, client = history.client, { catalogue } = history): EventFeed =>
    new EventFeed({
      client,
      filter: catalogue.filter(),
      decode: (resolved) => catalogue.decode(resolved),
      wanted: (type) => type === 'Touched',
      after,
      ...(readAhead === undefined ? {} : { readAhead }),
    });

  const until = async (feed: EventFeed, most: number, enough: (batch: FeedBatch) => boolean): Promise<FeedItem[]> => {
    const items: FeedItem[] = [];
    for (;;) {
      const batch = await feed.next(most, forever);
      items.push(...batch.items);
      if (enough(batch)) return items;
    }
  };
  const numbers = (items: readonly FeedItem[]): unknown[] => items.map(({ event }) => (event?.data as { n: number }).n);

  it('gives all facts in order, in batches of at most the size asked for, then says that it has caught up', async () => {
    const last = await history.write(1, 1_000, ['a', 'b']);
    const feed = feedFrom(-1, 50);
    while (feed.waiting < 50) await pause(5);
    const sizes: number[] = [];
    const items = await until(feed, 30, (batch) => {
      sizes.push(batch.items.length);
      expect(feed.waiting).toBeLessThanOrEqual(50);
      return batch.caughtUp;
    });
    expect(numbers(items)).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 1));
    expect(items.at(-1)?.position).toBe(last);
    expect(Math.max(...sizes)).toBe(30);
    await feed.close();
  });

  it('goes on after a position, live, and neither decodes nor hides what is not wanted', async () => {
    const from = await history.append('ledger-2', [['Touched', ['a'], 1]]);
    const feed = feedFrom(from);
    const caught = await until(feed, 10, ({ caughtUp }) => caughtUp);
    expect(caught).toEqual([]);
    const passed = await history.append('ledger-2', [['Passed', ['a'], 2]]);
    const first = await until(feed, 10, ({ items }) => items.length > 0);
    expect(first).toEqual([{ position: passed, type: 'Passed', at: expect.any(Number) }]);
    await history.append('ledger-2', [['Touched', ['a'], 3]]);
    expect(numbers(await until(feed, 10, ({ items }) => items.length > 0))).toEqual([3]);
    await feed.close();
  });

  it('never shows what is outside the namespace, yet moves its position past it', async () => {
    const from = await history.append('ledger-3', [['Touched', ['a'], 1]]);
    const feed = feedFrom(from);
    const { position } = await history.client.appendToStream('ledger-1', strangers(2_000), { expectedRevision: ANY });
    let upTo = -1;
    const items = await until(feed, 10, (batch) => {
      upTo = batch.upTo;
      return batch.upTo > from;
    });
    expect(items).toEqual([]);
    expect(upTo).toBeLessThanOrEqual(Number(position?.commit));
    await feed.close();
  });

  it('carries on after the store was away, without a gap or a repeat', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'feed-own-'));
    const own = await History.start(folder, 'own');
    const from = await own.append('ledger-4', [['Touched', ['a'], 0]]);
    const disconnects: unknown[] = [];
    const feed = new EventFeed({
      client: own.client,
      filter: own.catalogue.filter(),
      decode: (resolved) => own.catalogue.decode(resolved),
      wanted: () => true,
      after: from,
      onDisconnect: (error) => disconnects.push(error),
    });
    await own.append('ledger-4', [['Touched', ['a'], 1]]);
    expect(numbers(await until(feed, 10, ({ items }) => items.length > 0))).toEqual([1]);
    await own.restart();
    await own.append('ledger-4', [
      ['Touched', ['a'], 2],
      ['Touched', ['a'], 3],
    ]);
    const seen: unknown[] = [];
    await until(feed, 10, ({ items }) => seen.push(...numbers(items)) >= 2);
    expect(seen).toEqual([2, 3]);
    expect(disconnects.length).toBeGreaterThan(0);
    await feed.close();
    await own.stop();
    rmSync(folder, { recursive: true });
  });

  it('has little read again after a lost subscription, however long ago its last fact was', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'feed-own-'));
    const own = await History.start(folder, 'own');
    const from = await own.append('ledger-7', [['Touched', ['a'], 0]]);
    await own.client.appendToStream('ledger-1', strangers(1_000));
    const considered = jest.spyOn(EventLog.prototype, 'allUp');
    const count = (): number => considered.mock.results.reduce((sum, { value }) => sum + (value as []).length, 0);
    const feed = feedFrom(from, undefined, own.client, own);
    expect(await until(feed, 10, ({ caughtUp }) => caughtUp)).toEqual([]);
    await own.client.appendToStream('ledger-1', strangers(1_000));
    const told = 1_000 + 3 * TOLD_EVERY - 1;
    const place = { direction: FORWARDS, fromRevision: BigInt(told), maxCount: 1 } as const;
    for await (const { event } of own.client.readStream('ledger-1', place))
      await until(feed, 10, ({ upTo }) => upTo >= Number(event?.position?.commit));
    expect(count()).toBe(2_000);
    considered.mockClear();
    await own.restart();
    await own.append('ledger-7', [['Touched', ['a'], 1]]);
    expect(numbers(await until(feed, 10, ({ items }) => items.length > 0))).toEqual([1]);
    expect(count()).toBe(1_000 - 3 * TOLD_EVERY + 1);
    considered.mockRestore();
    await feed.close();
    await own.stop();
    rmSync(folder, { recursive: true });
  });

  it('has given again what was on its way when the subscription was lost, also where a checkpoint behind it was', async () => {
    const from = await history.append('ledger-8', [['Touched', ['a'], 0]]);
    await history.write(1, 3, ['a']);
    const facts: AllStreamResolvedEvent[] = [];
    const begin = { commit: BigInt(from), prepare: BigInt(from) };
    for await (const one of history.client.readAll({ direction: FORWARDS, fromPosition: begin }))
      if (history.catalogue.decode(one)) facts.push(one);
    facts.shift();
    const [first, , last] = facts.map(({ event }) => event?.position as Position);
    const lost = new PassThrough({ objectMode: true });
    const subscription = Object.assign(lost, {
      unsubscribe: async () => undefined,
    }) as unknown as AllStreamSubscription;
    const subscribe = jest.spyOn(history.client, 'subscribeToAll').mockImplementationOnce(() => subscription);
    const feed = feedFrom(from, 1);
    lost.push(facts[0]);
    while (feed.waiting === 0) await pause(5);
    // No more is read ahead: these are still on their way.
    lost.push(facts[1]);
    await subscribe.mock.calls[0]?.[0]?.filter?.checkpointReached?.(subscription, last as Position);
    lost.destroy(new Error('lost'));
    const seen: unknown[] = [];
    await until(feed, 1, ({ items }) => seen.push(...numbers(items)) >= 1);
    while (subscribe.mock.calls.length < 2) await pause(5);
    expect(subscribe).toHaveBeenLastCalledWith(expect.objectContaining({ fromPosition: first }), expect.anything());
    await until(feed, 1, ({ items }) => seen.push(...numbers(items)) >= 3);
    expect(seen).toEqual([1, 2, 3]);
    subscribe.mockRestore();
    await feed.close();
  });

  it('ends its wait with an empty batch when nudged, stopped or closed', async () => {
    const from = await history.append('ledger-5', [['Touched', ['a'], 0]]);
    const feed = feedFrom(from);
    await until(feed, 10, ({ caughtUp }) => caughtUp);
    const nudged = feed.next(10, forever);
    feed.nudge();
    expect((await nudged).items).toEqual([]);
    const stop = new AbortController();
    const stopped = feed.next(10, stop.signal);
    stop.abort();
    expect((await stopped).items).toEqual([]);
    const closed = feed.next(10, forever);
    await feed.close();
    expect((await closed).items).toEqual([]);
  });

  it('hands out a fact that cannot be understood with its error', async () => {
    const from = await history.append('ledger-6', [['Touched', ['a'], 0]]);
    const feed = new EventFeed({
      client: history.client,
      filter: history.catalogue.filter(),
      decode: () => {
        throw new Error('no such schema');
      },
      wanted: () => true,
      after: from,
    });
    const position = await history.append('ledger-6', [['Touched', ['a'], 1]]);
    const [item] = await until(feed, 10, ({ items }) => items.length > 0);
    expect(item).toMatchObject({ position, type: 'Touched', error: new Error('no such schema') });
    await feed.close();
  });
});
