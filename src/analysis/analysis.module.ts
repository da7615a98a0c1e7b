import { Module } from '@nestjs/common';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { AnalysisDesk } from './analysis-desk.js';
import { DATASET_QUERIES, DatasetsQueries } from './analysis.queries.js';

@Module({ controllers: [DatasetsQueries, ...DATASET_QUERIES], providers: [AnalysisDesk, MinorsShield] })
export class AnalysisModule {}
