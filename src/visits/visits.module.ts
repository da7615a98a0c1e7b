import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { visit } from './domain/visit.js';
import { VisitsController } from './visits.controller.js';
import { VisitsQueries } from './visits.queries.js';

@Module({ controllers: [VisitsController, VisitsQueries], providers: [MinorsShield, ...handlersFor(visit)] })
export class VisitsModule {}
