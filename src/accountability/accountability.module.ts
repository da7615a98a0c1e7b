import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { AccountabilityController } from './accountability.controller.js';
import { AccountabilityQueries } from './accountability.queries.js';
import { disciplinaryCase } from './domain/disciplinary-case.js';

@Module({
  controllers: [AccountabilityController, AccountabilityQueries],
  providers: [...handlersFor(disciplinaryCase)],
})
export class AccountabilityModule {}
