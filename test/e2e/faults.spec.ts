import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FORWARDS, START } from '@eventstore/db-client';
import { startEventStore } from '../../embedded/eventstore/server.js';
import { startMongo } from '../../embedded/mongodb/server.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { type County, form, foundCounty } from './county.js';
import { expectRebuildEqual } from './rebuild.js';
import type { Answer } from './answers.js';
import { Service } from './service.js';
import { eventStoreUrl, mongoUrl } from '../support/databases.js';
import { openProcesses } from './stores.js';

/** Every stored event of the service: its stream, revision and the command that it came from. */
const history = async (service: Service): Promise<{ stream: string; revision: number; commandId: string }[]> => {
  const found: { stream: string; revision: number; commandId: string }[] = [];
  for await (const { event } of service.events.readAll({ direction: FORWARDS, fromPosition: START }))
    if (event?.streamId.startsWith(`${service.stores.namespace}.`)) {
      const { commandId } = event.metadata as { commandId: string };
      found.push({ stream: event.streamId, revision: Number(event.revision), commandId });
    }
  return found;
};

/** No command took effect twice, and every stream is whole. */
const expectWhole = (events: readonly { stream: string; revision: number; commandId: string }[]): void => {
  const next = new Map<string, number>();
  for (const { stream, revision } of events) {
    expect([stream, revision]).toEqual([stream, next.get(stream) ?? 0]);
    next.set(stream, revision + 1);
  }
};

const GOOD = [200, 503];

/** Sends what a front-end would send until it is acknowledged, with the same key each time; tells every status that it saw. */
const insist = async (send: () => Promise<Answer>, statuses: number[]): Promise<Answer> => {
  const end = performance.now() + 40_000;
  for (;;) {
    const answer = await send();
    statuses.push(answer.status);
    if (answer.status === 200) return answer;
    if (answer.status !== 503) throw new Error(`Answered ${answer.status} ${JSON.stringify(answer.body)}`);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    if (performance.now() > end) throw new Error('The service did not come back');
    await pause(100);
  }
};

describe('databases that are killed', () => {
  let stores: Awaited<ReturnType<typeof openProcesses>>;
  let service: Service;
  let at: County;
  beforeAll(async () => {
    stores = await openProcesses();
    service = await Service.start(stores);
    at = await foundCounty(service);
    service.clock.set('2026-03-09 08:00');
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  }, 150_000);

  /** Registers persons from..to, eight at a time, while something is done to the service. */
  const registerDuring = async (from: number, to: number, fault: () => Promise<void>): Promise<number[]> => {
    const statuses: number[] = [];
    let next = from;
    const lane = async (): Promise<void> => {
      while (next <= to) {
        const n = next;
        next += 1;
        const key = { 'idempotency-key': `register-${n}` };
        await insist(() => at.worker.post('supervisees', form(n), key), statuses);
      }
    };
    await Promise.all([fault(), ...Array.from({ length: 8 }, lane)]);
    return statuses;
  };

  it('the event store, in the middle of commands: what was acknowledged is there, once; the rest is 503 and can be sent again', async () => {
    const statuses = await registerDuring(1, 160, async () => {
      for (let round = 0; round < 3; round += 1) {
        await pause(150);
        await stores.events.kill();
        await pause(200);
        await stores.events.start();
      }
    });
    expect(statuses.filter((status) => !GOOD.includes(status))).toEqual([]);
    expect(statuses).toContain(503);
    const events = await history(service);
    expectWhole(events);
    expect(events.filter(({ stream }) => stream.includes('.supervisee-'))).toHaveLength(160);
    const rows = await expectRebuildEqual(service);
    expect(rows['supervisee-roster']).toHaveLength(160);
  });

  it('MongoDB, in the middle of batches: nothing is lost or counted twice', async () => {
    const statuses = await registerDuring(161, 320, async () => {
      for (let round = 0; round < 3; round += 1) {
        await pause(150);
        await stores.documents.kill();
        await pause(200);
        await stores.documents.start();
      }
    });
    expect(statuses.filter((status) => !GOOD.includes(status))).toEqual([]);
    const events = await history(service);
    expectWhole(events);
    expect(events.filter(({ stream }) => stream.includes('.supervisee-'))).toHaveLength(320);
    const rows = await expectRebuildEqual(service);
    expect(rows['supervisee-roster']).toHaveLength(320);
    const county = rows['monthly-statistics']?.find(({ _id }) => String(_id) === 'minhou:2026-03');
    expect(county).toMatchObject({ in: { total: 320, byCategory: { SUSPENDED_SENTENCE: 320 } } });
  }, 200_000);

  it('queries answer while the event store is away, and say so when MongoDB is', async () => {
    await stores.events.kill();
    expect((await at.worker.get('supervisees?limit=5')).body.items).toHaveLength(5);
    await stores.events.start();
    await stores.documents.kill();
    const away = await at.worker.get('supervisees?limit=5');
    expect([away.status, away.body.code, away.headers.get('retry-after')]).toEqual([503, 'STORE_UNAVAILABLE', '2']);
    await stores.documents.start();
    await insist(() => at.worker.get('supervisees?limit=5'), []);
  });

  it('another process of the service answers a repeated command with the first receipt', async () => {
    const key = { 'idempotency-key': 'register-1' };
    const first = await at.worker.done('supervisees', form(1), key);
    const other = await Service.start(stores, '2026-03-10 08:00');
    const again = await (await other.as('social-worker', 'ganzhe', 'worker-1')).done('supervisees', form(1), key);
    expect(again).toEqual(first);
    await other.stop();
  });
});

describe('a full disk', () => {
  it('is 503 for commands; nothing is half done, reading goes on, and with room again all goes on', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'e2e-full-'));
    const mongo = await startMongo({ data: join(dataDir, 'mongodb'), port: 0 });
    const small = { data: join(dataDir, 'eventstore'), maxPages: 120 };
    let store = await startEventStore({ ...small, port: 0 });
    const stores = {
      eventStoreUrl: eventStoreUrl(store.port),
      mongoUrl: mongoUrl(mongo.port),
      namespace: 'full',
      dataDir,
      stop: async () => undefined,
    };
    const service = await Service.start(stores);
    const at = await foundCounty(service);
    service.clock.set('2026-03-09 08:00');
    const register = (n: number): Promise<Answer> =>
      at.worker.post('supervisees', form(n), { 'idempotency-key': `register-${n}` });
    let acknowledged = 0;
    let refused = await register(1);
    while (refused.status === 200 && acknowledged < 499) {
      acknowledged += 1;
      refused = await register(acknowledged + 1);
    }
    expect([refused.status, refused.body.code]).toEqual([503, 'STORE_UNAVAILABLE']);
    expect((await at.worker.get('supervisees?limit=5')).body.items.length).toBeGreaterThan(0);
    const full = await history(service);
    expect(full.filter(({ stream }) => stream.includes('.supervisee-'))).toHaveLength(acknowledged);
    await store.stop();
    store = await startEventStore({ data: small.data, port: store.port });
    await insist(() => register(acknowledged + 1), []);
    const events = await history(service);
    expectWhole(events);
    expect(events.filter(({ stream }) => stream.includes('.supervisee-'))).toHaveLength(acknowledged + 1);
    await expectRebuildEqual(service);
    await service.stop();
    await store.stop();
    await mongo.stop();
    rmSync(dataDir, { recursive: true });
  }, 150_000);
});
