import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Logger, pino } from 'pino';
import { readSettings, SettingsError, withDatabases } from '../src/platform/config/settings.js';
import { readClient, readDatabase } from '../src/platform/read-store/read-database.js';
import { connectEventStore } from '../src/platform/streams/connect.js';
import { startTracing } from '../src/platform/tracing/start-tracing.js';
import { endClient } from '../src/platform/streams/end-client.js';
import { EventCatalogue } from '../src/platform/streams/event-codec.js';
import { eventSources, views } from './registry.js';
import { HealthServer } from './runner/health-server.js';
import { RunnerMetrics } from './runner/metrics.js';
import { ProjectionRunner } from './runner/runner.js';
import { DEFAULT_RUNNER_SETTINGS } from './runner/runner-parts.js';

/** What the process ends with; 1 and 3 tell the launcher that starting it again would not help. */
const EXIT = { settings: 1, portInUse: 3, notInOrder: 4, failed: 70 } as const;

/** Longest that the end may take; the launcher waits a little longer. */
const END_LIMIT_MS = 15_000;

const start = async (): Promise<void> => {
  const settings = withDatabases(readSettings(process.env));
  const log = pino({ name: 'projections', level: settings.logLevel });
  const tracing = await startTracing('community-corrections-projections', settings);
  const client = connectEventStore(settings.eventStoreUrl);
  const mongo = readClient(settings.mongoUrl, 'projections');
  const metrics = new RunnerMetrics();
  const runner = new ProjectionRunner({
    client,
    reader: new EventCatalogue(eventSources, settings.namespace),
    db: readDatabase(mongo, settings.namespace),
    views,
    settings: { ...DEFAULT_RUNNER_SETTINGS, owner: `${hostname()}:${process.pid}:${randomUUID()}` },
    log,
    metrics,
  });
  const health = new HealthServer(runner, metrics);
  const port = await health.listen(settings.projectionsPort, settings.projectionsHost);
  runner.start();

  endWell(log, async () => {
    await runner.stop();
    await health.close();
    await endClient(client);
    await mongo.close();
    await tracing.stop();
  });
  log.info({ port, views: views.length }, 'Projections run');
  if (process.connected) process.send?.({ type: 'ready', port });
};

/** Ends after the batch in hand: when asked to, or when the process that started this one is gone. */
const endWell = (log: Logger, end: () => Promise<void>): void => {
  let ending = false;
  const notInOrder = (error: unknown): void => {
    log.error({ reason: messageOf(error) }, 'Could not end in order');
    process.exit(EXIT.notInOrder);
  };
  const once = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => notInOrder(new Error(`not within ${END_LIMIT_MS} ms`)), END_LIMIT_MS).unref();
    end().then(() => process.exit(0), notInOrder);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(signal, once);
  if (process.send && !process.connected) once();
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const exitFor = (error: unknown): number => {
  if (error instanceof SettingsError) return EXIT.settings;
  const inUse = typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
  return inUse ? EXIT.portInUse : EXIT.failed;
};

start().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(exitFor(error));
});
