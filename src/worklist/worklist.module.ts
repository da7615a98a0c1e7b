import { Module } from '@nestjs/common';
import { WorklistQueries } from './worklist.queries.js';

@Module({ controllers: [WorklistQueries] })
export class WorklistModule {}
