import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Recorded } from '../../../src/kernel/event.js';
import type { PendingDocument } from '../../../src/platform/read-store/read-documents.js';
import { type EventReader, readFact } from '../../../src/platform/subscriptions/history.js';
import { foldKey, type Kept, passOver } from './fold.js';
import { systemNow, type TrackedView } from '../tracked-view.js';

/** What became of a quarantined key. */
export interface RetryResult {
  readonly released: boolean;
  /** Facts that it took now. */
  readonly taken: number;
  /** Why it is still in quarantine. */
  readonly reason?: string;
}

/** How often a row that others write at the same time is read anew. */
const TRIES = 10;

const put = async (of: TrackedView, key: string, change: (before: Kept) => Kept): Promise<Kept> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await of.writer.load(key);
    const after = change(before);
    if (after === before || after === undefined) return after;
    if (await of.writer.replace({ key, before, after })) return after;
  }
  throw new Error(`The row ${key} of ${of.id} kept changing`);
};

const readHeld = async (
  client: EventStoreDBClient,
  reader: EventReader,
  held: readonly PendingDocument[],
): Promise<Recorded[]> => {
  const facts: Recorded[] = [];
  for (const { stream, revision } of held) facts.push(await readFact(client, reader, stream, revision));
  return facts;
};

/** Gives a quarantined key its waiting facts again, read anew from history. Runs between batches. */
export const retryKey = async (
  of: TrackedView,
  key: string,
  client: EventStoreDBClient,
  reader: EventReader,
): Promise<RetryResult> => {
  const { quarantine } = of;
  const facts = await readHeld(client, reader, await quarantine.held(key));
  let failure: ReturnType<typeof foldKey>['failure'];
  await put(of, key, (before) => {
    const folded = foldKey(of.view, key, before, facts);
    failure = folded.failure;
    return folded.kept;
  });
  const failedAt = failure?.event.position ?? Number.POSITIVE_INFINITY;
  const taken = facts.filter(({ position }) => position < failedAt);
  await quarantine.let(key, taken.at(-1)?.position ?? -1);
  if (failure) {
    const { event, error } = failure;
    await quarantine.put(key, { position: event.position, type: event.type, error }, systemNow());
    return { released: false, taken: taken.length, reason: error.message };
  }
  await quarantine.resolve(key);
  return { released: true, taken: facts.length };
};

/** Passes over the fact that a quarantined key failed at, and goes on with those that wait behind it. */
export const skipFact = async (
  of: TrackedView,
  key: string,
  client: EventStoreDBClient,
  reader: EventReader,
): Promise<RetryResult> => {
  const open = await of.quarantine.open(key);
  if (!open) throw new Error(`${key} of ${of.id} is not in quarantine`);
  const { position } = open.event;
  // Noted first: a check against history must know of it whenever the row does.
  await of.quarantine.noteSkipped(key, position);
  await put(of, key, (before) => passOver(key, before, position));
  return retryKey(of, key, client, reader);
};
