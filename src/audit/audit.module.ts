import { EventStoreDBClient } from '@eventstore/db-client';
import { type DynamicModule, Module } from '@nestjs/common';
import type { AnyView } from '../kernel/view.js';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MasterKey } from '../platform/sealing/master-key.js';
import { EventCatalogue } from '../platform/streams/event-codec.js';
import { AUDITED_VIEWS, AsOfQueries } from './as-of/as-of.queries.js';
import { PastStates } from './as-of/past-states.js';
import { AuditController } from './audit.controller.js';
import { AuditTrail } from './audit-trail.js';
import { historyAccess } from './domain/history-access.js';
import { HistoryReaders } from './history-readers.js';

@Module({})
export class AuditModule {
  /** @param views every read model: what documents of the past are folded by */
  static forRoot(views: readonly AnyView[]): DynamicModule {
    return {
      module: AuditModule,
      controllers: [AuditController, AsOfQueries],
      providers: [
        {
          provide: AuditTrail,
          inject: [EventStoreDBClient, EventCatalogue, MasterKey],
          useFactory: (client: EventStoreDBClient, catalogue: EventCatalogue, master: MasterKey) =>
            new AuditTrail(client, catalogue, master),
        },
        {
          provide: PastStates,
          inject: [EventStoreDBClient, EventCatalogue],
          useFactory: (client: EventStoreDBClient, catalogue: EventCatalogue) => new PastStates(client, catalogue),
        },
        { provide: AUDITED_VIEWS, useValue: views },
        HistoryReaders,
        ...handlersFor(historyAccess),
      ],
    };
  }
}
