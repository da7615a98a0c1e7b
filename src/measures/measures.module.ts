import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { measure } from './domain/measure/measure.js';
import { monitoring } from './domain/monitoring/monitoring.js';
import { MeasuresController } from './measures.controller.js';
import { MeasuresQueries } from './measures.queries.js';
import { MonitoringController } from './monitoring.controller.js';

@Module({
  controllers: [MeasuresController, MonitoringController, MeasuresQueries],
  providers: [MinorsShield, ...handlersFor(measure), ...handlersFor(monitoring)],
})
export class MeasuresModule {}
