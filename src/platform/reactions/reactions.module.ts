import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { EventStoreDBClient } from '@eventstore/db-client';
import {
  type DynamicModule,
  Inject,
  Injectable,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Db } from 'mongodb';
import { Gauge } from 'prom-client';
import type { AnyReaction } from '../../kernel/reaction.js';
import { Clock } from '../clock.js';
import { Metrics } from '../health/metrics.js';
import { Commands } from '../commands/commands.js';
import { EventCatalogue } from '../streams/event-codec.js';
import { ReactionJournal } from './reaction-journal.js';
import { ReactionRunner, type ReactionStatus } from './reaction-runner.js';

/** Milliseconds after which another process takes over the reactions of one that died. */
const LEASE_MS = 6_000;

@Injectable()
class ReactionsLifetime implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(ReactionRunner) private readonly runner: ReactionRunner,
    @Inject(Metrics) metrics: Metrics,
  ) {
    const shown: Readonly<Record<string, readonly [string, (status: ReactionStatus) => number]>> = {
      reactions_leading: ['1 when this process turns facts into commands', ({ role }) => (role === 'leading' ? 1 : 0)],
      reactions_waiting: ['Facts read and not yet settled', ({ waiting }) => waiting],
      reactions_failures: ['Failures since the last step that succeeded', ({ failures }) => failures],
    };
    for (const [name, [help, figure]] of Object.entries(shown))
      new Gauge({
        name,
        help,
        registers: [metrics.registry],
        collect() {
          this.set(figure(runner.status()));
        },
      });
  }

  onApplicationBootstrap(): void {
    this.runner.start();
  }

  /** Before the databases' clients are closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }
}

/** Runs the reactions of all modules, from the start of the application to its end. */
@Module({})
export class ReactionsModule {
  /** Needs `EventStoreDBClient`, `EventCatalogue`, `Db`, `Commands` and `Clock` to be provided for all modules. */
  static forRoot(reactions: readonly AnyReaction[]): DynamicModule {
    const log = new Logger('Reactions');
    return {
      module: ReactionsModule,
      // Operators see what is parked and try it again.
      global: true,
      providers: [
        {
          provide: ReactionRunner,
          inject: [EventStoreDBClient, EventCatalogue, Db, Commands, Clock],
          useFactory: (
            client: EventStoreDBClient,
            reader: EventCatalogue,
            db: Db,
            commands: Commands,
            clock: Clock,
          ): ReactionRunner =>
            new ReactionRunner({
              client,
              reader,
              db,
              reactions,
              send: (command) => commands.send(command),
              now: () => clock.now(),
              owner: `${hostname()}:${process.pid}:${randomUUID()}`,
              leaseMs: LEASE_MS,
              warn: (what, error) => log.warn({ what, reason: error instanceof Error ? error.message : String(error) }),
            }),
        },
        { provide: ReactionJournal, inject: [Db], useFactory: (db: Db) => new ReactionJournal(db) },
        ReactionsLifetime,
      ],
      exports: [ReactionRunner, ReactionJournal],
    };
  }
}
