import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { EventStoreDBClient } from '@eventstore/db-client';
import { pino } from 'pino';
import { readClient, readDatabase } from '../src/platform/read-store/read-database.js';
import { endClient } from '../src/platform/streams/end-client.js';
import { EventCatalogue } from '../src/platform/streams/event-codec.js';
import { eventSources, views } from './registry.js';
import { HealthServer } from './runner/health-server.js';
import { RunnerMetrics } from './runner/metrics.js';
import { ProjectionRunner } from './runner/runner.js';
import { DEFAULT_RUNNER_SETTINGS } from './runner/runner-parts.js';
import { projectionSettings } from './settings.js';

const start = async (): Promise<void> => {
  const settings = projectionSettings(process.env);
  const log = pino({ name: 'projections', level: settings.logLevel });
  const client = EventStoreDBClient.connectionString(settings.eventStoreUrl);
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
  const port = await health.listen(settings.port, settings.host);
  runner.start();

  let ending: Promise<void> | undefined;
  const end = (): void => {
    ending ??= (async () => {
      await runner.stop();
      await health.close();
      await endClient(client);
      await mongo.close();
    })().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ reason: String(error) }, 'Could not end in order');
        process.exit(4);
      },
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.once('disconnect', end);
  log.info({ port, views: views.length }, 'Projections run');
  process.send?.({ type: 'ready', port });
};

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  process.exit(inUse ? 3 : 1);
});
