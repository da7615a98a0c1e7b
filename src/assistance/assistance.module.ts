import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { AssistanceController } from './assistance.controller.js';
import { AssistanceQueries } from './assistance.queries.js';
import { assistance } from './domain/assistance.js';

@Module({ controllers: [AssistanceController, AssistanceQueries], providers: [...handlersFor(assistance)] })
export class AssistanceModule {}
