import { EventStoreDBClient } from '@eventstore/db-client';
import {
  type DynamicModule,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { Db } from 'mongodb';
import type { Jurisdictions } from '../../kernel/context.js';
import type { AnyDecider } from '../../kernel/decider.js';
import { JURISDICTIONS } from '../auth/jurisdictions.js';
import { Clock } from '../clock.js';
import { Settings, SettingsError } from '../config/settings.js';
import { masterKey } from '../sealing/key-file.js';
import { MasterKey } from '../sealing/master-key.js';
import { OpenAnswersInterceptor } from '../sealing/open-answers.interceptor.js';
import { type KeyDocument, SubjectKeys } from '../sealing/subject-keys.js';
import { Commands } from './commands.js';
import { DeciderRegistry } from './decider-registry.js';
import { Decisions } from './decisions.js';
import { StoreUnavailable } from '../streams/errors.js';
import { connectEventStore } from '../streams/connect.js';
import { endClient } from '../streams/end-client.js';
import { EventCatalogue } from '../streams/event-codec.js';
import { StreamFigures } from '../health/stream-figures.js';
import { StreamStore } from '../streams/stream-store.js';

/** Collection of the persons' keys, beside the read models but never rebuilt from history. */
const KEYS = '_keys';

@Injectable()
class EventClientLifetime implements OnApplicationShutdown {
  constructor(@Inject(EventStoreDBClient) private readonly client: EventStoreDBClient) {}

  async onApplicationShutdown(): Promise<void> {
    await endClient(this.client);
  }
}

/**
 * Refuses to begin with a master key that opens nothing of what is kept: one that was lost and made anew, or another host's. What were
 * sealed under it could not be read together with the rest. While the read database is away nobody can say, and nothing is sealed either.
 */
@Injectable()
class MasterKeyCheck implements OnModuleInit {
  constructor(
    @Inject(SubjectKeys) private readonly keys: SubjectKeys,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async onModuleInit(): Promise<void> {
    const fit = await this.keys.fit().catch((error: unknown) => {
      if (error instanceof StoreUnavailable) return true;
      throw error;
    });
    if (fit) return;
    const from = this.settings.masterKey === undefined ? `${this.settings.dataDir}/master.key` : 'MASTER_KEY';
    throw new SettingsError([`${from}: is not the key that personal data were sealed under; restore that one`]);
  }
}

/** The way of commands to the event store, for all modules. Needs Settings, Clock, Db and the organisation's jurisdictions. */
@Module({})
export class WriteSideModule {
  /** @param deciders of every module: what can be commanded, referred to and read back */
  static forRoot(deciders: readonly AnyDecider[]): DynamicModule {
    return {
      module: WriteSideModule,
      global: true,
      imports: [CqrsModule.forRoot()],
      providers: [
        {
          provide: EventStoreDBClient,
          inject: [Settings],
          useFactory: ({ eventStoreUrl }: Settings) => connectEventStore(eventStoreUrl ?? ''),
        },
        {
          provide: EventCatalogue,
          inject: [Settings],
          useFactory: ({ namespace }: Settings) => new EventCatalogue(deciders, namespace),
        },
        {
          provide: MasterKey,
          inject: [Settings],
          useFactory: (settings: Settings) => masterKey(settings.masterKey, settings.dataDir),
        },
        {
          provide: SubjectKeys,
          inject: [Db, MasterKey],
          useFactory: (db: Db, master: MasterKey) => new SubjectKeys(() => db.collection<KeyDocument>(KEYS), master),
        },
        {
          provide: StreamStore,
          inject: [EventStoreDBClient, EventCatalogue, SubjectKeys, StreamFigures],
          useFactory: (
            client: EventStoreDBClient,
            catalogue: EventCatalogue,
            keys: SubjectKeys,
            figures: StreamFigures,
          ) => new StreamStore(client, catalogue, keys, undefined, figures),
        },
        { provide: DeciderRegistry, useFactory: () => new DeciderRegistry(deciders) },
        {
          provide: Decisions,
          inject: [StreamStore, DeciderRegistry, JURISDICTIONS, MasterKey, Clock],
          useFactory: (
            streams: StreamStore,
            registry: DeciderRegistry,
            jurisdictions: Jurisdictions,
            master: MasterKey,
            clock: Clock,
          ) => new Decisions(streams, registry, jurisdictions, master, clock),
        },
        StreamFigures,
        Commands,
        EventClientLifetime,
        MasterKeyCheck,
        { provide: APP_INTERCEPTOR, useClass: OpenAnswersInterceptor },
      ],
      exports: [
        CqrsModule,
        EventStoreDBClient,
        EventCatalogue,
        MasterKey,
        SubjectKeys,
        StreamStore,
        DeciderRegistry,
        Decisions,
        Commands,
      ],
    };
  }
}
