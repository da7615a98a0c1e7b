import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { qualification } from './domain/qualifications/qualification.js';
import { socialWorker } from './domain/social-worker.js';
import { QualificationsController } from './qualifications.controller.js';
import { QualificationsQueries } from './qualifications.queries.js';
import { SocialWorkersController } from './social-workers.controller.js';
import { SocialWorkersQueries } from './social-workers.queries.js';

@Module({
  controllers: [SocialWorkersController, SocialWorkersQueries, QualificationsController, QualificationsQueries],
  providers: [...handlersFor(socialWorker), ...handlersFor(qualification)],
})
export class SocialWorkersModule {}
