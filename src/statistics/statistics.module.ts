import { Module } from '@nestjs/common';
import { StatisticsQueries } from './statistics.queries.js';

@Module({ controllers: [StatisticsQueries] })
export class StatisticsModule {}
