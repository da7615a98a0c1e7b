import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { travel } from './domain/travel.js';
import { TravelController } from './travel.controller.js';
import { TravelQueries } from './travel.queries.js';

@Module({ controllers: [TravelController, TravelQueries], providers: [MinorsShield, ...handlersFor(travel)] })
export class TravelModule {}
