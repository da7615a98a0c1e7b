import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { incident } from './domain/incident.js';
import { IncidentsController } from './incidents.controller.js';
import { IncidentsQueries } from './incidents.queries.js';

@Module({ controllers: [IncidentsController, IncidentsQueries], providers: [MinorsShield, ...handlersFor(incident)] })
export class IncidentsModule {}
