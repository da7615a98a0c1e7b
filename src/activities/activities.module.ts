import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { ActivitiesController } from './activities.controller.js';
import { ActivitiesQueries } from './activities.queries.js';
import { activity } from './domain/sessions/activity.js';
import { outreach } from './domain/outreach/outreach.js';
import { OutreachController } from './outreach.controller.js';
import { OutreachQueries } from './outreach.queries.js';
import { ParticipationQueries } from './participation.queries.js';
import { ParticipationsController } from './participations.controller.js';

@Module({
  controllers: [
    ActivitiesController,
    ParticipationsController,
    ActivitiesQueries,
    ParticipationQueries,
    OutreachController,
    OutreachQueries,
  ],
  providers: [MinorsShield, ...handlersFor(activity), ...handlersFor(outreach)],
})
export class ActivitiesModule {}
