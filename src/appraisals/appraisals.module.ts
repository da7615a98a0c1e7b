import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { AppraisalsController } from './appraisals.controller.js';
import { AppraisalsQueries } from './appraisals.queries.js';
import { appraisal } from './domain/appraisal.js';

@Module({ controllers: [AppraisalsController, AppraisalsQueries], providers: [...handlersFor(appraisal)] })
export class AppraisalsModule {}
