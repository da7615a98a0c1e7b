import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { AwardsController } from './awards.controller.js';
import { AwardsQueries } from './awards.queries.js';
import { award } from './domain/award.js';

@Module({ controllers: [AwardsController, AwardsQueries], providers: [...handlersFor(award)] })
export class AwardsModule {}
