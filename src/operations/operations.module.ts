import { Module } from '@nestjs/common';
import { FollowUpsController } from './follow-ups.controller.js';
import { OperationsQueries } from './operations.queries.js';
import { ViewsController } from './views.controller.js';

@Module({ controllers: [ViewsController, FollowUpsController, OperationsQueries] })
export class OperationsModule {}
