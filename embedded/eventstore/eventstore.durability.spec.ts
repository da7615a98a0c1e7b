import { rmSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ANY, EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { folder, ROUNDS, someMoment, Started } from '../storage/storage.support.js';

const LANES = 64;
const connect = (port: number): EventStoreDBClient =>
  EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);

/** An event knows the append that it came with, and how many came with it. */
interface Part {
  readonly append: string;
  readonly part: number;
  readonly parts: number;
}

interface Acknowledged {
  readonly append: string;
  readonly stream: string;
  readonly last: number;
  readonly parts: number;
}

/** Appends to a stream of its own until the server is gone; every third append has three events. */
const write = async (client: EventStoreDBClient, round: number, lane: number, kept: Acknowledged[]): Promise<never> => {
  const stream = `lane-${lane}-${round}`;
  for (let n = 0, next = 0; ; n += 1) {
    const parts = (n + lane) % 3 === 2 ? 3 : 1;
    const append = `${stream}-${n}`;
    const events = Array.from({ length: parts }, (_, part) =>
      jsonEvent({ type: 'Part', data: { append, part, parts } }),
    );
    const expectedRevision = lane % 4 === 0 ? ANY : next === 0 ? NO_STREAM : BigInt(next - 1);
    const { nextExpectedRevision } = await client.appendToStream(stream, events, { expectedRevision });
    next += parts;
    expect(nextExpectedRevision).toBe(BigInt(next - 1));
    kept.push({ append, stream, last: next - 1, parts });
  }
};

/** Reads all there is; each stream must be without gaps, each append whole, in one piece and in its order. */
const expectWhole = async (client: EventStoreDBClient): Promise<Map<string, number>> => {
  const next = new Map<string, number>();
  const lastOf = new Map<string, number>();
  const open = new Map<string, Part>();
  for await (const { event } of client.readAll()) {
    if (!event?.streamId.startsWith('lane-')) continue;
    const revision = Number(event.revision);
    expect([event.streamId, revision]).toEqual([event.streamId, next.get(event.streamId) ?? 0]);
    next.set(event.streamId, revision + 1);
    const { append, part, parts } = event.data as unknown as Part;
    const before = open.get(event.streamId);
    expect({ append, part }).toEqual(before ? { append: before.append, part: before.part + 1 } : { append, part: 0 });
    if (part + 1 < parts) open.set(event.streamId, { append, part, parts });
    else {
      open.delete(event.streamId);
      lastOf.set(append, revision);
    }
  }
  expect([...open.keys()]).toEqual([]);
  return lastOf;
};

describe('the embedded event store, killed at any moment', () => {
  it(
    'has every acknowledged append, whole, where it was said to be, and no stream with a gap',
    async () => {
      const data = folder();
      const kept: Acknowledged[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const server = await Started.server('eventstore', data);
        const client = connect(server.port);
        const before = kept.length;
        const lanes = Promise.allSettled(Array.from({ length: LANES }, (_, lane) => write(client, round, lane, kept)));
        while (kept.length === before) await someMoment();
        await someMoment();
        await server.end('SIGKILL');
        for (const lane of await lanes) expect(String((lane as PromiseRejectedResult).reason)).not.toContain('expect(');
        await client.dispose();
        const again = await Started.server('eventstore', data);
        const reader = connect(again.port);
        const found = await expectWhole(reader);
        const lost = kept.filter(({ append, last }) => found.get(append) !== last);
        expect(lost).toEqual([]);
        await reader.dispose();
        // Every other time it is killed while it does nothing.
        await again.end(round % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
      }
      expect(kept.some(({ parts }) => parts > 1)).toBe(true);
      rmSync(data, { recursive: true });
    },
    60_000 + ROUNDS * 10_000,
  );
});
