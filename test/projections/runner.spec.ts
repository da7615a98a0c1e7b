import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ViewDocument, VIEWS } from '../../src/platform/read-store/read-documents.js';
import { ReadStore } from '../../src/platform/read-store/read-store.js';
import { type Ledger, ledger } from './ledger-view.js';
import { ReadSide, until } from './read-side.js';

const numbers = (from: number, to: number, every = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, i) => from + i * every);

describe('the projection runner', () => {
  let side: ReadSide;

  beforeEach(async () => {
    side = await ReadSide.start();
  });
  afterEach(async () => {
    await side.stop();
  });

  it('brings a view from the beginning of history to its end, then keeps it live', async () => {
    const last = await side.history.write(0, 1_499, ['a', 'b', 'c']);
    const { runner } = side.run([ledger()], { batch: 100 });
    await side.reached('ledger@1', last);
    expect(await side.taken('ledger@1')).toEqual({
      a: numbers(0, 1_497, 3),
      b: numbers(1, 1_498, 3),
      c: numbers(2, 1_499, 3),
    });
    const live = await side.history.append('ledger-2', [
      ['Removed', ['a'], 1_500],
      ['Touched', ['d'], 1_501],
    ]);
    await side.reached('ledger@1', live);
    expect(await side.taken('ledger@1')).toMatchObject({ a: null, d: [1_501] });
    await until('a healthy report without lag', async () => {
      const report = await side.checkpoint('ledger@1');
      return report?.state === 'live' && report.healthy && report.lagEvents === 0 && report.position >= live;
    });
    expect(runner.status()).toMatchObject({ role: 'leading', healthy: true });
  });

  it('shows a reader its own writes, and says when it cannot', async () => {
    const store = new ReadStore(side.db);
    const first = await side.history.write(0, 9, ['a']);
    side.run([ledger()]);
    expect(await store.one<Ledger>('ledger', 'a', { after: first, waitMs: 15_000 })).toEqual({ taken: numbers(0, 9) });
    for (let n = 10; n < 30; n += 1) {
      const after = await side.history.append('ledger-1', [['Touched', ['a'], n]]);
      const { row, asOf } = await store.oneAsOf<Ledger>('ledger', 'a', { after });
      expect(asOf.stale).toBe(false);
      expect(asOf.position).toBeGreaterThanOrEqual(after);
      expect(row?.taken).toEqual(numbers(0, n));
    }
    await side.stopRunners();
    const unseen = await side.history.append('ledger-1', [['Touched', ['a'], 30]]);
    const { row, asOf } = await store.oneAsOf<Ledger>('ledger', 'a', { after: unseen, waitMs: 100 });
    expect(asOf.stale).toBe(true);
    expect(row?.taken).toEqual(numbers(0, 29));
  });

  it('is taken over by another runner when the one at work dies', async () => {
    const dying = side.connect();
    const first = side.run([ledger()], {}, dying);
    await side.reached('ledger@1', await side.history.write(0, 9, ['a']));
    const second = side.run([ledger()]);
    expect(second.runner.status().role).toBe('waiting');
    const { token } = (await side.checkpoint('ledger@1')) ?? { token: 0 };
    await dying.close();
    await side.reached('ledger@1', await side.history.write(10, 19, ['a']));
    expect(second.runner.status().role).toBe('leading');
    expect((await side.checkpoint('ledger@1'))?.token).toBeGreaterThan(token);
    expect(await side.taken('ledger@1')).toEqual({ a: numbers(0, 19) });
    await until('the first to notice', () => first.runner.status().role === 'waiting');
  });

  it('builds a changed view beside the old one and switches by one write', async () => {
    const store = new ReadStore(side.db);
    const last = await side.history.write(0, 999, ['a', 'b']);
    side.run([ledger(1)]);
    await side.reached('ledger@1', last);
    await side.stopRunners();
    const added = {
      ...ledger(2),
      project: (row: Ledger | null, event: { data: { n: number } }) => ({
        taken: [...(row?.taken ?? []), -event.data.n],
      }),
    };
    side.run([added], { batch: 50 });
    const seen = new Set<boolean>();
    await until('the switch', async () => {
      const row = await store.one<Ledger>('ledger', 'b');
      // Either all of the old one or all of the new one.
      expect(row?.taken.length).toBe(500);
      const isNew = (row?.taken[1] ?? 0) < 0;
      seen.add(isNew);
      return isNew;
    });
    expect(seen.has(false)).toBe(true);
    const views = side.db.collection<ViewDocument>(VIEWS);
    expect(await views.findOne({ _id: 'ledger' })).toMatchObject({ live: 2, previous: 1, rows: 2, previousRows: 2 });
    await side.stopRunners();
    side.run([ledger(3)]);
    await until('the third', async () => (await views.findOne({ _id: 'ledger' }))?.live === 3);
    await until(
      'the first to go',
      async () => (await side.db.listCollections({ name: 'ledger@1' }).toArray()).length === 0,
    );
    expect(await side.checkpoint('ledger@1')).toBeUndefined();
    expect(await side.taken('ledger@3')).toEqual({ a: numbers(0, 998, 2), b: numbers(1, 999, 2) });
  });

  it('goes on with a build where it was stopped', async () => {
    const last = await side.history.write(0, 1_999, ['a', 'b']);
    const first = side.run([ledger()], { batch: 20 });
    await until('some of it', async () => ((await side.checkpoint('ledger@1'))?.position ?? -1) >= 0);
    await first.runner.stop();
    const stoppedAt = (await side.checkpoint('ledger@1'))?.position ?? -1;
    expect(stoppedAt).toBeLessThan(last);
    const second = side.run([ledger()], { batch: 20 });
    await side.reached('ledger@1', last);
    const factsOf = async (of: typeof first): Promise<number> =>
      Number(/projection_facts_total (\d+)/.exec(await of.metrics.registry.metrics())?.[1]);
    expect((await factsOf(first)) + (await factsOf(second))).toBe(2_000);
    expect(await side.taken('ledger@1')).toEqual({ a: numbers(0, 1_998, 2), b: numbers(1, 1_999, 2) });
  });

  it('lets a view that is behind catch up alone and join the others, without a gap or a repeat', async () => {
    const other = { ...ledger(), name: 'other' };
    await side.reachedAll([ledger()], await side.history.write(0, 999, ['a', 'b']));
    await side.stopRunners();
    side.run([ledger(), other], { batch: 25 });
    // History goes on while the new one catches up.
    let last = -1;
    for (let n = 1_000; n < 1_200; n += 10) last = await side.history.write(n, n + 9, ['a', 'b']);
    await side.reached('ledger@1', last);
    await side.reached('other@1', last);
    const all = { a: numbers(0, 1_198, 2), b: numbers(1, 1_199, 2) };
    expect(await side.taken('ledger@1')).toEqual(all);
    expect(await side.taken('other@1')).toEqual(all);
  });

  it('loses and repeats nothing when the read database goes away in the middle of it', async () => {
    const own = await ReadSide.start('own');
    const keys = numbers(0, 36).map((n) => `k${n}`);
    own.run([ledger()], { batch: 40 });
    let last = -1;
    for (let round = 0; round < 3; round += 1) {
      const writing = own.history.write(round * 1_000, round * 1_000 + 999, keys);
      await own.restartMongo(200);
      last = await writing;
    }
    await own.reached('ledger@1', last);
    const expected = Object.fromEntries(
      keys.map((key, k) => [key, numbers(0, 2_999).filter((n) => n % keys.length === k)]),
    );
    expect(await own.taken('ledger@1')).toEqual(expected);
    await own.stop();
  });

  it('goes on after the event store was away', async () => {
    const own = await ReadSide.start('own');
    own.run([ledger()]);
    await own.reached('ledger@1', await own.history.write(0, 9, ['a']));
    await own.history.restart();
    await own.reached('ledger@1', await own.history.write(10, 19, ['a']));
    expect(await own.taken('ledger@1')).toEqual({ a: numbers(0, 19) });
    await own.stop();
  });
});
