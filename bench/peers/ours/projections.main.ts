import { pino } from 'pino';
import { eventSources } from '../../../projections/registry.js';
import { RunnerMetrics } from '../../../projections/runner/metrics.js';
import { ProjectionRunner } from '../../../projections/runner/runner.js';
import { DEFAULT_RUNNER_SETTINGS } from '../../../projections/runner/runner-parts.js';
import { monthlyStatistics } from '../../../projections/statistics/monthly-statistics.view.js';
import { superviseeRoster } from '../../../projections/supervisees/supervisee-roster.view.js';
import { readSettings, withDatabases } from '../../../src/platform/config/settings.js';
import { readClient, readDatabase } from '../../../src/platform/read-store/read-database.js';
import { connectEventStore } from '../../../src/platform/streams/connect.js';
import { EventCatalogue } from '../../../src/platform/streams/event-codec.js';
import { endWhenAsked } from '../edge/serve.js';

/** The product's runner with the two views that the peers have, and no others. */
const { eventStoreUrl, mongoUrl, namespace } = withDatabases(readSettings(process.env));
const client = connectEventStore(eventStoreUrl);
const mongo = readClient(mongoUrl, 'projections');
const runner = new ProjectionRunner({
  client,
  reader: new EventCatalogue(eventSources, namespace),
  db: readDatabase(mongo, namespace),
  views: [superviseeRoster, monthlyStatistics],
  settings: { ...DEFAULT_RUNNER_SETTINGS, owner: `bench:${process.pid}` },
  log: pino({ level: 'warn' }),
  metrics: new RunnerMetrics(),
});
runner.start();
endWhenAsked(async () => {
  await runner.stop();
  await client.dispose();
  await mongo.close();
});
process.send?.({ type: 'ready', port: 0 });
