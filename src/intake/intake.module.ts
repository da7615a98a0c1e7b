import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { intakeApplication } from './domain/intake-application.js';
import { IntakeController } from './intake.controller.js';
import { IntakeQueries } from './intake.queries.js';

@Module({ controllers: [IntakeController, IntakeQueries], providers: [...handlersFor(intakeApplication)] })
export class IntakeModule {}
