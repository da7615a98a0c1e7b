import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AllStreamSubscription, EventStoreDBClient } from '@eventstore/db-client';
import { ViewAdmin } from '../../src/platform/read-store/view-admin.js';
import { ledger } from './ledger-view.js';
import { ReadSide, until } from './read-side.js';

describe('orders to the runner', () => {
  let side: ReadSide;
  let admin: ViewAdmin;
  beforeEach(async () => {
    side = await ReadSide.start();
    admin = new ViewAdmin(side.db);
  });
  afterEach(async () => {
    await side.stop();
  });

  /** The event store as it is to a reader that begins with `hang`: it never answers. */
  const hanging = (): { client: EventStoreDBClient; hang: () => void; asked: () => number } => {
    let hangs = false;
    let asked = 0;
    const silence = (): AllStreamSubscription => {
      asked += 1;
      const stream = new PassThrough({ objectMode: true });
      return Object.assign(stream, {
        iterator: () => stream[Symbol.asyncIterator](),
        unsubscribe: async () => void stream.destroy(),
      });
    };
    const client = new Proxy(side.history.client, {
      get: (of, name) => {
        if (name === 'subscribeToAll' && hangs) return silence;
        const found = Reflect.get(of, name) as unknown;
        return typeof found === 'function' ? (found.bind(of) as unknown) : found;
      },
    });
    return { client, hang: () => (hangs = true), asked: () => asked };
  };

  it('are carried out beside the reports, and a stop ends one that is under way and leaves it open', async () => {
    const { client, hang, asked } = hanging();
    const { runner } = side.run([ledger()], {}, side.client, { client });
    await side.reached('ledger@1', await side.history.write(0, 9, ['a', 'b']));
    hang();
    const id = await admin.request('drift', { view: 'ledger', key: null }, 'administrator-1', new Date(0));
    const next = await admin.request('repair', { view: 'ledger', key: 'a' }, 'administrator-1', new Date(0));
    await until('the comparison', () => asked() === 1);
    const before = (await side.checkpoint('ledger@1'))?.updatedAt ?? new Date(0);
    for (const round of [1, 2])
      await until(`report ${round} since`, async () => {
        const { updatedAt = before } = (await side.checkpoint('ledger@1')) ?? {};
        return updatedAt.getTime() > before.getTime() + round;
      });
    // One at a time: the second waits.
    expect(asked()).toBe(1);
    await runner.stop();
    for (const order of [id, next]) expect(await admin.result(order)).toMatchObject({ status: 'open' });
    side.run([ledger()]);
    for (const order of [id, next])
      await until('the answer', async () => (await admin.result(order))?.status === 'done');
  });

  it('[SEC-3] are logged with how many rows differ, never with what is in them', async () => {
    const logged: string[] = [];
    const note = (facts: object, message: string): void => void logged.push(JSON.stringify({ ...facts, message }));
    side.run([ledger()], {}, side.client, { log: { info: note, warn: note, error: note } });
    await side.reached('ledger@1', await side.history.write(0, 9, ['a', 'b']));
    const rows = side.db.collection<{ _id: string; taken: number[] }>('ledger@1');
    await rows.updateOne({ _id: 'a' }, { $set: { taken: [77_777] } });
    const id = await admin.request('drift', { view: 'ledger', key: null }, 'administrator-1', new Date(0));
    await until('the answer', async () => (await admin.result(id))?.status === 'done');
    expect(await admin.result(id)).toMatchObject({ result: { differences: [{ live: { taken: [77_777] } }] } });
    const line = logged.find((one) => one.includes('Carried out a request'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ kind: 'drift', view: 'ledger', compared: 2, differing: 1 });
    expect(logged.join('\n')).not.toMatch(/77777|taken/);
  });
});
