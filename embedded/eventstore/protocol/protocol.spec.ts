import { rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { get } from 'node:http';
import { connect as connectSocket } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessDeniedError, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { credentials, makeClientConstructor, type ServiceDefinition, type ServiceError, status } from '@grpc/grpc-js';
import { collect, numbers, served, type Served } from '../eventstore.support.js';
import { LOCALHOST } from './certificate.support.js';
import { MonitoringService, OperationsService, ProjectionsService, UsersService } from './messages.js';

const event = (n: number) => jsonEvent({ type: 'Numbered', data: { n } });
const { Empty } = createRequire(import.meta.url)('@eventstore/db-client/generated/shared_pb.js') as {
  Empty: new () => { serializeBinary: () => Uint8Array };
};

describe('what the embedded event store leaves out', () => {
  let on: Served;
  beforeAll(async () => {
    on = await served();
  });
  afterAll(() => on.stop());

  it.each([
    ['Projections', ProjectionsService],
    ['Operations', OperationsService],
    ['User management', UsersService],
    ['Monitoring', MonitoringService],
  ])('is refused as unimplemented, by name: every call of %s', async (name, service) => {
    const methods = Object.entries(service as unknown as ServiceDefinition);
    expect(methods.length).toBeGreaterThan(0);
    for (const [method, definition] of methods) {
      const Client = makeClientConstructor({ [method]: definition }, 'Client');
      const client = new Client(`127.0.0.1:${on.server.port}`, credentials.createInsecure());
      const error = await new Promise<ServiceError>((failed) => {
        const bytes = (): Buffer => Buffer.from(new Empty().serializeBinary());
        const nothing = (): null => null;
        if (definition.responseStream)
          client.makeServerStreamRequest(definition.path, bytes, nothing, null).on('error', failed);
        else client.makeUnaryRequest(definition.path, bytes, nothing, null, (error) => failed(error as ServiceError));
      });
      client.close();
      expect([method, error.code]).toEqual([method, status.UNIMPLEMENTED]);
      expect(error.details).toBe(`${name} (${method}) is not supported by the embedded event store`);
    }
  });

  it('is AtomPub: plain HTTP gets 501 and the reason', async () => {
    const answer = await new Promise<{ code: number | undefined; text: string }>((done, failed) => {
      get({ port: on.server.port, host: '127.0.0.1', path: '/streams/some' }, (response) => {
        let text = '';
        response.on('data', (part: Buffer) => (text += part.toString()));
        response.on('end', () => done({ code: response.statusCode, text }));
      }).on('error', failed);
    });
    expect(answer).toEqual({ code: 501, text: expect.stringContaining('AtomPub') });
    // And gRPC goes on at the same port.
    await on.client.appendToStream('beside-http', event(1));
    expect(numbers(await collect(on.client.readStream('beside-http')))).toEqual([1]);
  });

  it('does not wait at its stop for connections that never said anything', async () => {
    const other = await served();
    const silent = connectSocket(other.server.port, '127.0.0.1');
    await new Promise((connected) => silent.once('connect', connected));
    const ended = new Promise((closed) => silent.once('close', closed));
    await other.stop();
    await ended;
  });
});

describe('connecting to the embedded event store', () => {
  it('finds the one node by gossip, as if it were a cluster', async () => {
    const on = await served();
    for (const url of [
      `esdb+discover://127.0.0.1:${on.server.port}?tls=false`,
      `esdb://127.0.0.1:${on.server.port},127.0.0.1:${on.server.port}?tls=false&nodePreference=leader`,
    ]) {
      const client = EventStoreDBClient.connectionString(url);
      await client.appendToStream('found', event(1));
      await client.dispose();
    }
    expect(await collect(on.client.readStream('found'))).toHaveLength(2);
    await on.stop();
  });

  describe('with TLS and users', () => {
    let on: Served;
    const folder = mkdtempSync(join(tmpdir(), 'eventstore-'));
    const authority = join(folder, 'node.crt');
    const through = async (user: string, use: (client: EventStoreDBClient) => Promise<unknown>): Promise<unknown> => {
      const url = `esdb://${user}localhost:${on.server.port}?tls=true&tlsCAFile=${authority}`;
      const client = EventStoreDBClient.connectionString(url);
      return use(client).finally(() => client.dispose());
    };
    const append = (client: EventStoreDBClient): Promise<unknown> => client.appendToStream('secured', event(1));
    const read = (client: EventStoreDBClient): Promise<unknown> => collect(client.readStream('secured'));
    beforeAll(async () => {
      writeFileSync(authority, LOCALHOST.certificate);
      on = await served({ users: { admin: 'right', other: 'p:w' }, tls: LOCALHOST });
    });
    afterAll(async () => {
      await on.stop();
      rmSync(folder, { recursive: true });
    });

    it('lets those in who have a password, also one with a colon, and nobody else: reads, appends, subscriptions', async () => {
      await through('admin:right@', append);
      await through('other:p%3Aw@', read);
      for (const user of ['admin:wrong@', 'nobody:right@', 'toString:x@', '']) {
        await expect(through(user, append)).rejects.toBeInstanceOf(AccessDeniedError);
        await expect(through(user, read)).rejects.toBeInstanceOf(AccessDeniedError);
        const follow = (client: EventStoreDBClient): Promise<unknown> => collect(client.subscribeToAll(), 1);
        await expect(through(user, follow)).rejects.toBeInstanceOf(AccessDeniedError);
      }
      expect(await through('admin:right@', read)).toHaveLength(1);
    });

    it('takes the credentials of a call before those of the connection', async () => {
      const right = { username: 'admin', password: 'right' };
      const client = `admin:wrong@`;
      await through(client, (one) => one.appendToStream('by-call', event(1), { credentials: right }));
      await expect(
        through('admin:right@', (one) =>
          one.appendToStream('by-call', event(2), { credentials: { ...right, password: 'wrong' } }),
        ),
      ).rejects.toBeInstanceOf(AccessDeniedError);
      expect(await through('admin:right@', (one) => collect(one.readStream('by-call')))).toHaveLength(1);
    });

    it('does not trust a server whose certificate it does not know, nor speaks plain text to it', async () => {
      const plain = on.client.appendToStream('secured', event(2));
      await expect(plain).rejects.toMatchObject({ code: status.UNAVAILABLE });
      const stranger = EventStoreDBClient.connectionString(`esdb://admin:right@localhost:${on.server.port}?tls=true`);
      await expect(read(stranger)).rejects.toMatchObject({ code: status.UNAVAILABLE });
      await stranger.dispose();
    });
  });
});
