import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { DismissalsController } from './dismissals.controller.js';
import { DismissalsQueries } from './dismissals.queries.js';
import { serviceRecord } from './domain/service-record.js';
import { ServiceTallyQueries } from './service-tally.queries.js';

@Module({
  controllers: [DismissalsController, DismissalsQueries, ServiceTallyQueries],
  providers: [...handlersFor(serviceRecord)],
})
export class DismissalsModule {}
