import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { decider } from '../../../src/kernel/decider.js';
import type { DomainEvent } from '../../../src/kernel/event.js';
import { MasterKey } from '../../../src/platform/sealing/master-key.js';
import { SubjectKeys } from '../../../src/platform/sealing/subject-keys.js';
import { connectEventStore } from '../../../src/platform/streams/connect.js';
import { endClient } from '../../../src/platform/streams/end-client.js';
import { StoreUnavailable } from '../../../src/platform/streams/errors.js';
import { EventCatalogue } from '../../../src/platform/streams/event-codec.js';
import { StreamStore } from '../../../src/platform/streams/stream-store.js';
import { ServerProcess } from '../../harness/stores.js';
import { metaOf } from '../../projections/ledger-view.js';
import { clusterUrl } from '../../support/databases.js';

type Ticked = DomainEvent<'Ticked', Record<string, never>>;
const tally = decider({
  category: 'tally',
  events: { Ticked: { version: 1 } },
  commands: {},
  initial: 0,
  evolve: (count: number, _event: Ticked) => count + 1,
  decide: {},
  idOf: () => 'one',
  unitOf: () => 'unit',
});
const NO_KEYS = new SubjectKeys(
  () => {
    throw new Error('A tally has no personal data');
  },
  new MasterKey(randomBytes(32)),
);
/** Of gRPC. */
const UNAVAILABLE = 14;
const names = (of: string): string[] => Array.from({ length: 10 }, (_, n) => `${of}-${n}`);

describe('a cluster that goes away', () => {
  let data: string;
  let server: ServerProcess;
  let client: EventStoreDBClient;
  let store: StreamStore;
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'cluster-'));
    server = new ServerProcess('eventstore', data);
    await server.start();
    client = connectEventStore(clusterUrl(server.port));
    store = new StreamStore(client, new EventCatalogue([tally]), NO_KEYS);
  });
  afterEach(async () => {
    await endClient(client);
    await server.stop();
    rmSync(data, { recursive: true });
  });

  /** Adds to a stream without reading it. @returns its revision */
  const tick = async (id: string): Promise<number> => {
    const { schema: _schema, ...meta } = metaOf(randomUUID());
    const event: Ticked = { type: 'Ticked', data: {} };
    return (await store.append(tally, id, store.presume(tally, id), [event], meta)).revision;
  };
  const reasons = (outcomes: readonly PromiseSettledResult<unknown>[]): unknown[] =>
    outcomes.map((one): unknown => (one.status === 'rejected' ? one.reason : one.value));
  const away = (count: number): unknown[] => Array.from({ length: count }, () => expect.any(StoreUnavailable));

  it('is away for commands and reads as long as no node answers; then all goes on', async () => {
    expect(await tick('one')).toBe(0);
    for (const round of ['first', 'second']) {
      await server.kill();
      // Of those at once, some find the connection lost while others look for a node already; then all look for one.
      for (const _ of ['at once', 'later']) {
        const lost = [...names(round).map(tick), ...names(round).map((id) => store.load(tally, id, 0))];
        expect(reasons(await Promise.allSettled(lost))).toEqual(away(20));
      }
      await server.start();
      expect(await Promise.all(names(round).map(tick))).toEqual(names(round).map(() => 0));
    }
    expect((await store.load(tally, 'one', 0)).revision).toBe(0);
    expect(await tick('one')).toBe(1);
  }, 60_000);

  it('need not be there when the process starts', async () => {
    await server.kill();
    for (let n = 0; n < 2; n += 1)
      expect(reasons(await Promise.allSettled(names('early').map(tick)))).toEqual(away(10));
    await server.start();
    expect(await Promise.all(names('early').map(tick))).toEqual(names('early').map(() => 0));
  }, 60_000);

  it('leaves no failure that nobody waits for, when a call is lost while others look for a node', async () => {
    await server.kill();
    const looking = store.load(tally, 'one', 0);
    await new Promise((done) => setImmediate(done));
    const inner = client as unknown as { handleError: (of: object, error: Error) => Promise<void> };
    const lost = Object.assign(new Error('Connection dropped'), { code: UNAVAILABLE });
    const [followedUp] = await Promise.allSettled([inner.handleError({ getChannel: () => undefined }, lost), looking]);
    expect(followedUp.status).toBe('fulfilled');
    await expect(looking).rejects.toThrow(StoreUnavailable);
  });
});
