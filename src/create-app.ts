import type { ModuleMetadata } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { Clock } from './platform/clock.js';
import { type Settings, withDatabases } from './platform/config/settings.js';
import { buildApp } from './platform/http/build-app.js';
import { AppLogger } from './platform/logging/app-logger.js';

export interface AppOptions {
  readonly settings: Settings;
  /** The system's in production; the demo and tests move their own. */
  readonly clock: Clock;
  readonly logger?: AppLogger;
  /** Modules beside those of the service. */
  readonly modules?: ModuleMetadata['imports'];
  /** Whether the passing of time has its effects from the start, as it does unless told; else once `DueScheduler` is started. */
  readonly timeActs?: boolean;
}

/**
 * The API application, ready to `listen`; `close()` finishes what is in flight.
 * @throws SettingsError when a database is not set
 */
export const createApp = async (options: AppOptions): Promise<NestFastifyApplication> => {
  const settings = withDatabases(options.settings);
  const logger = options.logger ?? new AppLogger(settings.logLevel);
  const root = AppModule.forRoot({ settings, clock: options.clock, logger }, options.modules, options.timeActs);
  return buildApp(root, settings, logger);
};
