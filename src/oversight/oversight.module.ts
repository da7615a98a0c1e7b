import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { ComplaintsController } from './complaints.controller.js';
import { ComplaintsQueries } from './complaints.queries.js';
import { complaint } from './domain/complaints/complaint.js';
import { inspection } from './domain/inspections/inspection.js';
import { procuratorateOpinion } from './domain/opinions/procuratorate-opinion.js';
import { InspectionsController } from './inspections.controller.js';
import { InspectionsQueries } from './inspections.queries.js';
import { OpinionsController } from './opinions.controller.js';
import { OpinionsQueries } from './opinions.queries.js';

@Module({
  controllers: [
    InspectionsController,
    InspectionsQueries,
    ComplaintsController,
    ComplaintsQueries,
    OpinionsController,
    OpinionsQueries,
  ],
  providers: [...handlersFor(inspection), ...handlersFor(complaint), ...handlersFor(procuratorateOpinion)],
})
export class OversightModule {}
