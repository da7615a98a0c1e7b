import { randomUUID } from 'node:crypto';
import { ANY, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { startEventStore } from '../../embedded/eventstore/server.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { type LedgerEvent, ledgerSource, metaOf } from './ledger-view.js';

export const NAMESPACE = 'test';

export const catalogue = new EventCatalogue([ledgerSource], NAMESPACE);

/** A running event store with its client, and a pen to write history with. */
export class History {
  private constructor(
    private readonly data: string,
    private server: Awaited<ReturnType<typeof startEventStore>>,
    readonly client: EventStoreDBClient,
  ) {}

  static async start(data: string): Promise<History> {
    const server = await startEventStore({ data, port: 0 });
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
    return new History(data, server, client);
  }

  /** A client of its own, as another process has. */
  connect(): EventStoreDBClient {
    return EventStoreDBClient.connectionString(`esdb://127.0.0.1:${this.server.port}?tls=false`);
  }

  /** Appends facts to one stream, in one write. @returns position of the last */
  async append(
    stream: string,
    facts: readonly (readonly [type: LedgerEvent['type'], keys: readonly string[], n: number])[],
  ): Promise<number> {
    const events = facts.map(([type, keys, n]) =>
      jsonEvent({
        id: randomUUID(),
        type,
        data: { keys, n },
        metadata: { ...metaOf(`command-${n}`), previousHash: '', hash: '' },
      }),
    );
    const name = catalogue.storedName(stream);
    const { position } = await this.client.appendToStream(name, events, { expectedRevision: ANY });
    return Number(position?.commit);
  }

  /** `Touched` with numbers from..to, in chunks, over the keys in turn. @returns position of the last */
  async write(from: number, to: number, keys: readonly string[]): Promise<number> {
    let last = -1;
    for (let n = from; n <= to; n += 200) {
      const numbers = Array.from({ length: Math.min(200, to - n + 1) }, (_, i) => n + i);
      last = await this.append(
        'ledger-1',
        numbers.map((each) => ['Touched', [keys[each % keys.length] ?? ''], each]),
      );
    }
    return last;
  }

  /** Ends the store and starts it again on the same port and data. */
  async restart(): Promise<void> {
    const { port } = this.server;
    await this.server.stop();
    this.server = await startEventStore({ data: this.data, port });
  }

  async stop(): Promise<void> {
    // The client never sees the end of an append stream that the store broke off: it is not waited for.
    await Promise.race([this.client.dispose(), pause(500)]);
    await this.server.stop();
  }
}
