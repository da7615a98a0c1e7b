import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { AnnualAppraisalsController } from './annual/annual-appraisals.controller.js';
import { AnnualAppraisalsQueries } from './annual/annual-appraisals.queries.js';
import { AppraisalsController } from './appraisals.controller.js';
import { AppraisalsQueries } from './appraisals.queries.js';
import { annualAppraisal } from './domain/annual/annual-appraisal.js';
import { appraisal } from './domain/appraisal.js';
import { evaluation } from './domain/evaluation/evaluation.js';
import { BallotBox } from './evaluation/ballot-box.js';
import { BallotsController } from './evaluation/ballots.controller.js';
import { EvaluationsController } from './evaluation/evaluations.controller.js';
import { EvaluationsQueries } from './evaluation/evaluations.queries.js';

@Module({
  controllers: [
    AppraisalsController,
    AppraisalsQueries,
    AnnualAppraisalsController,
    AnnualAppraisalsQueries,
    EvaluationsController,
    EvaluationsQueries,
    BallotsController,
  ],
  providers: [...handlersFor(appraisal), ...handlersFor(annualAppraisal), ...handlersFor(evaluation), BallotBox],
})
export class AppraisalsModule {}
