import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Db } from 'mongodb';
import type { AnyView } from '../../src/kernel/view.js';
import type { EventReader } from '../../src/platform/subscriptions/history.js';
import type { RunnerMetrics } from './metrics.js';

/** Structured log; personal data never goes in. */
export interface RunnerLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface RunnerSettings {
  /** Name of this process in the lease. */
  readonly owner: string;
  /** Milliseconds without a sign of life after which another runner takes over. */
  readonly leaseMs: number;
  /** Most facts taken at once. */
  readonly batch: number;
  /** Milliseconds without a step after which a runner that is behind is unhealthy. */
  readonly stallMs: number;
  /** How often standings are reported and orders looked for, ms. */
  readonly tickMs: number;
  /** How long a version that was switched away from stays, ms: for queries that are under way, and for going back to the code before. */
  readonly graceMs: number;
}

export const DEFAULT_RUNNER_SETTINGS: Omit<RunnerSettings, 'owner'> = {
  leaseMs: 6_000,
  // A row that many facts of a batch touch is written once: few large batches spare the database more than they cost in memory.
  batch: 8_000,
  stallMs: 30_000,
  tickMs: 500,
  graceMs: 3_600_000,
};

/** What a runner works with. */
export interface RunnerParts {
  readonly client: EventStoreDBClient;
  readonly reader: EventReader;
  readonly db: Db;
  readonly views: readonly AnyView[];
  readonly settings: RunnerSettings;
  readonly log: RunnerLog;
  readonly metrics: RunnerMetrics;
}
