import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { executionPlace } from './domain/execution-place.js';
import { ExecutionPlaceController } from './execution-place.controller.js';
import { ExecutionPlaceQueries } from './execution-place.queries.js';

@Module({
  controllers: [ExecutionPlaceController, ExecutionPlaceQueries],
  providers: [MinorsShield, ...handlersFor(executionPlace)],
})
export class ExecutionPlaceModule {}
