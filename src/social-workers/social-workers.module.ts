import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { socialWorker } from './domain/social-worker.js';
import { SocialWorkersController } from './social-workers.controller.js';
import { SocialWorkersQueries } from './social-workers.queries.js';

@Module({
  controllers: [SocialWorkersController, SocialWorkersQueries],
  providers: [...handlersFor(socialWorker)],
})
export class SocialWorkersModule {}
