import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { CoDefendants } from './co-defendants.js';
import { supervisee } from './domain/supervisee.js';
import { weeklyReport } from './domain/weekly-reports/weekly-report.js';
import { RegisterImportController } from './import/register-import.controller.js';
import { RegisterImport } from './import/register-import.js';
import { SuperviseesController } from './supervisees.controller.js';
import { SuperviseesQueries } from './supervisees.queries.js';
import { WeeklyReportsBatchController } from './weekly-reports-batch.controller.js';
import { WeeklyReportsQueries } from './weekly-reports.queries.js';

@Module({
  controllers: [
    RegisterImportController,
    SuperviseesController,
    WeeklyReportsBatchController,
    SuperviseesQueries,
    WeeklyReportsQueries,
  ],
  providers: [MinorsShield, CoDefendants, RegisterImport, ...handlersFor(supervisee), ...handlersFor(weeklyReport)],
})
export class SuperviseesModule {}
