import { DELETED } from './log-schema.js';
import type { StreamRow } from './stream-table.js';

/** What the writer believes of the stream. */
export type Expected = 'any' | 'no-stream' | 'stream-exists' | number;

export type Verdict =
  | { readonly kind: 'write'; readonly from: number; readonly undelete: boolean }
  | { readonly kind: 'already'; readonly revision: number }
  | { readonly kind: 'wrong-version'; readonly actual: number | undefined }
  | { readonly kind: 'deleted' };

/** What of the stream's history the check has to ask for. */
export interface KnownIds {
  /** Revision at which the stream holds the event id; undefined when it does not. */
  readonly revisionOf: (eventId: string) => number | undefined;
  /** Event ids from a revision on, at most `count`. */
  readonly idsFrom: (revision: number, count: number) => readonly string[];
}

/**
 * Decides whether events may be written, in the order that EventStoreDB 24.2 checks: tombstone, existence, then the expected
 * revision with its idempotency rules: a write that is already there is a success that changes nothing.
 */
export const checkCommit = (
  stream: StreamRow | undefined,
  expected: Expected,
  eventIds: readonly string[],
  known: KnownIds,
): Verdict => {
  if (stream?.tombstoned) return { kind: 'deleted' };
  const softDeleted = stream !== undefined && stream.truncateBefore === DELETED;
  const current = stream && !softDeleted ? stream.last : -1;
  const actual = current < 0 ? undefined : current;
  const write: Verdict = { kind: 'write', from: (stream?.last ?? -1) + 1, undelete: softDeleted };
  if (expected === 'stream-exists' && actual === undefined) return { kind: 'wrong-version', actual };
  if (expected === 'any' || expected === 'stream-exists') return byIds(eventIds, known, write, actual);
  const at = expected === 'no-stream' ? -1 : expected;
  // A soft-deleted stream goes on counting: its last revision is as good as saying that there is none.
  if (at === current || (softDeleted && (at === -1 || at === stream.last))) return write;
  if (at > current) return { kind: 'wrong-version', actual };
  const stored = known.idsFrom(at + 1, eventIds.length);
  const same = stored.length === eventIds.length && stored.every((id, index) => id === eventIds[index]);
  return same && eventIds.length > 0
    ? { kind: 'already', revision: at + eventIds.length }
    : { kind: 'wrong-version', actual };
};

const byIds = (eventIds: readonly string[], known: KnownIds, write: Verdict, actual: number | undefined): Verdict => {
  const [first] = eventIds;
  if (first === undefined || actual === undefined || known.revisionOf(first) === undefined) return write;
  const revisions = eventIds.map((id) => known.revisionOf(id));
  const last = revisions.at(-1);
  return revisions.includes(undefined) || last === undefined
    ? { kind: 'wrong-version', actual }
    : { kind: 'already', revision: last };
};
