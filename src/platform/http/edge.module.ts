import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessTable } from '../auth/access-table.js';
import { AuthGuard } from '../auth/auth.guard.js';
import { Authenticator } from '../auth/authenticator.js';
import { RateLimiter } from '../auth/rate-limiter.js';
import { TokenVerifier } from '../auth/token-verifier.js';
import { Presence } from '../background/presence.js';
import { Clock } from '../clock.js';
import { Settings } from '../config/settings.js';
import { Health } from '../health/health.js';
import { HealthController } from '../health/health.controller.js';
import { Metrics } from '../health/metrics.js';
import { StoresHealth } from '../health/stores-health.js';
import { AppLogger } from '../logging/app-logger.js';
import { OrderPipe } from './order.js';
import { ProblemFilter } from './problem.filter.js';

/** What every process with an HTTP edge is built of. */
export interface EdgeOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: AppLogger;
}

/** Settings, clock, logs, access, problems, health and metrics, for all modules. */
@Module({})
export class EdgeModule {
  static forRoot({ settings, clock, logger }: EdgeOptions): DynamicModule {
    return {
      module: EdgeModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [HealthController],
      providers: [
        { provide: Settings, useValue: settings },
        { provide: Clock, useValue: clock },
        { provide: AppLogger, useValue: logger },
        { provide: TokenVerifier, useFactory: () => TokenVerifier.of(settings, logger) },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        AccessTable,
        RateLimiter,
        Authenticator,
        Metrics,
        Presence,
        Health,
        StoresHealth,
        OrderPipe,
      ],
      exports: [Settings, Clock, AppLogger, TokenVerifier, Metrics, Presence, Health, OrderPipe, RateLimiter],
    };
  }
}
