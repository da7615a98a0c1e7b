import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { studySession } from './domain/sessions/study-session.js';
import { trainingPlan } from './domain/training-plan.js';
import { TrainingController } from './training.controller.js';
import { TrainingQueries } from './training.queries.js';

@Module({
  controllers: [TrainingController, TrainingQueries],
  providers: [...handlersFor(trainingPlan), ...handlersFor(studySession)],
})
export class TrainingModule {}
