import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Recorded } from '../../src/kernel/event.js';
import type { AnyView } from '../../src/kernel/view.js';
import type { RequestDocument, RequestKind } from '../../src/platform/read-store/read-documents.js';
import { ReadStore } from '../../src/platform/read-store/read-store.js';
import { ViewAdmin } from '../../src/platform/read-store/view-admin.js';
import { ledger, type LedgerEvent } from './ledger-view.js';
import { ReadSide, until } from './read-side.js';

describe('what a view cannot take', () => {
  let side: ReadSide;
  let admin: ViewAdmin;

  beforeEach(async () => {
    side = await ReadSide.start();
    admin = new ViewAdmin(side.db);
  });
  afterEach(async () => {
    await side.stop();
  });

  const failingAt =
    (n: number, at: string) =>
    (event: Recorded<LedgerEvent>, key: string): boolean =>
      event.data.n === n && key === at;

  const order = async (kind: RequestKind, key: string | null, view = 'ledger'): Promise<RequestDocument> => {
    const id = await admin.request(kind, { view, key }, 'administrator-1', new Date(0));
    let done: RequestDocument | undefined;
    await until(`the answer to ${kind}`, async () => {
      done = await admin.result(id);
      return done !== undefined && done.status !== 'open';
    });
    return done as RequestDocument;
  };

  const write = async (from: number, to: number): Promise<number> => side.history.write(from, to, ['a', 'b']);

  it('puts the key into quarantine while all others go on, and keeps its later facts waiting', async () => {
    side.run([ledger(1, failingAt(4, 'a')), { ...ledger(), name: 'other' }]);
    await side.reached('ledger@1', await write(0, 5));
    await side.reached('ledger@1', await write(6, 9));
    expect(await side.taken('ledger@1')).toEqual({ a: [0, 2], b: [1, 3, 5, 7, 9] });
    await side.reached('other@1', (await side.checkpoint('ledger@1'))?.position ?? 0);
    expect(await side.taken('other@1')).toEqual({ a: [0, 2, 4, 6, 8], b: [1, 3, 5, 7, 9] });
    const [entry, ...more] = await admin.quarantine();
    expect(entry).toMatchObject({ viewId: 'ledger@1', key: 'a', error: { message: 'Cannot take 4' } });
    expect(more).toEqual([]);
  });

  it('says that a row lacks what was asked for, or a list any fact, while it is in quarantine', async () => {
    let broken = true;
    side.run([ledger(1, (event, key) => broken && failingAt(4, 'a')(event, key)), { ...ledger(), name: 'other' }]);
    const store = new ReadStore(side.db);
    const after = await write(0, 9);
    await side.reached('other@1', after);
    await side.reached('ledger@1', after);
    const stale = async (view: string, key: string): Promise<boolean> =>
      (await store.oneAsOf(view, key, { after })).asOf.stale;
    const listed = async (view: string): Promise<boolean> => (await store.page({ view, after })).asOf.stale;
    expect([await stale('ledger', 'a'), await stale('ledger', 'b'), await listed('ledger')]).toEqual([
      true,
      false,
      true,
    ]);
    expect([await stale('other', 'a'), await listed('other')]).toEqual([false, false]);
    broken = false;
    await order('retry', 'a');
    expect([await stale('ledger', 'a'), await listed('ledger')]).toEqual([false, false]);
  });

  it('takes the waiting facts in order once the fault is mended, also across a restart', async () => {
    let broken = true;
    const view = ledger(1, (event, key) => broken && failingAt(4, 'a')(event, key));
    side.run([view]);
    await side.reached('ledger@1', await write(0, 9));
    expect(await order('retry', 'a')).toMatchObject({ status: 'done', result: { released: false, taken: 0 } });
    await side.stopRunners();
    side.run([view]);
    await side.reached('ledger@1', await write(10, 13));
    expect(await side.taken('ledger@1')).toMatchObject({ a: [0, 2] });
    broken = false;
    expect(await order('retry', 'a')).toMatchObject({ status: 'done', result: { released: true, taken: 5 } });
    await side.reached('ledger@1', await write(14, 15));
    expect(await side.taken('ledger@1')).toMatchObject({ a: [0, 2, 4, 6, 8, 10, 12, 14] });
    expect(await admin.quarantine()).toEqual([]);
  });

  it('passes over the fact on request, which a comparison with history knows of', async () => {
    side.run([ledger(1, failingAt(4, 'a'))]);
    await side.reached('ledger@1', await write(0, 9));
    expect(await order('skip', 'a')).toMatchObject({ status: 'done', result: { released: true } });
    await side.reached('ledger@1', await write(10, 11));
    expect(await side.taken('ledger@1')).toMatchObject({ a: [0, 2, 6, 8, 10] });
    expect(await order('drift', null)).toMatchObject({ status: 'done', result: { compared: 2, differing: 0 } });
  });

  it('stops a view alone that cannot say which rows a fact touches, and goes on when told to pass it over', async () => {
    const lost: AnyView = {
      ...ledger(),
      name: 'lost',
      keys: (event: Recorded<LedgerEvent>) => {
        if (event.data.n === 4) throw new Error('no key in it');
        return event.data.keys;
      },
    };
    side.run([ledger(), lost]);
    const last = await write(0, 9);
    await side.reached('ledger@1', last);
    await until('the block', async () => (await side.checkpoint('lost@1'))?.state === 'blocked');
    expect(await admin.quarantine()).toMatchObject([
      { viewId: 'lost@1', key: null, error: { message: 'no key in it' } },
    ]);
    await until('bad health', async () => (await side.checkpoint('lost@1'))?.healthy === false);
    expect(await order('skip', null, 'lost')).toMatchObject({ status: 'done' });
    await side.reached('lost@1', await write(10, 11));
    expect(await side.taken('lost@1')).toEqual({ a: [0, 2, 6, 8, 10], b: [1, 3, 5, 7, 9, 11] });
    expect(await side.taken('ledger@1')).toEqual({ a: [0, 2, 4, 6, 8, 10], b: [1, 3, 5, 7, 9, 11] });
    expect(await admin.quarantine()).toEqual([]);
  });

  it('does not let a new version take its place while keys of it are in quarantine, and does once they are not', async () => {
    side.run([ledger(1)]);
    const last = await write(0, 9);
    await side.reached('ledger@1', last);
    await side.stopRunners();
    let broken = true;
    const { runner } = side.run([ledger(2, (event, key) => broken && failingAt(4, 'a')(event, key))]);
    await side.reached('ledger@2', last);
    await until('bad health', async () => (await side.checkpoint('ledger@2'))?.healthy === false);
    // It goes on with what comes, beside the live one.
    await side.reached('ledger@2', await write(10, 11));
    const live = async (): Promise<number | undefined> => (await admin.views())[0]?.view.live;
    expect([await live(), (await side.checkpoint('ledger@2'))?.state]).toEqual([1, 'building']);
    expect(runner.status().healthy).toBe(false);
    expect(await order('retry', 'a')).toMatchObject({ status: 'done', result: { released: false } });
    expect(await live()).toBe(1);
    broken = false;
    expect(await order('retry', 'a')).toMatchObject({ status: 'done', result: { released: true } });
    await until('the switch', async () => (await live()) === 2);
    await until('good health', async () => (await side.checkpoint('ledger@2'))?.healthy === true);
    expect(await side.taken('ledger@2')).toEqual({ a: [0, 2, 4, 6, 8, 10], b: [1, 3, 5, 7, 9, 11] });
  });

  it('finds rows that are not what history makes them, and repairs them for good', async () => {
    side.run([ledger()]);
    await side.reached('ledger@1', await write(0, 9));
    expect(await order('drift', null)).toMatchObject({ result: { compared: 2, differing: 0 } });
    const rows = side.db.collection<{ _id: string; taken: number[] }>('ledger@1');
    await rows.updateOne({ _id: 'a' }, { $set: { taken: [0, 99] } });
    await rows.deleteOne({ _id: 'b' });
    expect(await order('drift', null)).toMatchObject({
      result: {
        differing: 2,
        differences: [
          { key: 'a', live: { taken: [0, 99] }, expected: { taken: [0, 2, 4, 6, 8] } },
          { key: 'b', live: null, expected: { taken: [1, 3, 5, 7, 9] } },
        ],
      },
    });
    expect(await order('repair', 'a')).toMatchObject({ status: 'done', result: { repaired: true } });
    expect(await order('repair', 'b')).toMatchObject({ status: 'done', result: { repaired: true } });
    expect(await order('repair', 'b')).toMatchObject({ status: 'done', result: { repaired: false } });
    await side.reached('ledger@1', await write(10, 11));
    expect(await side.taken('ledger@1')).toEqual({ a: [0, 2, 4, 6, 8, 10], b: [1, 3, 5, 7, 9, 11] });
  });

  it('answers an order that cannot be carried out with why', async () => {
    side.run([ledger()]);
    expect(await order('skip', 'a')).toMatchObject({
      status: 'failed',
      result: { reason: 'a of ledger@1 is not in quarantine' },
    });
    expect(await order('retry', null)).toMatchObject({
      status: 'failed',
      result: { reason: 'ledger@1 is not blocked' },
    });
    expect(await order('drift', null, 'none')).toMatchObject({ status: 'failed' });
  });
});
