import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { employmentStatus } from './domain/employment-status.js';
import { EmploymentStatusController } from './employment-status.controller.js';
import { EmploymentStatusQueries } from './employment-status.queries.js';

@Module({
  controllers: [EmploymentStatusController, EmploymentStatusQueries],
  providers: [MinorsShield, ...handlersFor(employmentStatus)],
})
export class EmploymentStatusModule {}
