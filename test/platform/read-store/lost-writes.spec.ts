import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Collection, MongoClient } from 'mongodb';
import { readClient, readDatabase } from '../../../src/platform/read-store/read-database.js';
import { type Database, newNamespace, openMongo } from '../../support/databases.js';

interface Counter {
  readonly _id: string;
  readonly n: number;
}

describe('a connection that is lost just as a command is written to it', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lost-writes-'));
  const sockets: Socket[] = [];
  const collect = (message: unknown): void => {
    sockets.push((message as { socket: Socket }).socket);
  };
  let database: Database;
  let client: MongoClient;
  let counters: Collection<Counter>;
  beforeAll(async () => {
    subscribe('net.client.socket', collect);
    database = await openMongo(dataDir);
    client = readClient(database.url, 'test');
    counters = readDatabase(client, newNamespace()).collection<Counter>('counters');
    await counters.insertOne({ _id: 'a', n: 0 });
  });
  afterAll(async () => {
    unsubscribe('net.client.socket', collect);
    await counters.drop();
    await client.close();
    await database.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('does not keep the command for ever: it is sent again', async () => {
    // Closed, but its end is not told yet: for the driver it is a connection to be used.
    for (const socket of sockets) socket.destroy();
    await counters.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
    expect(await counters.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1 });
  });
});
