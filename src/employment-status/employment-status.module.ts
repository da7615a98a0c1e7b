import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { employmentStatus } from './domain/employment-status.js';
import { EmploymentStatusController } from './employment-status.controller.js';
import { EmploymentStatusQueries } from './employment-status.queries.js';

@Module({
  controllers: [EmploymentStatusController, EmploymentStatusQueries],
  providers: [...handlersFor(employmentStatus)],
})
export class EmploymentStatusModule {}
