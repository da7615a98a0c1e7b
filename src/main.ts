import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './create-app.js';
import { SystemClock } from './platform/clock.js';
import { readSettings, SettingsError } from './platform/config/settings.js';
import { startTracing, type Tracing } from './platform/tracing/start-tracing.js';

/** What the process ends with; 1 and 3 tell the launcher that starting it again would not help. */
const EXIT = { settings: 1, portInUse: 3, failed: 70 } as const;

/** Longest that the end may take; the launcher waits a little longer. */
const END_LIMIT_MS = 15_000;

const exitFor = (error: unknown): number => {
  if (error instanceof SettingsError) return EXIT.settings;
  const inUse = typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
  return inUse ? EXIT.portInUse : EXIT.failed;
};

/** Ends after what is in flight: when asked to, or when the process that started this one is gone. */
const endWell = (app: NestFastifyApplication, tracing: Tracing): void => {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => fail(new Error(`Could not end in order within ${END_LIMIT_MS} ms`)), END_LIMIT_MS).unref();
    app
      .close()
      .then(() => tracing.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', end);
  if (process.send && !process.connected) end();
};

const fail = (error: unknown): never => {
  const known = error instanceof SettingsError || exitFor(error) === EXIT.portInUse;
  const said = error instanceof Error ? ((known ? undefined : error.stack) ?? error.message) : String(error);
  process.stderr.write(`${said}\n`);
  process.exit(exitFor(error));
};

const run = async (): Promise<void> => {
  const settings = readSettings(process.env);
  const tracing = await startTracing('community-corrections-api', settings);
  const app = await createApp({ settings, clock: new SystemClock() });
  endWell(app, tracing);
  await app.listen(settings.port, settings.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  if (process.connected) process.send?.({ type: 'ready', port });
};

process.on('uncaughtException', fail);
try {
  await run();
} catch (error) {
  fail(error);
}
