import { randomUUID } from 'node:crypto';
import { ANY, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { endClient } from '../../src/platform/streams/end-client.js';
import { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { type Database, newNamespace, openEventStore, type Which } from '../support/databases.js';
import { type LedgerEvent, ledgerSource, metaOf } from './ledger-view.js';

/** A running event store with its client, and a pen to write history with. */
export class History {
  /** What is in streams of this history alone. */
  readonly catalogue = new EventCatalogue([ledgerSource], newNamespace());

  private constructor(
    private readonly server: Database,
    readonly client: EventStoreDBClient,
  ) {}

  /** @param data folder of an embedded server */
  static async start(data: string, which: Which = 'any'): Promise<History> {
    const server = await openEventStore(data, which);
    return new History(server, EventStoreDBClient.connectionString(server.url));
  }

  /** A client of its own, as another process has. */
  connect(): EventStoreDBClient {
    return EventStoreDBClient.connectionString(this.server.url);
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
    const name = this.catalogue.storedName(stream);
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
    await this.server.restart();
  }

  async stop(): Promise<void> {
    await endClient(this.client, 500);
    await this.server.stop();
  }
}
