import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readDatabase } from '../../src/platform/read-store/read-database.js';
import { until } from '../projections/read-side.js';
import { form, foundCounty } from '../harness/county.js';
import { type Person, Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Report {
  readonly status: string;
}

describe('running the service', () => {
  let stores: Stores;
  let service: Service;
  let admin: Person;
  let head: Person;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores, '2026-01-05 08:00');
    const at = await foundCounty(service);
    ({ admin, head } = at);
    service.clock.set('2026-03-16 09:00');
    await at.worker.done('supervisees', form());
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const rows = (id: string) =>
    readDatabase(service.mongo, stores.namespace).collection<{ _id: string; officeId?: string }>(id);
  const answered = async (requestId: string): Promise<Report> => {
    let report: Report = { status: 'open' };
    await until(`an answer to ${requestId}`, async () => {
      report = (await admin.get(`operations/requests/${requestId}`)).body;
      return report.status !== 'open';
    });
    return report;
  };
  /** Orders something and waits for what becomes of it. */
  const order = async (view: string, what: string, fields: object = {}): Promise<Report> => {
    const { requestId } = await admin.done(`operations/views/${view}/${what}`, fields);
    return answered(String(requestId));
  };
  /** Runs `npm run projections -- …` as it is built. */
  const cli = (...args: string[]): Promise<Ended> =>
    new Promise((done) => {
      const script = join(process.cwd(), 'dist', 'src', 'operations', 'projections.cli.js');
      const env = { PATH: process.env['PATH'], DATA_DIR: stores.dataDir };
      const all = [script, '--url', service.url, ...args];
      execFile(process.execPath, all, { env }, (error, stdout, stderr) =>
        done({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
  const roster = async (): Promise<{ live: number; versions: { id: string; state: string }[] }> => {
    const { items } = (await admin.get('operations/views')).body as unknown as {
      items: { view: string; live: number; versions: { id: string; state: string }[] }[];
    };
    const found = items.find(({ view }) => view === 'supervisee-roster');
    if (!found) throw new Error('There is no roster');
    return found;
  };

  it('finds a row that is not what history makes it, names it, and writes it as history does', async () => {
    expect((await head.see('supervisees')).items).toHaveLength(1);
    const { live } = await roster();
    const id = `supervisee-roster@${live}`;
    const row = await rows(id).findOne({ officeId: 'ganzhe' });
    if (!row) throw new Error('Nobody is on the roster');
    await rows(id).updateOne({ _id: row._id }, { $set: { officeId: 'elsewhere' } });
    expect(await order('supervisee-roster', 'drift')).toMatchObject({ status: 'done', result: { differing: 1 } });
    expect(await order('supervisee-roster', 'repair', { key: row._id })).toMatchObject({ result: { repaired: true } });
    expect(await order('supervisee-roster', 'drift', { key: row._id })).toMatchObject({ result: { differing: 0 } });
    expect(await rows(id).findOne({ _id: row._id })).toMatchObject({ officeId: 'ganzhe' });
  });

  it('builds a view anew beside the live one, held, and switches by order; queries see the live one throughout', async () => {
    const before = await roster();
    await order('supervisee-roster', 'rebuild', { hold: true });
    await until('it is built', async () => (await roster()).versions.some(({ state }) => state === 'built'));
    expect((await roster()).live).toBe(before.live);
    expect(await cli('status')).toMatchObject({ code: 0, stdout: expect.stringContaining('built (hold)') });
    expect(await cli('switch', 'supervisee-roster')).toMatchObject({ code: 0 });
    const after = await roster();
    expect(after.live).toBeGreaterThan(before.live);
    const { items } = await head.see('supervisees');
    expect(items).toHaveLength(1);
  });

  it('answers orders that cannot be carried out with why, and orders for what there is not with 404', async () => {
    expect(await order('supervisee-roster', 'switch')).toMatchObject({ status: 'failed' });
    expect(await order('supervisee-roster', 'skip', { key: 'nobody' })).toMatchObject({ status: 'failed' });
    expect((await admin.post('operations/views/no-such-view/rebuild')).status).toBe(404);
    expect((await admin.post('operations/views/supervisee-roster/drift', { oneIn: 0 })).status).toBe(400);
    expect((await admin.post('operations/follow-ups/no-such-command/retry')).status).toBe(404);
    expect(await cli('skip', 'supervisee-roster')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('not blocked'),
    });
  });

  it('[SEC-2] is for administrators of the installation alone', async () => {
    const county = await service.as('administrator', 'minhou', 'administrator-minhou');
    const director = await service.as('director', 'minhou', 'director-1');
    for (const path of [
      'operations/views',
      'operations/quarantine',
      'operations/follow-ups',
      'operations/due-moments',
    ]) {
      expect((await admin.get(path)).status).toBe(200);
      expect([(await county.get(path)).status, (await director.get(path)).status]).toEqual([404, 403]);
    }
    expect((await county.post('operations/views/supervisee-roster/rebuild')).status).toBe(404);
  });
});
