import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunnerSettings } from '../../projections/runner/runner-parts.js';
import type { AnyView } from '../../src/kernel/view.js';
import { type RequestDocument, type ViewDocument, VIEWS } from '../../src/platform/read-store/read-documents.js';
import { type RequestTarget, ViewAdmin } from '../../src/platform/read-store/view-admin.js';
import { ledger } from './ledger-view.js';
import { ReadSide, until } from './read-side.js';

describe('a view that is built anew beside the live one', () => {
  let side: ReadSide;
  let admin: ViewAdmin;
  beforeEach(async () => {
    side = await ReadSide.start();
    admin = new ViewAdmin(side.db);
  });
  afterEach(async () => {
    await side.stop();
  });

  const run = (view: AnyView = ledger(), settings: Partial<RunnerSettings> = {}): ReturnType<ReadSide['run']> =>
    side.run([view], { graceMs: 3_600_000, ...settings });
  const order = async (
    kind: RequestDocument['kind'],
    target: Partial<RequestTarget> = {},
  ): Promise<RequestDocument | undefined> => {
    const id = await admin.request(kind, { view: 'ledger', key: null, ...target }, 'administrator-1', new Date(0));
    await until(`${kind} is answered`, async () => (await admin.result(id))?.status !== 'open');
    return admin.result(id);
  };
  const view = async (): Promise<ViewDocument | null> =>
    side.db.collection<ViewDocument>(VIEWS).findOne({ _id: 'ledger' });
  const live = async (version: number): Promise<void> =>
    until(`version ${version} answers`, async () => (await view())?.live === version);
  const collections = async (): Promise<string[]> =>
    (await side.db.listCollections({}, { nameOnly: true }).toArray())
      .map(({ name }) => name)
      .filter((name) => name.startsWith('ledger@'))
      .sort();

  it('is followed by what comes meanwhile, compared, and takes its place by one write', async () => {
    const { runner } = run();
    await side.reached('ledger@1', await side.history.write(0, 30, ['a', 'b', 'c']));
    expect(await order('rebuild')).toMatchObject({ status: 'done', result: { build: 'ledger@1.001' } });
    await live(1.001);
    const last = await side.history.write(31, 42, ['a', 'd']);
    await side.reached('ledger@1.001', last);
    expect(await view()).toMatchObject({ live: 1.001, previous: 1, rows: 3, previousRows: 3 });
    expect((await side.checkpoint('ledger@1.001'))?.comparison).toMatchObject({ compared: 3, differing: 0 });
    expect(await side.checkpoint('ledger@1')).toMatchObject({ state: 'kept' });
    await until('its name in the figures', () => Object.keys(runner.status().views).join() === 'ledger');
    expect((await side.taken('ledger@1.001')).d).toEqual(expect.arrayContaining([31]));
  });

  it('waits for the order where it is held, goes on meanwhile, and says what differs from the live one', async () => {
    run();
    await side.reached('ledger@1', await side.history.write(0, 20, ['a', 'b']));
    const rows = side.db.collection<{ _id: string; taken: number[] }>('ledger@1');
    await rows.updateOne({ _id: 'b' }, { $set: { taken: [-1] } });
    await order('rebuild', { hold: true });
    await until('it is built', async () => (await side.checkpoint('ledger@1.001'))?.state === 'built');
    expect(await view()).toMatchObject({ live: 1 });
    expect((await side.checkpoint('ledger@1.001'))?.comparison).toEqual({
      ...{ rows: 2, liveRows: 2, compared: 2, differing: 1, examples: ['b'] },
    });
    const last = await side.history.write(21, 30, ['a', 'b']);
    for (const id of ['ledger@1', 'ledger@1.001']) await side.reached(id, last);
    expect(await order('switch')).toMatchObject({ status: 'done', result: { live: 'ledger@1.001' } });
    expect(await view()).toMatchObject({ live: 1.001, previous: 1 });
    expect((await side.taken('ledger@1.001')).b).not.toContain(-1);
  });

  it('goes on where it was after a stop, and is held still', async () => {
    const { runner } = run();
    const last = await side.history.write(0, 40, ['a', 'b', 'c']);
    await side.reached('ledger@1', last);
    await order('rebuild', { hold: true });
    await runner.stop();
    const before = await side.checkpoint('ledger@1.001');
    expect(before).toMatchObject({ hold: true });
    run();
    await until('it is built', async () => (await side.checkpoint('ledger@1.001'))?.state === 'built');
    expect(await view()).toMatchObject({ live: 1 });
    expect(await order('switch')).toMatchObject({ status: 'done', result: { live: 'ledger@1.001' } });
    expect(await side.taken('ledger@1.001')).toEqual(await side.taken('ledger@1'));
  });

  it('is begun once, however often it is ordered; nothing is switched to before it is built', async () => {
    run();
    await side.reached('ledger@1', await side.history.write(0, 8, ['a']));
    expect(await order('switch')).toMatchObject({ status: 'failed', result: { reason: expect.any(String) } });
    await order('rebuild', { hold: true });
    expect(await order('rebuild', { hold: true })).toMatchObject({ result: { build: 'ledger@1.001' } });
    await until('it is built', async () => (await side.checkpoint('ledger@1.001'))?.state === 'built');
    expect(await collections()).toEqual(['ledger@1', 'ledger@1.001']);
  });

  it('lets the one before go when its grace time is over, and never uses its number again', async () => {
    const first = run();
    await side.reached('ledger@1', await side.history.write(0, 8, ['a']));
    await order('rebuild');
    await live(1.001);
    expect(await collections()).toEqual(['ledger@1', 'ledger@1.001']);
    await first.runner.stop();
    run(ledger(), { graceMs: 0 });
    await until('the old one is gone', async () => (await collections()).join() === 'ledger@1.001');
    expect(await side.checkpoint('ledger@1')).toBeUndefined();
    await order('rebuild');
    await live(1.002);
  });

  it('answers again after a return to the code before, from where that was left, within the grace time', async () => {
    const { runner } = run();
    await side.reached('ledger@1', await side.history.write(0, 8, ['a']));
    await order('rebuild');
    await live(1.001);
    await runner.stop();
    const newer = run(ledger(2));
    await live(2);
    await newer.runner.stop();
    const last = await side.history.write(9, 11, ['a']);
    run(ledger(1));
    await live(1.001);
    await side.reached('ledger@1.001', last);
    expect((await side.taken('ledger@1.001')).a).toHaveLength(12);
  });
});
