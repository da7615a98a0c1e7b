import { Module } from '@nestjs/common';
import type { AnyDecider } from '../kernel/decider.js';
import type { AnyDueMoments } from '../kernel/due.js';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { ComplaintsController } from './complaints.controller.js';
import { ComplaintsQueries } from './complaints.queries.js';
import { complaintAnswer } from './domain/complaints/complaint-answer.due.js';
import { complaint } from './domain/complaints/complaint.js';
import { inspectionAnswer } from './domain/inspections/inspection-answer.due.js';
import { inspection } from './domain/inspections/inspection.js';
import { opinionReply } from './domain/opinions/opinion-reply.due.js';
import { procuratorateOpinion } from './domain/opinions/procuratorate-opinion.js';
import { InspectionsController } from './inspections.controller.js';
import { InspectionsQueries } from './inspections.queries.js';
import { OpinionsController } from './opinions.controller.js';
import { OpinionsQueries } from './opinions.queries.js';

/** What oversight can command, and what time alone leads to in it. */
export const OVERSIGHT_DECIDERS: readonly AnyDecider[] = [inspection, complaint, procuratorateOpinion];
export const OVERSIGHT_MOMENTS: readonly AnyDueMoments[] = [inspectionAnswer, complaintAnswer, opinionReply];

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
