import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startEventStore } from '../../../embedded/eventstore/server.js';
import { startMongo } from '../../../embedded/mongodb/server.js';
import { QUARANTINE } from '../../../src/platform/read-store/read-documents.js';
import { readDatabase } from '../../../src/platform/read-store/read-database.js';
import type { Answer } from '../../harness/answers.js';
import { form, foundCounty } from '../../harness/county.js';
import { insist } from '../../harness/insist.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { Service } from '../../harness/service.js';
import { expectWhole, history } from '../../harness/stored-history.js';
import { eventStoreUrl, mongoUrl } from '../../support/databases.js';

/** No more pages than the file has already: what is free within them is soon used up. */
const NO_MORE = { maxPages: 1 };

describe('a full disk under MongoDB', () => {
  it('is 503 for who is new; the others are served, views wait and take nothing for broken, and with room again all goes on', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'e2e-full-documents-'));
    const events = await startEventStore({ data: join(dataDir, 'eventstore'), port: 0 });
    const data = join(dataDir, 'mongodb');
    let mongo = await startMongo({ data, port: 0 });
    const { port } = mongo;
    const again = async (bounds: object): Promise<void> => {
      await mongo.stop();
      mongo = await startMongo({ data, port, ...bounds });
    };
    const urls = { eventStoreUrl: eventStoreUrl(events.port), mongoUrl: mongoUrl(port) };
    const service = await Service.start({ ...urls, namespace: 'full', dataDir, stop: async () => undefined });
    const at = await foundCounty(service);
    service.clock.set('2026-03-09 08:00');
    const register = (n: number): Promise<Answer> =>
      at.worker.post('supervisees', form(n), { 'idempotency-key': `register-${n}` });
    const first = (await insist(() => register(1))).body;
    await at.worker.see('supervisees');

    await again(NO_MORE);
    let acknowledged = 1;
    let refused = await register(2);
    while (refused.status === 200 && acknowledged < 499) {
      acknowledged += 1;
      refused = await register(acknowledged + 1);
    }
    expect([refused.status, refused.body.code]).toEqual([503, 'STORE_UNAVAILABLE']);
    // What needs no new key needs no room in MongoDB.
    const told = { day: '2026-03-09', explainedBy: 'worker-1' };
    const acknowledgement = await insist(() => at.worker.post(`supervisees/${first.id}/rights-acknowledgement`, told));
    expect((await at.worker.get('supervisees?limit=5')).body.items.length).toBeGreaterThan(0);

    await again({});
    await insist(() => register(acknowledged + 1));
    const all = await history(service);
    expectWhole(all);
    expect(all.filter(({ stream }) => /\.supervisee-[^.]*$/.test(stream))).toHaveLength(acknowledged + 2);
    await expectRebuildEqual(service);
    expect(await readDatabase(service.mongo, 'full').collection(QUARANTINE).countDocuments()).toBe(0);
    expect(acknowledgement.body.revision).toBe(1);
    await service.stop();
    await events.stop();
    await mongo.stop();
    rmSync(dataDir, { recursive: true });
  });
});
