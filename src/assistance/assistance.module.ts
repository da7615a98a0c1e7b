import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { AssistanceController } from './assistance.controller.js';
import { AssistanceQueries } from './assistance.queries.js';
import { assistance } from './domain/assistance.js';

@Module({
  controllers: [AssistanceController, AssistanceQueries],
  providers: [MinorsShield, ...handlersFor(assistance)],
})
export class AssistanceModule {}
