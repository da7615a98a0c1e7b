import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, type ResolvedEvent } from '@eventstore/db-client';
import { type EventStoreOptions, type RunningServer, startEventStore } from './server.js';

/** A server of a test's own, and the official client on it. */
export interface Served {
  readonly server: RunningServer;
  readonly client: EventStoreDBClient;
  readonly stop: () => Promise<void>;
}

export const connect = (port: number): EventStoreDBClient =>
  EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);

export const served = async (options: Partial<EventStoreOptions> = {}): Promise<Served> => {
  const data = mkdtempSync(join(tmpdir(), 'eventstore-'));
  const server = await startEventStore({ data, port: 0, ...options });
  const client = connect(server.port);
  const stop = async (): Promise<void> => {
    await client.dispose();
    await server.stop();
    rmSync(data, { recursive: true });
  };
  return { server, client, stop };
};

/** All that a read gives, or so many of what a subscription gives. */
export const collect = async (read: AsyncIterable<ResolvedEvent>, count = Infinity): Promise<ResolvedEvent[]> => {
  const all: ResolvedEvent[] = [];
  for await (const one of read) {
    all.push(one);
    if (all.length === count) break;
  }
  return all;
};

/** The `n` of each event's data. */
export const numbers = (events: readonly ResolvedEvent[]): unknown[] =>
  events.map(({ event }) => (event?.data as { n: number } | undefined)?.n);
