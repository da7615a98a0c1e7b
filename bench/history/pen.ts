import { type EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';
import { KeyedQueue } from '../../src/platform/commands/keyed-queue.js';
import { safePosition } from '../../src/platform/streams/event-codec.js';
import { round } from '../measure/load.js';
import type { Author, Fact, Written } from './author.js';

/** One bare append, as the product makes it: one event, expected revision given. @returns the event's position */
export const append = async (client: EventStoreDBClient, { name, after, stored }: Written): Promise<number> => {
  const expectedRevision = after < 0 ? NO_STREAM : BigInt(after);
  const result = await client.appendToStream(name, [stored], { expectedRevision, deadline: 10_000 });
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
