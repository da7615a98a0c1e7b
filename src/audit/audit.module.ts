import { EventStoreDBClient } from '@eventstore/db-client';
import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MasterKey } from '../platform/sealing/master-key.js';
import { EventCatalogue } from '../platform/streams/event-codec.js';
import { AuditController } from './audit.controller.js';
import { AuditTrail } from './audit-trail.js';
import { historyAccess } from './domain/history-access.js';
import { HistoryReaders } from './history-readers.js';

@Module({
  controllers: [AuditController],
  providers: [
    {
      provide: AuditTrail,
      inject: [EventStoreDBClient, EventCatalogue, MasterKey],
      useFactory: (client: EventStoreDBClient, catalogue: EventCatalogue, master: MasterKey) =>
        new AuditTrail(client, catalogue, master),
    },
    HistoryReaders,
    ...handlersFor(historyAccess),
  ],
})
export class AuditModule {}
