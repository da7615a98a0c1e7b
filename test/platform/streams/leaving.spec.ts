import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ResolvedEvent, type StreamingRead, StreamNotFoundError } from '@eventstore/db-client';
import { endClient } from '../../../src/platform/streams/end-client.js';
import { eventsOf } from '../../../src/platform/streams/read-events.js';
import { readFact } from '../../../src/platform/subscriptions/history.js';
import { History } from '../../projections/history.js';

describe('leaving the event store', () => {
  let data: string;
  let history: History;
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'leaving-'));
    history = await History.start(data);
    await history.write(0, 1_999, ['a']);
  });
  afterAll(async () => {
    await history.stop();
    rmSync(data, { recursive: true });
  });

  const first = async (read: StreamingRead<ResolvedEvent>): Promise<unknown> => {
    for await (const { event } of eventsOf(read)) return event?.data;
    return undefined;
  };

  it('reads to the end when nobody leaves', async () => {
    const client = history.connect();
    let count = 0;
    for await (const _ of eventsOf(client.readStream(history.catalogue.storedName('ledger-1')))) count += 1;
    expect(count).toBe(2_000);
    await client.dispose();
  });

  it('does not wait for reads that were left early', async () => {
    const client = history.connect();
    expect(await first(client.readAll())).toBeDefined();
    expect(await first(client.readStream(history.catalogue.storedName('ledger-1')))).toEqual({ keys: ['a'], n: 0 });
    expect((await readFact(client, history.catalogue, 'ledger-1', 1_500)).data).toEqual({ keys: ['a'], n: 1_500 });
    await expect(first(client.readStream(`none-${randomUUID()}`))).rejects.toThrow(StreamNotFoundError);
    const thrower = async (): Promise<void> => {
      for await (const _ of eventsOf(client.readAll())) throw new Error('of the reader');
    };
    await expect(thrower()).rejects.toThrow('of the reader');
    await client.dispose();
  });

  it('waits for the client to end, but not for ever', async () => {
    let ended = false;
    const orderly = async (): Promise<void> => {
      await new Promise((later) => setImmediate(later));
      ended = true;
    };
    await endClient({ dispose: orderly });
    expect(ended).toBe(true);
    await endClient({ dispose: () => new Promise(() => undefined) }, 20);
    await expect(endClient({ dispose: () => Promise.reject(new Error('broken')) })).rejects.toThrow('broken');
  });
});
