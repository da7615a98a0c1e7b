import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Injectable,
  Logger,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Db } from 'mongodb';
import { Gauge } from 'prom-client';
import type { AnyDueMoments } from '../../kernel/due.js';
import { Presence } from '../background/presence.js';
import { Turns } from '../background/turns.js';
import { Clock } from '../clock.js';
import { Commands } from '../commands/commands.js';
import { Metrics } from '../health/metrics.js';
import { ReadStore } from '../read-store/read-store.js';
import { DueJournal } from './due-journal.js';
import { DueScheduler, type SchedulerStatus } from './due-scheduler.js';

/** Milliseconds after which another process takes over the due moments from one that died. */
const LEASE_MS = 6_000;
const POLL_MS = 500;
/** Longest that the scheduler waits for the view to show what it did, ms. */
const SEEN_MS = 5_000;
/** How often what waits is counted, ms: of a pile it takes some milliseconds. */
const COUNT_MS = 10_000;

/** Whether the passing of time has its effects from the start; the demo lets it have them once its history is played. */
export const TIME_ACTS = Symbol('time acts');

@Injectable()
class DueLifetime implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(DueScheduler) private readonly scheduler: DueScheduler,
    @Inject(TIME_ACTS) private readonly timeActs: boolean,
    @Inject(Metrics) metrics: Metrics,
    @Inject(Clock) clock: Clock,
  ) {
    const shown: Readonly<Record<string, readonly [string, (status: SchedulerStatus) => number]>> = {
      due_moments_overdue_seconds: [
        'Age of the oldest due moment that was not acted upon',
        ({ overdueSince }) =>
          overdueSince === null ? 0 : Math.max(0, (Date.parse(clock.now()) - Date.parse(overdueSince)) / 1_000),
      ],
      due_moments_waiting: [
        'Due moments that were not acted upon, as last counted; no more than 10000 are',
        ({ waiting }) => waiting,
      ],
      due_moments_refused: ['Due moments whose command was refused or failed', ({ refused }) => refused],
      due_scheduler_failures: ['Failures in a row', ({ failures }) => failures],
      due_scheduler_leading: ['1 when this process acts upon due moments', ({ role }) => (role === 'leading' ? 1 : 0)],
    };
    for (const [name, [help, figure]] of Object.entries(shown))
      new Gauge({
        name,
        help,
        registers: [metrics.registry],
        collect() {
          this.set(figure(scheduler.status()));
        },
      });
  }

  onApplicationBootstrap(): void {
    if (this.timeActs) this.scheduler.start();
  }

  /** Before the databases' clients are closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.scheduler.stop();
  }
}

/** Acts upon the due moments of all modules, from the start of the application to its end. */
@Module({})
export class DueModule {
  /** Needs `Db`, `ReadStore`, `Commands`, `Clock`, `Presence` and `Metrics` to be provided for all modules. */
  static forRoot(moments: readonly AnyDueMoments[], timeActs = true): DynamicModule {
    const log = new Logger('DueMoments');
    return {
      module: DueModule,
      // Operators see what did not simply pass.
      global: true,
      providers: [
        { provide: TIME_ACTS, useValue: timeActs },
        {
          provide: DueScheduler,
          inject: [Db, ReadStore, Commands, Clock, Presence],
          useFactory: (db: Db, rows: ReadStore, commands: Commands, clock: Clock, presence: Presence): DueScheduler =>
            new DueScheduler({
              ...{ db, rows, moments, leaseMs: LEASE_MS, pollMs: POLL_MS, seenMs: SEEN_MS, countMs: COUNT_MS },
              send: (command) => commands.send(command),
              turns: new Turns(presence),
              now: () => clock.now(),
              owner: `${hostname()}:${process.pid}:${randomUUID()}`,
              warn: (what, error) => log.warn({ what, reason: error instanceof Error ? error.message : String(error) }),
            }),
        },
        { provide: DueJournal, inject: [Db], useFactory: (db: Db) => new DueJournal(db) },
        DueLifetime,
      ],
      exports: [DueScheduler, DueJournal],
    };
  }
}
