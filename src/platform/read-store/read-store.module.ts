import {
  type DynamicModule,
  type FactoryProvider,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Db, MongoClient } from 'mongodb';
import { readClient, readDatabase } from './read-database.js';
import { ReadStore } from './read-store.js';
import { ViewAdmin } from './view-admin.js';
import { Whereabouts } from './whereabouts.js';

/** Where the read database is. */
export interface ReadStoreSettings {
  readonly url: string;
  /** Names the database; '' for the default. */
  readonly namespace: string;
}

export const READ_STORE_SETTINGS = Symbol('read store settings');

@Injectable()
class ReadClientLifetime implements OnApplicationShutdown {
  constructor(@Inject(MongoClient) private readonly client: MongoClient) {}

  async onApplicationShutdown(): Promise<void> {
    await this.client.close();
  }
}

/** Gives all modules the one MongoClient, its Db, and the ReadStore over it. */
@Module({})
export class ReadStoreModule {
  static forRootAsync(settings: Pick<FactoryProvider<ReadStoreSettings>, 'inject' | 'useFactory'>): DynamicModule {
    return {
      module: ReadStoreModule,
      global: true,
      providers: [
        { provide: READ_STORE_SETTINGS, ...settings },
        {
          provide: MongoClient,
          inject: [READ_STORE_SETTINGS],
          useFactory: ({ url }: ReadStoreSettings) => readClient(url, 'api'),
        },
        {
          provide: Db,
          inject: [MongoClient, READ_STORE_SETTINGS],
          useFactory: (client: MongoClient, { namespace }: ReadStoreSettings) => readDatabase(client, namespace),
        },
        { provide: ReadStore, inject: [Db], useFactory: (db: Db) => new ReadStore(db) },
        { provide: ViewAdmin, inject: [Db], useFactory: (db: Db) => new ViewAdmin(db) },
        Whereabouts,
        ReadClientLifetime,
      ],
      exports: [MongoClient, Db, ReadStore, ViewAdmin, Whereabouts],
    };
  }
}
