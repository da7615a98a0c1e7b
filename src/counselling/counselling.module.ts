import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { CounsellingController } from './counselling.controller.js';
import { CounsellingQueries } from './counselling.queries.js';
import { counselling } from './domain/counselling.js';

@Module({ controllers: [CounsellingController, CounsellingQueries], providers: [...handlersFor(counselling)] })
export class CounsellingModule {}
