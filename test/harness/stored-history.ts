import { FORWARDS, START } from '@eventstore/db-client';
import { expect } from '@jest/globals';
import { GENESIS } from '../../src/platform/streams/chain.js';
import { safePosition } from '../../src/platform/streams/event-codec.js';
import type { Service } from './service.js';

/** What the store holds of one event: its place, its links and the command that it came from. */
export interface StoredEvent {
  readonly stream: string;
  readonly revision: number;
  /** In `$all`. */
  readonly position: number;
  readonly commandId: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** Every stored event of the service. */
export const history = async (service: Service): Promise<StoredEvent[]> => {
  const found: StoredEvent[] = [];
  for await (const { event } of service.events.readAll({ direction: FORWARDS, fromPosition: START }))
    if (event?.streamId.startsWith(`${service.stores.namespace}.`)) {
      const { commandId, previousHash, hash } = event.metadata as Pick<
        StoredEvent,
        'commandId' | 'previousHash' | 'hash'
      >;
      const place = { revision: Number(event.revision), position: safePosition(event.position?.commit) };
      found.push({ stream: event.streamId, ...place, commandId, previousHash, hash });
    }
  return found;
};

/** Every stream is whole: no revision and no link of its chain is missing. */
export const expectWhole = (events: readonly StoredEvent[]): void => {
  const next = new Map<string, { revision: number; previousHash: string }>();
  for (const { stream, revision, previousHash, hash } of events) {
    const expected = next.get(stream) ?? { revision: 0, previousHash: GENESIS };
    expect({ stream, revision, previousHash }).toEqual({ stream, ...expected });
    next.set(stream, { revision: revision + 1, previousHash: hash });
  }
};
