import { type EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';
import { KeyedQueue } from '../../src/platform/commands/keyed-queue.js';
import { safePosition } from '../../src/platform/streams/event-codec.js';
import { round } from '../measure/load.js';
import type { Author, Fact, Written } from './author.js';

/** One bare append, as the product makes it: one event, expected revision given. @returns the event's position */
export const append = async (client: EventStoreDBClient, { name, after, stored }: Written): Promise<number> => {
  const expectedRevision = after < 0 ? NO_STREAM : BigInt(after);
  const result = await client.appendToStream(name, [stored], {
    expectedRevision,
    deadline: 10_000,
  });
  return safePosition(result.position?.commit);
};

const IN_FLIGHT = 256;
const CHUNK = 10_000;

/** Writes history as fast as the store takes it. @returns position of the last */
export const writeAll = async (client: EventStoreDBClient, author: Author, facts: Iterable<Fact>): Promise<number> => {
  const queue = new KeyedQueue();
  let last = -1;
  let chunk: Written[] = [];
  const flush = async (): Promise<void> => {
    const written = chunk;
    chunk = [];
    await round(IN_FLIGHT, written.length, async (index) => {
      const one = written[index];
      if (one) last = Math.max(last, await queue.run(one.name, () => append(client, one)));
    });
  };
  for (const fact of facts) {
    chunk.push(author.write(fact));
    if (chunk.length === CHUNK) await flush();
  }
  if (chunk.length > 0) await flush();
  return last;
};

/** Facts that are put together before they are written in bulk. */
const BULK = 100_000;
/** Events of one append: far below the largest message. */
const TOGETHER = 200;

/** A stretch of one stream. */
interface Stretch {
  readonly name: string;
  readonly after: number;
  readonly stored: Written['stored'][];
}

/**
 * Writes a long history in a few minutes: what follows in a stream within a stretch of history goes into one append. Every stream is as the
 * product would have written it; streams are less mixed in the log than events that came one by one.
 */
export const writeInBulk = async (client: EventStoreDBClient, author: Author, facts: Iterable<Fact>): Promise<void> => {
  let [streams, gathered] = [new Map<string, Stretch[]>(), 0];
  const flush = async (): Promise<void> => {
    const all = [...streams.values()];
    [streams, gathered] = [new Map<string, Stretch[]>(), 0];
    await round(IN_FLIGHT, all.length, async (index) => {
      for (const { name, after, stored } of all[index] ?? []) {
        const expectedRevision = after < 0 ? NO_STREAM : BigInt(after);
        await client.appendToStream(name, stored, {
          expectedRevision,
          deadline: 60_000,
        });
      }
    });
  };
  for (const fact of facts) {
    const { name, after, stored } = author.write(fact);
    const stretches = streams.get(name) ?? [];
    const last = stretches.at(-1);
    if (last && last.stored.length < TOGETHER) last.stored.push(stored);
    else stretches.push({ name, after, stored: [stored] });
    streams.set(name, stretches);
    gathered += 1;
    if (gathered === BULK) await flush();
  }
  await flush();
};
