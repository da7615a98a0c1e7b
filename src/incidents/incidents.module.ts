import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { incident } from './domain/incident.js';
import { IncidentsController } from './incidents.controller.js';
import { IncidentsQueries } from './incidents.queries.js';

@Module({ controllers: [IncidentsController, IncidentsQueries], providers: [...handlersFor(incident)] })
export class IncidentsModule {}
