import { type EventStoreDBClient, type Filter, FORWARDS, type ResolvedEvent } from '@eventstore/db-client';
import type { Recorded } from '../../kernel/event.js';
import { eventsOf } from '../streams/read-events.js';
import { storeCall } from '../streams/store-calls.js';

/** What of the event catalogue reading needs; `EventCatalogue` is one. */
export interface EventReader {
  filter(types?: Iterable<string>): Filter;
  decode(resolved: ResolvedEvent): Recorded | undefined;
  storedName(stream: string): string;
}

/** One fact by its place in its stream. */
export const readFact = async (
  client: EventStoreDBClient,
  reader: EventReader,
  stream: string,
  revision: number,
): Promise<Recorded> => {
  const read = async (): Promise<Recorded | undefined> => {
    const options = { direction: FORWARDS, fromRevision: BigInt(revision), maxCount: 1 } as const;
    const facts = client.readStream(reader.storedName(stream), options);
    for await (const resolved of eventsOf(facts)) return reader.decode(resolved);
    return undefined;
  };
  const event = await storeCall(`read ${stream}`, read());
  if (event?.revision !== revision) throw new Error(`There is no fact ${revision} in ${stream}`);
  return event;
};
