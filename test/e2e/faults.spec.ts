import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEventStore } from '../../embedded/eventstore/server.js';
import { startMongo } from '../../embedded/mongodb/server.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { type County, form, foundCounty } from '../harness/county.js';
import { insist, registerDuring } from '../harness/insist.js';
import { expectRebuildEqual } from '../harness/rebuild.js';
import type { Answer } from '../harness/answers.js';
import { Service } from '../harness/service.js';
import { eventStoreUrl, mongoUrl } from '../support/databases.js';
import { openProcesses } from '../harness/stores.js';
import { expectWhole, history } from '../harness/stored-history.js';

/** One day after the ten that a person has to report, on the day of the form: each is counted. */
const LATE = { effectiveOn: '2026-02-26' };

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

  it('the event store, in the middle of commands: what was acknowledged is there, once; the rest is 503 and can be sent again', async () => {
    const answered = await registerDuring(at, 1, 160, async () => {
      for (let round = 0; round < 3; round += 1) {
        await pause(150);
        await stores.events.kill();
        await pause(200);
        await stores.events.start();
      }
    });
    expect(answered.map(({ status }) => status)).toContain(503);
    const events = await history(service);
    expectWhole(events);
    expect(events.filter(({ stream }) => stream.includes('.supervisee-'))).toHaveLength(160);
    const rows = await expectRebuildEqual(service);
    expect(rows['supervisee-roster']).toHaveLength(160);
  });

  it('MongoDB, in the middle of batches: nothing is lost or counted twice', async () => {
    await registerDuring(
      at,
      161,
      320,
      async () => {
        for (let round = 0; round < 3; round += 1) {
          await pause(150);
          await stores.documents.kill();
          await pause(200);
          await stores.documents.start();
        }
      },
      { changed: LATE },
    );
    const events = await history(service);
    expectWhole(events);
    expect(events.filter(({ stream }) => stream.includes('.supervisee-'))).toHaveLength(320);
    const rows = await expectRebuildEqual(service);
    expect(rows['supervisee-roster']).toHaveLength(320);
    const county = rows['monthly-statistics']?.find(({ _id }) => String(_id) === 'minhou:2026-03');
    expect(county).toMatchObject({ intakeMissed: 160 });
  }, 200_000);

  it('queries answer while the event store is away, and say so when MongoDB is', async () => {
    await stores.events.kill();
    expect((await at.worker.get('supervisees?limit=5')).body.items).toHaveLength(5);
    await stores.events.start();
    await stores.documents.kill();
    const away = await at.worker.get('supervisees?limit=5');
    expect([away.status, away.body.code, away.headers.get('retry-after')]).toEqual([503, 'STORE_UNAVAILABLE', '2']);
    await stores.documents.start();
    await insist(() => at.worker.get('supervisees?limit=5'));
  });

  it('another process of the service answers a repeated command with the first receipt', async () => {
    const key = { 'idempotency-key': 'register-1' };
    const first = await at.worker.done('supervisees', form(1), key);
    const other = await Service.start(stores, '2026-03-10 08:00');
    const again = await (await other.as('social-worker', 'ganzhe', 'worker-1')).done('supervisees', form(1), key);
    expect(again).toEqual(first);
    const another = await (await other.as('social-worker', 'ganzhe', 'worker-1')).post('supervisees', form(2));
    expect([another.status, another.body.code]).toEqual([422, 'ALREADY_REGISTERED']);
    // Both know the record; what the other recorded of it, this one finds out.
    const told = { day: '2026-03-09', explainedBy: 'worker-1' };
    const rights = `supervisees/${first.id}/rights-acknowledgement`;
    const keyOfRights = { 'idempotency-key': 'rights-1' };
    const acknowledged = await (await other.as('social-worker', 'ganzhe', 'worker-1')).done(rights, told, keyOfRights);
    const reused = await at.worker.post(rights, { ...told, explainedBy: 'worker-2' }, keyOfRights);
    expect([reused.status, reused.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await at.worker.done(rights, told, keyOfRights)).toEqual(acknowledged);
    await at.head.done(`supervisees/${first.id}/discharge`, { on: '2026-03-09', cause: 'DECEASED' });
    expectWhole(await history(service));
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
    await insist(() => register(acknowledged + 1));
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
