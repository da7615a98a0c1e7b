import { randomUUID } from 'node:crypto';
import { BACKWARDS, END } from '@eventstore/db-client';
import { expect } from '@jest/globals';
import type { Document } from 'mongodb';
import { eventSources, views } from '../../projections/registry.js';
import { RunnerMetrics } from '../../projections/runner/metrics.js';
import { ProjectionRunner } from '../../projections/runner/runner.js';
import { DEFAULT_RUNNER_SETTINGS } from '../../projections/runner/runner-parts.js';
import { readDatabase } from '../../src/platform/read-store/read-database.js';
import { CHECKPOINTS, type CheckpointDocument, idOf } from '../../src/platform/read-store/read-documents.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { eventsOf } from '../../src/platform/streams/read-events.js';
import type { Service } from './service.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Every row of every view, by view and key, but for positions of rows that were deleted and came again. */
export const rowsIn = async (service: Service, database: string): Promise<Record<string, Document[]>> => {
  const db = readDatabase(service.mongo, database);
  const rows: Record<string, Document[]> = {};
  for (const view of views)
    rows[view.name] = await db.collection(idOf(view)).find({ _deleted: null }).sort({ _id: 1 }).toArray();
  return rows;
};

/** Waits until every view shows everything up to a position. */
export const reached = async (
  service: Service,
  database: string,
  position: number,
  runner: ProjectionRunner,
): Promise<void> => {
  const checkpoints = readDatabase(service.mongo, database).collection<CheckpointDocument>(CHECKPOINTS);
  const end = performance.now() + 60_000;
  for (;;) {
    const at = await checkpoints.find({}).toArray();
    if (views.every((view) => (at.find(({ _id }) => _id === idOf(view))?.position ?? -1) >= position)) return;
    if (performance.now() > end)
      throw new Error(
        `The views did not reach ${position}: ${JSON.stringify(at)}, says the runner ${JSON.stringify(runner.status())}`,
      );
    await pause(25);
  }
};

/** Position of the last fact of the product that history has. */
const lastFact = async ({ events, stores }: Service): Promise<number> => {
  const catalogue = new EventCatalogue(eventSources, stores.namespace);
  for await (const resolved of eventsOf(events.readAll({ direction: BACKWARDS, fromPosition: END }))) {
    const fact = catalogue.decode(resolved);
    if (fact) return fact.position;
  }
  return -1;
};

/** The live rows are what the history alone says (AUD-5): they equal those of views that were built anew from it. */
export const expectRebuildEqual = async (service: Service): Promise<Record<string, Document[]>> => {
  const { namespace } = service.stores;
  const anew = `${namespace}-r${randomUUID().slice(0, 8)}`;
  const runner = new ProjectionRunner({
    client: service.events,
    reader: new EventCatalogue(eventSources, namespace),
    db: readDatabase(service.mongo, anew),
    views,
    settings: { ...DEFAULT_RUNNER_SETTINGS, tickMs: 50, owner: randomUUID() },
    log: silent,
    metrics: new RunnerMetrics(),
  });
  runner.start();
  try {
    for (;;) {
      const last = await lastFact(service);
      await reached(service, anew, last, runner);
      await reached(service, namespace, last, service.runner);
      const [live, rebuilt] = [await rowsIn(service, namespace), await rowsIn(service, anew)];
      // Reactions write on their own: rows that were read while history grew show two moments, and are read again.
      if ((await lastFact(service)) !== last) continue;
      expect(live).toEqual(rebuilt);
      return live;
    }
  } finally {
    await runner.stop();
    await readDatabase(service.mongo, anew).dropDatabase();
  }
};
