import { EventStoreDBClient } from '@eventstore/db-client';
import { Module } from '@nestjs/common';
import { MasterKey } from '../platform/sealing/master-key.js';
import { EventCatalogue } from '../platform/streams/event-codec.js';
import { AuditController } from './audit.controller.js';
import { AuditTrail } from './audit-trail.js';

@Module({
  controllers: [AuditController],
  providers: [
    {
      provide: AuditTrail,
      inject: [EventStoreDBClient, EventCatalogue, MasterKey],
      useFactory: (client: EventStoreDBClient, catalogue: EventCatalogue, master: MasterKey) =>
        new AuditTrail(client, catalogue, master),
    },
  ],
})
export class AuditModule {}
