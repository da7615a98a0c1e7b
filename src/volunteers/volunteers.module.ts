import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { volunteer } from './domain/volunteer.js';
import { VolunteersController } from './volunteers.controller.js';
import { VolunteersQueries } from './volunteers.queries.js';

@Module({ controllers: [VolunteersController, VolunteersQueries], providers: [...handlersFor(volunteer)] })
export class VolunteersModule {}
