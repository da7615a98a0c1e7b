import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventTypeFilter, type Filter, jsonEvent, START, streamNameFilter } from '@eventstore/db-client';
import { collect, numbers, served, type Served } from '../eventstore.support.js';

/** Positions that the server says it has reached while a filter lets nothing, or something, through. */
type Told = bigint[];

describe('a filtered subscription to $all', () => {
  let on: Served;
  const positions: bigint[] = [];
  beforeAll(async () => {
    on = await served();
    for (let n = 0; n < 40; n += 1) {
      const type = n % 4 === 0 ? 'order-placed' : 'order-shipped';
      const { position } = await on.client.appendToStream(
        `${n % 2 ? 'cart' : 'order'}-${n}`,
        jsonEvent({ type, data: { n } }),
      );
      positions.push(position?.commit ?? 0n);
    }
  });
  afterAll(() => on.stop());

  const seen = async (filter: Filter, count: number): Promise<unknown[]> =>
    numbers(await collect(on.client.subscribeToAll({ fromPosition: START, filter }), count));
  const every = (step: number, from = 0): number[] =>
    Array.from({ length: Math.ceil((40 - from) / step) }, (_, index) => from + index * step);

  it('takes one prefix of several, or a pattern anywhere, of the type or of the stream', async () => {
    expect(await seen(eventTypeFilter({ prefixes: ['nothing', 'order-p'] }), 10)).toEqual(every(4));
    expect(await seen(eventTypeFilter({ regex: 'placed' }), 10)).toEqual(every(4));
    expect(await seen(streamNameFilter({ prefixes: ['order-', 'cart-'] }), 40)).toEqual(every(1));
    expect(await seen(streamNameFilter({ regex: '^cart-' }), 20)).toEqual(every(2, 1));
    expect(await seen(streamNameFilter({ regex: '-[5]$' }), 1)).toEqual([5]);
  });

  it('refuses a pattern that is none', async () => {
    const wrong = on.client.subscribeToAll({ fromPosition: START, filter: eventTypeFilter({ regex: '(' }) });
    await expect(collect(wrong)).rejects.toMatchObject({ code: 3 });
  });

  /** Checkpoints from the start until the one that is told on having caught up. */
  const checkpoints = async (window: number, interval: number, prefix: string): Promise<Told> => {
    const told: Told = [];
    const filter = streamNameFilter({
      prefixes: [prefix],
      maxSearchWindow: window,
      checkpointInterval: interval,
      checkpointReached: async (_subscription, position) => void told.push(position.commit),
    });
    const subscription = on.client.subscribeToAll({ fromPosition: START, filter });
    await new Promise((caught, failed) => {
      subscription.on('error', failed).on('caughtUp' as never, caught as never);
      subscription.resume();
    });
    await subscription.unsubscribe();
    return told;
  };

  it('says how far it is each time so many events were considered, whether they were wanted or not, and at the end', async () => {
    for (const prefix of ['nobody-', 'order-']) {
      const told = await checkpoints(2, 3, prefix);
      // Each sixth of forty, and the last, which is where it has caught up.
      expect(told).toEqual([5, 11, 17, 23, 29, 35, 39].map((index) => positions[index]));
    }
  });

  it('says where it has caught up even when less than a window was considered', async () => {
    expect(await checkpoints(1_000, 1, 'nobody-')).toEqual([positions[39]]);
  });

  it('goes on after a checkpoint without gap or repeat', async () => {
    const [, , reached = 0n] = await checkpoints(2, 3, 'order-');
    const filter = streamNameFilter({ prefixes: ['order-'] });
    const from = { commit: reached, prepare: reached };
    const rest = await collect(on.client.subscribeToAll({ fromPosition: from, filter }), 11);
    expect(numbers(rest)).toEqual(every(2, 18));
  });
});
