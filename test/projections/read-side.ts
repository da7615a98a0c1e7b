import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db, MongoClient } from 'mongodb';
import { RunnerMetrics } from '../../projections/runner/metrics.js';
import { ProjectionRunner } from '../../projections/runner/runner.js';
import {
  DEFAULT_RUNNER_SETTINGS,
  type RunnerParts,
  type RunnerSettings,
} from '../../projections/runner/runner-parts.js';
import type { AnyView } from '../../src/kernel/view.js';
import { readClient } from '../../src/platform/read-store/read-database.js';
import { CHECKPOINTS, type CheckpointDocument, idOf } from '../../src/platform/read-store/read-documents.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { type Database, openMongo, type Which } from '../support/databases.js';
import { History } from './history.js';

/** Waits until something holds; fails, saying what and with the last error of asking, when it does not within two minutes. */
export const until = async (what: string, holds: () => Promise<boolean> | boolean): Promise<void> => {
  const end = performance.now() + 120_000;
  let cause: unknown;
  for (;;) {
    try {
      if (await holds()) return;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > end) throw new Error(`Waited too long: ${what}`, { cause });
    await pause(10);
  }
};

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Both databases, embedded, and any number of runners on them. */
export class ReadSide {
  private readonly runners = new Set<ProjectionRunner>();
  private readonly clients = new Set<MongoClient>();
  private names = 0;

  private constructor(
    private readonly data: string,
    readonly history: History,
    private readonly mongo: Database,
    readonly client: MongoClient,
  ) {
    this.clients.add(client);
  }

  static async start(which: Which = 'any'): Promise<ReadSide> {
    const data = mkdtempSync(join(tmpdir(), 'read-side-'));
    const history = await History.start(join(data, 'events'), which);
    const mongo = await openMongo(join(data, 'documents'), which);
    return new ReadSide(data, history, mongo, readClient(mongo.url, 'test'));
  }

  get db(): Db {
    return this.dbOf(this.client);
  }

  /** The read database, through a client. */
  dbOf(client: MongoClient): Db {
    return client.db(this.history.catalogue.namespace);
  }

  /** A client of its own, as another process has. */
  connect(): MongoClient {
    const client = readClient(this.mongo.url, 'test');
    this.clients.add(client);
    return client;
  }

  run(
    views: readonly AnyView[],
    settings: Partial<RunnerSettings> = {},
    client = this.client,
    other: Partial<Pick<RunnerParts, 'client' | 'log'>> = {},
  ): { runner: ProjectionRunner; metrics: RunnerMetrics } {
    const metrics = new RunnerMetrics();
    this.names += 1;
    const runner = new ProjectionRunner({
      client: this.history.client,
      reader: this.history.catalogue,
      db: this.dbOf(client),
      views,
      settings: { ...DEFAULT_RUNNER_SETTINGS, leaseMs: 900, tickMs: 50, owner: `runner-${this.names}`, ...settings },
      log: silent,
      metrics,
      ...other,
    });
    this.runners.add(runner);
    runner.start();
    return { runner, metrics };
  }

  async checkpoint(id: string): Promise<CheckpointDocument | undefined> {
    return (await this.db.collection<CheckpointDocument>(CHECKPOINTS).findOne({ _id: id })) ?? undefined;
  }

  async reached(id: string, position: number): Promise<void> {
    await until(`${id} at ${position}`, async () => ((await this.checkpoint(id))?.position ?? -1) >= position);
  }

  /** Runs views until all of them have reached the position. */
  async reachedAll(views: readonly AnyView[], position: number): Promise<void> {
    this.run(views);
    for (const view of views) await this.reached(idOf(view), position);
  }

  /** What the rows of a version hold, by key; null where a row was deleted. */
  async taken(id: string): Promise<Record<string, readonly number[] | null>> {
    const rows = await this.db
      .collection<{ _id: string; taken?: readonly number[]; _deleted?: boolean }>(id)
      .find({})
      .sort({ _id: 1 })
      .toArray();
    return Object.fromEntries(rows.map((row) => [row._id, row._deleted ? null : (row.taken ?? [])]));
  }

  /** Ends the read database, leaves it away for a while, and starts it again on the same port and data. */
  async restartMongo(awayMs: number): Promise<void> {
    await this.mongo.restart(awayMs);
  }

  async stopRunners(): Promise<void> {
    await Promise.all([...this.runners].map((runner) => runner.stop()));
    this.runners.clear();
  }

  async stop(): Promise<void> {
    await this.stopRunners();
    for (const client of this.clients) await client.close();
    await this.history.stop();
    await this.mongo.stop();
    rmSync(this.data, { recursive: true });
  }
}
