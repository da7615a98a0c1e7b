import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { recruitment } from './domain/announcements/recruitment.js';
import { applicant } from './domain/applicants/applicant.js';
import { RecruitmentController } from './recruitment.controller.js';
import { RecruitmentQueries } from './recruitment.queries.js';

@Module({
  controllers: [RecruitmentController, RecruitmentQueries],
  providers: [...handlersFor(recruitment), ...handlersFor(applicant)],
})
export class RecruitmentModule {}
