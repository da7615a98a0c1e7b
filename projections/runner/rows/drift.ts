import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Db } from 'mongodb';
import type { Recorded } from '../../../src/kernel/event.js';
import type { AnyView } from '../../../src/kernel/view.js';
import {
  CHECKPOINTS,
  type CheckpointDocument,
  idOf,
  type KeptRow,
} from '../../../src/platform/read-store/read-documents.js';
import { EventFeed } from '../../../src/platform/subscriptions/event-feed.js';
import type { EventReader } from '../../../src/platform/subscriptions/history.js';
import { byKey, foldKey, type Kept, passOver } from './fold.js';
import { Quarantine } from './quarantine.js';

/** A row that is not what history makes it. */
export interface Difference {
  readonly key: string;
  readonly live: object | null;
  readonly expected: object | null;
}

export interface DriftReport {
  readonly viewId: string;
  /** The comparison is of the view as it was here. */
  readonly position: number;
  readonly compared: number;
  /** Keys that were left out: they wait in quarantine. */
  readonly quarantined: number;
  readonly differences: readonly Difference[];
}

export interface DriftParts {
  readonly client: EventStoreDBClient;
  readonly reader: EventReader;
  readonly db: Db;
}

/** What to compare: one key, or every n-th (1: all). All rows compared are held in memory. */
export type DriftScope = { readonly key: string } | { readonly oneIn: number };

const inScope = (scope: DriftScope): ((key: string) => boolean) => {
  if ('key' in scope) return (key) => key === scope.key;
  if (scope.oneIn <= 1) return () => true;
  return (key) => createHash('sha1').update(key).digest().readUInt32BE() % scope.oneIn === 0;
};

const contentOf = (kept: Kept): object | null => {
  if (kept === undefined || kept._deleted) return null;
  const { _id, _position, ...row } = kept;
  // As it is after a way through the database, which keeps no undefined.
  return JSON.parse(JSON.stringify(row)) as object;
};

/** Rows of a view folded anew from history. */
export class Refold {
  readonly rows = new Map<string, Kept>();

  constructor(
    private readonly view: AnyView,
    private readonly upTo: (key: string) => number,
    private readonly covers: (key: string) => boolean,
    private readonly skipped: ReadonlyMap<string | null, readonly number[]>,
  ) {}

  take(events: readonly Recorded[]): void {
    const passed = this.skipped.get(null) ?? [];
    for (const [key, of] of byKey(
      this.view,
      events.filter(({ position }) => !passed.includes(position)),
    )) {
      if (!this.covers(key)) continue;
      for (const event of of) if (event.position <= this.upTo(key)) this.one(key, event);
    }
  }

  private one(key: string, event: Recorded): void {
    const before = this.rows.get(key);
    if (this.skipped.get(key)?.includes(event.position)) {
      this.rows.set(key, passOver(key, before, event.position));
      return;
    }
    const { kept, failure } = foldKey(this.view, key, before, [event]);
    if (failure) throw failure.error;
    this.rows.set(key, kept);
  }
}

const readUpTo = async (
  { client, reader }: DriftParts,
  view: AnyView,
  last: number,
  take: (events: readonly Recorded[]) => void,
  signal: AbortSignal,
): Promise<void> => {
  const types = new Set<string>(view.events as string[]);
  const wanted = (type: string): boolean => types.has(type);
  const decode = (resolved: Parameters<EventReader['decode']>[0]): Recorded | undefined => reader.decode(resolved);
  const feed = new EventFeed({ client, filter: reader.filter(), decode, wanted, after: -1 });
  try {
    for (;;) {
      const batch = await feed.next(1_000, signal);
      signal.throwIfAborted();
      const failed = batch.items.find(({ error, position }) => error && position <= last);
      if (failed?.error) throw failed.error;
      take(batch.items.flatMap(({ event, position }) => (event && position <= last ? [event] : [])));
      if (batch.upTo >= last || batch.caughtUp) return;
    }
  } finally {
    await feed.close();
  }
};

/** The rows in scope as they are, with the position that all of them have reached. */
const snapshot = async (
  db: Db,
  view: AnyView,
  covers: (key: string) => boolean,
  signal: AbortSignal,
): Promise<{ position: number; live: Map<string, KeptRow> }> => {
  // The checkpoint is read before the rows: each of them has at least got there.
  const checkpoint = await db.collection<CheckpointDocument>(CHECKPOINTS).findOne({ _id: idOf(view) });
  const live = new Map<string, KeptRow>();
  for await (const row of db.collection<KeptRow>(idOf(view)).find({}, { batchSize: 1_000 })) {
    signal.throwIfAborted();
    if (covers(row._id)) live.set(row._id, row);
  }
  return { position: checkpoint?.position ?? -1, live };
};

/**
 * Compares rows of a view with what history makes them. The view may go on meanwhile: each row is compared as of where it was.
 * @returns the report, the rows as they were read, and as history makes them
 */
export const findDrift = async (
  parts: DriftParts,
  view: AnyView,
  scope: DriftScope,
  signal: AbortSignal,
): Promise<{ report: DriftReport; live: ReadonlyMap<string, KeptRow>; expected: ReadonlyMap<string, Kept> }> => {
  const covers = inScope(scope);
  const quarantine = new Quarantine(parts.db, idOf(view));
  await quarantine.refresh();
  const { position, live } = await snapshot(parts.db, view, covers, signal);
  const upTo = (key: string): number => Math.max(position, live.get(key)?._position ?? -1);
  const last = Math.max(position, ...[...live.values()].map(({ _position }) => _position));
  const skipped = await quarantine.skippedOf();
  const refold = new Refold(view, upTo, (key) => covers(key) && !quarantine.holds(key), skipped);
  await readUpTo(parts, view, last, (events) => refold.take(events), signal);
  const keys = [...new Set([...live.keys(), ...refold.rows.keys()])].filter((key) => !quarantine.holds(key));
  const differences = keys.flatMap((key): Difference[] => {
    const [is, should] = [contentOf(live.get(key)), contentOf(refold.rows.get(key))];
    return isDeepStrictEqual(is, should) ? [] : [{ key, live: is, expected: should }];
  });
  const left = [...live.keys()].filter((key) => quarantine.holds(key)).length;
  const report = { viewId: idOf(view), position, compared: keys.length, quarantined: left, differences };
  return { report, live, expected: refold.rows };
};
