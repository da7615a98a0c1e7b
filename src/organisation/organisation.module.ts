import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { organisation } from './domain/organisation.js';
import { policy } from './domain/policy-sets/policy.js';
import { workCalendar } from './domain/work-calendars/work-calendar.js';
import { OfficersController } from './officers.controller.js';
import { OrganisationQueries } from './organisation.queries.js';
import { ReferenceDataSeeder } from './reference-data.seeder.js';
import { RegulationsController } from './regulations.controller.js';
import { RegulationsQueries } from './regulations.queries.js';
import { UnitsController } from './units.controller.js';

@Module({
  controllers: [UnitsController, OfficersController, RegulationsController, OrganisationQueries, RegulationsQueries],
  providers: [...handlersFor(organisation), ...handlersFor(policy), ...handlersFor(workCalendar), ReferenceDataSeeder],
})
export class OrganisationModule {}
