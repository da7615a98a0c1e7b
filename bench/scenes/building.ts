import { type EventStoreDBClient, type Filter, START } from '@eventstore/db-client';
import { views } from '../../projections/registry.js';
import { CHECKPOINTS, type CheckpointDocument, idOf } from '../../src/platform/read-store/read-documents.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { safePosition } from '../../src/platform/streams/event-codec.js';
import type { Installation } from '../system/installation.js';
import type { Measured } from '../system/processes.js';

const POLL_MS = 50;
/** A build that does not move for so long has stopped. */
const LIMIT_MS = 300_000;

/** A history that was written. */
export interface History {
  readonly count: number;
  /** Position of the last fact. */
  readonly last: number;
}

/** Reads everything through a bare subscription with the product's filter. @returns seconds */
export const drain = async (client: EventStoreDBClient, filter: Filter, { count, last }: History): Promise<number> => {
  globalThis.gc?.();
  const begun = performance.now();
  const subscription = client.subscribeToAll({ fromPosition: START, filter });
  let read = 0;
  for await (const { event } of subscription) {
    read += 1;
    if (event && safePosition(event.position.commit) >= last) break;
  }
  const seconds = (performance.now() - begun) / 1_000;
  if (read !== count) throw new Error(`${read} of ${count} events were read`);
  return seconds;
};

/** The position that every view has reached. */
const reached = async (on: Installation): Promise<number> => {
  const all = on.db.collection<CheckpointDocument>(CHECKPOINTS);
  const positions = new Map((await all.find({}).toArray()).map((one) => [one._id, one.position]));
  return Math.min(...views.map((view) => positions.get(idOf(view)) ?? -1));
};

/** Waits until every view is at a position. @returns seconds since `begun` @throws Error when they do not move for five minutes */
export const until = async (on: Installation, position: number, begun: number): Promise<number> => {
  let [at, moved] = [-1, performance.now()];
  for (let now = await reached(on); now < position; now = await reached(on)) {
    if (now > at) [at, moved] = [now, performance.now()];
    if (performance.now() - moved > LIMIT_MS) throw new Error('The views do not catch up');
    await pause(POLL_MS);
  }
  return (performance.now() - begun) / 1_000;
};

/** Takes part in a build of the views: what is measured of it. */
export interface Watcher {
  readonly begun?: (projections: Measured) => Promise<void>;
  readonly half?: (projections: Measured) => Promise<void>;
  readonly done?: (projections: Measured) => Promise<void>;
}

/** Builds every view from nothing. @returns seconds from when the process is ready to when the last view has everything */
export const catchUp = async (on: Installation, { last }: History, watcher: Watcher = {}): Promise<number> => {
  await on.db.dropDatabase();
  const projections = await on.startProjections();
  await watcher.begun?.(projections);
  const begun = performance.now();
  if (watcher.half) {
    await until(on, last / 2, begun);
    await watcher.half(projections);
  }
  const seconds = await until(on, last, begun);
  await watcher.done?.(projections);
  await projections.stop();
  return seconds;
};
