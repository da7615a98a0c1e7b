import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMongo } from '../../embedded/mongodb/server.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { clusterUrl, mongoUrl } from '../support/databases.js';
import type { Answer } from '../harness/answers.js';
import { foundCounty } from '../harness/county.js';
import { Service } from '../harness/service.js';
import { ServerProcess } from '../harness/stores.js';

/** Sends until the answer is not 503. */
const untilBack = async (send: () => Promise<Answer>): Promise<Answer> => {
  for (;;) {
    const answer = await send();
    if (answer.status !== 503) return answer;
    await pause(100);
  }
};

describe('the service on an event store cluster', () => {
  let dataDir: string;
  let events: ServerProcess;
  let mongo: Awaited<ReturnType<typeof startMongo>>;
  let service: Service;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'e2e-cluster-'));
    mongo = await startMongo({ data: join(dataDir, 'mongodb'), port: 0 });
    events = new ServerProcess('eventstore', join(dataDir, 'eventstore'));
    await events.start();
    await events.kill();
    const stores = {
      eventStoreUrl: clusterUrl(events.port),
      mongoUrl: mongoUrl(mongo.port),
      namespace: 'cluster',
      dataDir,
      stop: async () => undefined,
    };
    service = await Service.start(stores);
  });
  afterAll(async () => {
    await service.stop();
    await events.stop();
    await mongo.stop();
    rmSync(dataDir, { recursive: true });
  }, 60_000);

  it('starts before the cluster, outlives its outage, and says 503 in the meantime', async () => {
    const admin = await service.as('administrator', '*', 'admin-1');
    const merge = (): Promise<Answer> => admin.post('units/nowhere/merger', { intoId: 'nowhere-else' });
    const refusal = async (): Promise<unknown> => {
      const { status, body, headers } = await merge();
      return [status, body.code, headers.get('retry-after')];
    };
    const AWAY = [503, 'STORE_UNAVAILABLE', '2'];
    for (let n = 0; n < 2; n += 1) expect(await refusal()).toEqual(AWAY);
    await events.start();
    await untilBack(merge);
    const at = await foundCounty(service);
    await events.kill();
    for (let n = 0; n < 3; n += 1) expect(await refusal()).toEqual(AWAY);
    const appoint = { workerId: 'worker-77', officeId: 'ganzhe', name: '林秀', appointedOn: '2026-01-05' };
    for (let n = 0; n < 3; n += 1) expect((await at.director.post('social-workers', appoint)).status).toBe(503);
    await events.start();
    expect((await untilBack(() => at.director.post('social-workers', appoint))).status).toBe(200);
  }, 120_000);
});
