import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStoreDBClient, ResolvedEvent } from '@eventstore/db-client';
import type { Command } from '../../src/kernel/command.js';
import type { AnyDecider } from '../../src/kernel/decider.js';
import type { DomainEvent, EventMeta, Recorded } from '../../src/kernel/event.js';
import { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { eventsOf } from '../../src/platform/streams/read-events.js';

/** An event as it was once stored: data and envelope of its own time. */
export interface GoldenEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly meta: EventMeta;
}

export const GOLDEN_FILE = join('test', 'golden', 'events.ndjson');

/** Events of one type and version are one of a kind. */
export const kindOf = ({ type, meta }: Pick<GoldenEvent, 'type' | 'meta'>): string => `${type}@${meta.schema}`;

export const goldenEvents = (file = GOLDEN_FILE): GoldenEvent[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as GoldenEvent)
    : [];

/** Notes an event of each kind that a store holds and the file does not, while kinds are noted. */
export const noteStored = async (client: EventStoreDBClient, catalogue: EventCatalogue): Promise<void> => {
  const file = notedIn();
  if (file === undefined) return;
  const known = new Set(goldenEvents(file).map(kindOf));
  for await (const resolved of eventsOf(client.readAll())) {
    const stored = catalogue.decodeStored(resolved);
    if (!stored || known.has(kindOf(stored.event))) continue;
    known.add(kindOf(stored.event));
    appendFileSync(file, `${JSON.stringify({ ...stored.event, data: stored.raw })}\n`);
  }
};

/** A golden event as the store gives it. */
export const asRead = ({ id, stream, revision, position, type, data, meta }: GoldenEvent): ResolvedEvent => ({
  event: {
    ...{ id, type, data, revision: BigInt(revision), streamId: stream, isJson: true, created: new Date(0) },
    metadata: { ...meta, previousHash: '', hash: '' },
    position: { commit: BigInt(position), prepare: BigInt(position) },
  },
});

/** The event as today's code sees it. */
export const asToday = (catalogue: EventCatalogue, event: GoldenEvent): Recorded => {
  const today = catalogue.decode(asRead(event));
  if (!today) throw new Error(`${event.type} is not one of the product's`);
  return today;
};

/** Where kinds of events are noted while tests run; see `npm run golden`. */
const notedIn = (): string | undefined => process.env['GOLDEN_EVENTS'];

/** Stands for the command of a noted decision. */
const NOTED = '00000000-0000-4000-8000-000000000000';

/** Notes facts of a decision as they would be stored, of kinds that no story over HTTP leads to. */
export const noteDecided = (of: AnyDecider, order: Command, facts: readonly DomainEvent[]): void => {
  const file = notedIn();
  if (file === undefined) return;
  const known = new Set(goldenEvents(file).map(kindOf));
  const catalogue = new EventCatalogue([of]);
  const stream = `${of.category}-${String(of.idOf(order))}`;
  const { actor, role, unit, occurredAt } = order.meta;
  const by = { command: order.constructor.name, fingerprint: '', actor, role, unit, jurisdiction: [] };
  const when = { occurredAt, recordedAt: occurredAt, policySet: 'test-set' };
  const ids = { commandId: NOTED, $correlationId: NOTED, $causationId: NOTED };
  for (const [revision, fact] of facts.entries()) {
    const place = { stream, revision, previousHash: '' };
    const { stored } = catalogue.encode(fact, place, { ...ids, ...by, ...when }, (_, field) => `sealed:${field}`);
    const { previousHash: _previous, hash: _hash, ...meta } = stored.metadata as EventMeta & Record<string, unknown>;
    const { id, type, data } = stored;
    if (known.has(`${type}@${meta.schema}`)) continue;
    known.add(`${type}@${meta.schema}`);
    appendFileSync(file, `${JSON.stringify({ id, stream, revision, position: revision, type, data, meta })}\n`);
  }
};
