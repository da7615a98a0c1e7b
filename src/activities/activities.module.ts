import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { ActivitiesController } from './activities.controller.js';
import { ActivitiesQueries } from './activities.queries.js';
import { activity } from './domain/sessions/activity.js';
import { ParticipationQueries } from './participation.queries.js';
import { ParticipationsController } from './participations.controller.js';

@Module({
  controllers: [ActivitiesController, ParticipationsController, ActivitiesQueries, ParticipationQueries],
  providers: [...handlersFor(activity)],
})
export class ActivitiesModule {}
