import { Module } from '@nestjs/common';
import { PeopleCounted } from './people-counted.js';
import { StatisticsQueries } from './statistics.queries.js';

@Module({ controllers: [StatisticsQueries], providers: [PeopleCounted] })
export class StatisticsModule {}
