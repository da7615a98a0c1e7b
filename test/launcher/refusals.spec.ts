import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEventStore } from '../../embedded/eventstore/server.js';
import { startMongo } from '../../embedded/mongodb/server.js';
import { openStores } from '../harness/stores.js';
import { answers, endAll, eventually, Launched } from './launched.js';

describe('a start that cannot be', () => {
  let data: string;
  let other: Server;
  let taken: string;
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'launcher-'));
    other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    taken = String((other.address() as AddressInfo).port);
  });
  afterAll(async () => {
    await endAll();
    other.close();
    rmSync(data, { recursive: true });
  });

  it('names every wrong setting, and starts nothing', async () => {
    const folder = join(data, 'none');
    const launched = new Launched({ DATA_DIR: folder, PORT: 'high', EVENTSTORE_URL: 'http://x', MONGODB_URL: 'x' });
    expect(await launched.ended).toBe(1);
    for (const name of ['PORT', 'EVENTSTORE_URL', 'MONGODB_URL'])
      expect(launched.output).toContain(`  ${name}: must be`);
    expect(existsSync(folder)).toBe(false);
  });

  it.each(['PORT', 'PROJECTIONS_PORT'])('says that %s is in use, and ends what it had started', async (setting) => {
    const launched = new Launched({ DATA_DIR: data, [setting]: taken });
    expect(await launched.ended).toBe(3);
    expect(launched.output).toContain(`Port ${taken} is in use: set ${setting} to another one`);
    expect(launched.output).not.toContain('starting it again');
    // The folders are free again.
    const store = await startEventStore({ data: join(data, 'eventstore'), port: 0 });
    await store.stop();
  });

  it.each([
    ['eventstore', startEventStore],
    ['mongodb', startMongo],
  ])('says that the data folder of %s is in use', async (name, start) => {
    const folder = join(data, name);
    const holder = await start({ data: folder, port: 0 });
    const launched = new Launched({ DATA_DIR: data });
    expect(await launched.ended).toBe(2);
    expect(launched.output).toContain(`The data folder ${folder} is in use by another process`);
    await holder.stop();
  });
});

describe('databases that the settings name', () => {
  it('are used, and no embedded server is started', async () => {
    const stores = await openStores();
    const data = mkdtempSync(join(tmpdir(), 'launcher-'));
    const { eventStoreUrl, mongoUrl, namespace } = stores;
    const launched = await Launched.ready({
      DATA_DIR: data,
      EVENTSTORE_URL: eventStoreUrl,
      MONGODB_URL: mongoUrl,
      NAMESPACE: namespace,
    });
    expect([...launched.processes().keys()].sort()).toEqual(['projections/main.js', 'src/main.js']);
    expect(await eventually(() => answers(`${launched.url}/readyz`))).toBe(true);
    const { status, position } = await launched.found('fuzhou');
    expect([status, await launched.units(position)]).toEqual([200, ['fuzhou']]);
    expect(['eventstore', 'mongodb'].filter((name) => existsSync(join(data, name)))).toEqual([]);
    launched.kill('SIGTERM');
    expect(await launched.ended).toBe(0);
    await stores.stop();
    rmSync(data, { recursive: true });
  });

  it.each([
    ['EVENTSTORE_URL', 'esdb://127.0.0.1:1?tls=false', 'embedded/mongodb/main.js'],
    ['MONGODB_URL', 'mongodb://127.0.0.1:1/', 'embedded/eventstore/main.js'],
  ])('%s alone leaves the other one embedded', async (setting, url, started) => {
    const data = mkdtempSync(join(tmpdir(), 'launcher-'));
    const launched = await Launched.ready({ DATA_DIR: data, [setting]: url });
    expect([...launched.processes().keys()].sort()).toEqual([started, 'projections/main.js', 'src/main.js']);
    expect((await fetch(`${launched.url}/readyz`)).status).toBe(503);
    launched.kill('SIGTERM');
    expect(await launched.ended).toBe(0);
    rmSync(data, { recursive: true });
  });
});
