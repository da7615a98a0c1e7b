import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { statisticalReturn } from './domain/returns/statistical-return.js';
import { PeopleCounted } from './people-counted.js';
import { FiguresReader } from './returns/figures-reader.js';
import { ReturnChangesQueries } from './returns/return-changes.queries.js';
import { ReturnContinuity } from './returns/return-continuity.js';
import { ReturnDrafts } from './returns/return-drafts.js';
import { ReturnRowsQueries } from './returns/return-rows.queries.js';
import { ReturnFileQueries } from './returns/sheet/return-file.queries.js';
import { ReturnsController } from './returns/returns.controller.js';
import { ReturnsQueries } from './returns/returns.queries.js';
import { StatisticsQueries } from './statistics.queries.js';

@Module({
  controllers: [
    StatisticsQueries,
    ReturnsController,
    ReturnsQueries,
    ReturnRowsQueries,
    ReturnChangesQueries,
    ReturnFileQueries,
  ],
  providers: [
    ...handlersFor(statisticalReturn),
    PeopleCounted,
    FiguresReader,
    ReturnContinuity,
    ReturnDrafts,
    MinorsShield,
  ],
})
export class StatisticsModule {}
