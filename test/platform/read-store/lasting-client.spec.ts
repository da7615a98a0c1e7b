import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { LastingClient } from '../../../src/platform/read-store/lasting-client.js';
import { startMongo } from '../../../embedded/mongodb/server.js';
import { mongoUrl, newNamespace } from '../../support/databases.js';
import { until } from '../../projections/read-side.js';

const OPTIONS = { serverSelectionTimeoutMS: 200 };

describe('a client whose first connection finds no server', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lasting-client-'));
  let server: Awaited<ReturnType<typeof startMongo>>;
  let lasting: LastingClient;
  let plain: MongoClient;
  const answers = async (client: MongoClient): Promise<boolean> => {
    const found = client.db(newNamespace()).collection('none').findOne({});
    return found.then(
      () => true,
      () => false,
    );
  };
  beforeAll(async () => {
    const { port, stop } = await startMongo({ data: dataDir, port: 0 });
    await stop();
    lasting = new LastingClient(mongoUrl(port), OPTIONS);
    plain = new MongoClient(mongoUrl(port), OPTIONS);
    expect([await answers(lasting), await answers(plain)]).toEqual([false, false]);
    server = await startMongo({ data: dataDir, port });
  });
  afterAll(async () => {
    await Promise.all([lasting.close(), plain.close()]);
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('has one as soon as there is one', async () => {
    await until('the client answers', () => answers(lasting));
  });

  it('would have none for ever if it were the driver’s alone', async () => {
    expect(await answers(plain)).toBe(false);
  });
});
