import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { guidance } from './domain/guidance.js';
import { GuidanceController } from './guidance.controller.js';
import { GuidanceQueries } from './guidance.queries.js';

@Module({ controllers: [GuidanceController, GuidanceQueries], providers: [...handlersFor(guidance)] })
export class GuidanceModule {}
