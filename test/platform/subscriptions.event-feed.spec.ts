import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventFeed, type FeedBatch } from '../../src/platform/subscriptions/event-feed.js';
import type { FeedItem } from '../../src/platform/subscriptions/feed-item.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { History } from '../projections/history.js';
import { ANY, jsonEvent } from '@eventstore/db-client';

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

  const feedFrom = (after: number, readAhead?: number): EventFeed =>
    new EventFeed({
      client: history.client,
      filter: history.catalogue.filter(),
      decode: (resolved) => history.catalogue.decode(resolved),
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
    const strangers = Array.from({ length: 2_000 }, (_, n) => jsonEvent({ type: 'Touched', data: { n } }));
    const { position } = await history.client.appendToStream('ledger-1', strangers, { expectedRevision: ANY });
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
