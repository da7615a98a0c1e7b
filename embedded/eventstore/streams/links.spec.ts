import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessDeniedError, EventStoreDBClient, jsonEvent, type ResolvedEvent } from '@eventstore/db-client';
import { LOCALHOST } from './protocol/certificate.support.js';
import { type RunningServer, startEventStore } from './server.js';

const collect = async (read: AsyncIterable<ResolvedEvent>): Promise<ResolvedEvent[]> => {
  const all: ResolvedEvent[] = [];
  for await (const one of read) all.push(one);
  return all;
};

describe('links and users of the embedded event store', () => {
  let server: RunningServer;
  let client: EventStoreDBClient;
  let data = '';
  let authority = '';
  const url = (user: string): string => `esdb://${user}@localhost:${server.port}?tls=true&tlsCAFile=${authority}`;
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'eventstore-'));
    authority = join(data, 'node.crt');
    writeFileSync(authority, LOCALHOST.certificate);
    // The client sends credentials over TLS alone.
    server = await startEventStore({ data, port: 0, users: { admin: 'right' }, tls: LOCALHOST });
    client = EventStoreDBClient.connectionString(url('admin:right'));
  });
  afterAll(async () => {
    await client.dispose();
    await server.stop();
    rmSync(data, { recursive: true });
  });

  it('gives what a link stands for when asked to, and nothing in its place when that is gone', async () => {
    await client.appendToStream('target', jsonEvent({ type: 'Target', data: { n: 1 } }));
    const links = ['0@target', '7@target', '0@missing'].map((data) => ({
      ...jsonEvent({ type: '$>', data: {} }),
      contentType: 'application/octet-stream' as const,
      data: Buffer.from(data),
    }));
    for (const link of links) await client.appendToStream('links', link);
    const plain = await collect(client.readStream('links'));
    expect(plain.map((one) => one.event?.type)).toEqual(['$>', '$>', '$>']);
    const resolved = await collect(client.readStream('links', { resolveLinkTos: true }));
    expect(resolved.map((one) => one.event?.type)).toEqual(['Target', undefined, undefined]);
    expect(resolved.map((one) => one.link?.revision)).toEqual([0n, 1n, 2n]);
  });

  it('lets nobody in with a wrong password', async () => {
    const stranger = EventStoreDBClient.connectionString(url('admin:wrong'));
    await expect(collect(stranger.readStream('target'))).rejects.toBeInstanceOf(AccessDeniedError);
    await stranger.dispose();
  });

  it('says that projections are not there', async () => {
    await expect(client.enableProjection('$by_category')).rejects.toThrow(/Projections.*embedded/);
  });
});
