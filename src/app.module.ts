import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { views } from '../projections/registry.js';
import { AnalysisModule } from './analysis/analysis.module.js';
import { AppraisalsModule } from './appraisals/appraisals.module.js';
import { annualAppraisal } from './appraisals/domain/annual/annual-appraisal.js';
import { appraisal } from './appraisals/domain/appraisal.js';
import { evaluation } from './appraisals/domain/evaluation/evaluation.js';
import { leaveCoverage, leaveUncovered } from './attendance/attendance.reactions.js';
import { AttendanceModule } from './attendance/attendance.module.js';
import { attendance } from './attendance/domain/attendance.js';
import { AuditModule } from './audit/audit.module.js';
import { historyAccess } from './audit/domain/history-access.js';
import { ConfidentialityModule } from './confidentiality/confidentiality.module.js';
import { erasureReactions } from './confidentiality/confidentiality.reactions.js';
import { confidentiality } from './confidentiality/domain/confidentiality.js';
import { fileAccess } from './files/domain/file-access.js';
import { FilesModule } from './files/files.module.js';
import { AccountabilityModule } from './accountability/accountability.module.js';
import { disciplinaryCase } from './accountability/domain/disciplinary-case.js';
import { AwardsModule } from './awards/awards.module.js';
import { award } from './awards/domain/award.js';
import type { AnyDecider } from './kernel/decider.js';
import type { AnyDueMoments } from './kernel/due.js';
import type { AnyReaction } from './kernel/reaction.js';
import { guidance } from './guidance/domain/guidance.js';
import { GuidanceModule } from './guidance/guidance.module.js';
import { leaveBeyondDelegation } from './guidance/guidance.reactions.js';
import { incidentClock } from './incidents/domain/incident-clock.due.js';
import { incident } from './incidents/domain/incident.js';
import { IncidentsModule } from './incidents/incidents.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { intakeApplication } from './intake/domain/intake-application.js';
import { IntakeModule } from './intake/intake.module.js';
import { leave } from './leave/domain/leave.js';
import { leaveMovesAlong } from './leave/leave.reactions.js';
import { LEAVE_MOMENTS, LeaveModule } from './leave/leave.module.js';
import { organisation } from './organisation/domain/organisation.js';
import { policy } from './organisation/domain/policy-sets/policy.js';
import { workCalendar } from './organisation/domain/work-calendars/work-calendar.js';
import { JurisdictionsModule } from './organisation/jurisdictions.module.js';
import { OrganisationModule } from './organisation/organisation.module.js';
import { OVERSIGHT_DECIDERS, OVERSIGHT_MOMENTS, OversightModule } from './oversight/oversight.module.js';
import { publicFigures } from './public-figures/domain/public-figures.js';
import { PublicFiguresModule } from './public-figures/public-figures.module.js';
import { Settings } from './platform/config/settings.js';
import { DueModule } from './platform/due/due.module.js';
import { EdgeModule, type EdgeOptions } from './platform/http/edge.module.js';
import { ReactionsModule } from './platform/reactions/reactions.module.js';
import { ReadStoreModule } from './platform/read-store/read-store.module.js';
import { WriteSideModule } from './platform/commands/write-side.module.js';
import { qualification } from './social-workers/domain/qualifications/qualification.js';
import { socialWorker } from './social-workers/domain/social-worker.js';
import { SocialWorkersModule } from './social-workers/social-workers.module.js';
import { returnDue } from './statistics/domain/returns/return-due.due.js';
import { statisticalReturn } from './statistics/domain/returns/statistical-return.js';
import { StatisticsModule } from './statistics/statistics.module.js';
import { monitoringRunningOut } from './measures/domain/monitoring/running-out.due.js';
import { missedIntake } from './supervisees/domain/missed-intake/missed-intake.due.js';
import { supervisee } from './supervisees/domain/supervisee.js';
import { missedWeek } from './supervisees/domain/weekly-reports/missed-week.due.js';
import { weeklyReport } from './supervisees/domain/weekly-reports/weekly-report.js';
import { SuperviseesModule } from './supervisees/supervisees.module.js';
import { superviseeReactions } from './supervisees/supervisees.reactions.js';
import { ActivitiesModule } from './activities/activities.module.js';
import { outreach } from './activities/domain/outreach/outreach.js';
import { activity } from './activities/domain/sessions/activity.js';
import { participantTransferred } from './activities/domain/sessions/participant-transferred.due.js';
import { assistance } from './assistance/domain/assistance.js';
import { AssistanceModule } from './assistance/assistance.module.js';
import { executionPlace } from './execution-place/domain/execution-place.js';
import { overdueReport } from './execution-place/domain/overdue-report.due.js';
import { ExecutionPlaceModule } from './execution-place/execution-place.module.js';
import { transferLapses } from './execution-place/execution-place.reactions.js';
import { employmentStatus } from './employment-status/domain/employment-status.js';
import { EmploymentStatusModule } from './employment-status/employment-status.module.js';
import { CounsellingModule } from './counselling/counselling.module.js';
import { counselling } from './counselling/domain/counselling.js';
import { measure } from './measures/domain/measure/measure.js';
import { monitoring } from './measures/domain/monitoring/monitoring.js';
import { MeasuresModule } from './measures/measures.module.js';
import { reviewDue } from './supervision-plans/domain/plan/review-due.due.js';
import { overdueReturn } from './travel/domain/overdue-return.due.js';
import { travel } from './travel/domain/travel.js';
import { TravelModule } from './travel/travel.module.js';
import { visit } from './visits/domain/visit.js';
import { VisitsModule } from './visits/visits.module.js';
import { volunteer } from './volunteers/domain/volunteer.js';
import { VolunteersModule } from './volunteers/volunteers.module.js';
import { studySession } from './training/domain/sessions/study-session.js';
import { trainingPlan } from './training/domain/training-plan.js';
import { TrainingModule } from './training/training.module.js';
import { recruitment } from './recruitment/domain/announcements/recruitment.js';
import { applicant } from './recruitment/domain/applicants/applicant.js';
import { RecruitmentModule } from './recruitment/recruitment.module.js';
import { recruitmentReactions } from './recruitment/recruitment.reactions.js';
import { staffing } from './staffing/domain/staffing.js';
import { DismissalsModule } from './dismissals/dismissals.module.js';
import { serviceFacts } from './dismissals/dismissals.reactions.js';
import { serviceRecord } from './dismissals/domain/service-record.js';
import { dismissalByDecision } from './social-workers/social-workers.reactions.js';
import { StaffingModule } from './staffing/staffing.module.js';
import { PLAN_DECIDERS, SupervisionPlansModule } from './supervision-plans/supervision-plans.module.js';
import { WorklistModule } from './worklist/worklist.module.js';

type Modules = NonNullable<ModuleMetadata['imports']>;

/** Everything that can be commanded and read back. */
export const DECIDERS: readonly AnyDecider[] = [
  organisation,
  policy,
  workCalendar,
  supervisee,
  weeklyReport,
  incident,
  guidance,
  socialWorker,
  attendance,
  leave,
  appraisal,
  // Oversight
  ...OVERSIGHT_DECIDERS,
  publicFigures,
  // The workforce.
  qualification,
  annualAppraisal,
  evaluation,
  trainingPlan,
  studySession,
  award,
  disciplinaryCase,
  serviceRecord,
  confidentiality,
  fileAccess,
  historyAccess,
  // Work with supervisees
  visit,
  counselling,
  employmentStatus,
  assistance,
  outreach,
  activity,
  travel,
  executionPlace,
  measure,
  monitoring,
  ...PLAN_DECIDERS,
  intakeApplication,
  volunteer,
  staffing,
  recruitment,
  applicant,
  statisticalReturn,
];

/** Everything that facts lead to. */
export const REACTIONS: readonly AnyReaction[] = [
  leaveCoverage,
  leaveUncovered,
  leaveMovesAlong,
  ...recruitmentReactions,
  leaveBeyondDelegation,
  ...erasureReactions,
  ...superviseeReactions,
  transferLapses,
  serviceFacts,
  dismissalByDecision,
];

/** Everything that the passing of time leads to; the projections list the same. */
// prettier-ignore
export const DUE_MOMENTS: readonly AnyDueMoments[] = [
  missedIntake,
  ...OVERSIGHT_MOMENTS,
  missedWeek,
  overdueReturn,
  overdueReport,
  participantTransferred,
  incidentClock,
  reviewDue,
  monitoringRunningOut,
  ...LEAVE_MOMENTS,
  returnDue,
];

const DOMAIN: Modules = [
  OrganisationModule,
  SuperviseesModule,
  IncidentsModule,
  GuidanceModule,
  SocialWorkersModule,
  AttendanceModule,
  LeaveModule,
  AppraisalsModule,
  StatisticsModule,
  ConfidentialityModule,
  FilesModule,
  WorklistModule,
  AuditModule.forRoot(views),
  OperationsModule,
  OversightModule,
  AnalysisModule,
  PublicFiguresModule,
  // Work with supervisees
  VisitsModule,
  TravelModule,
  ExecutionPlaceModule,
  MeasuresModule,
  CounsellingModule,
  ActivitiesModule,
  SupervisionPlansModule,
  AssistanceModule,
  EmploymentStatusModule,
  IntakeModule,
  VolunteersModule,
  // The workforce.
  TrainingModule,
  AwardsModule,
  StaffingModule,
  RecruitmentModule,
  AccountabilityModule,
  DismissalsModule,
];

/** The whole service: the platform and every domain module. Only here do modules meet. */
@Module({})
export class AppModule {
  /**
   * @param more modules beside those of the service, as tests add them
   * @param timeActs whether due moments have their effects from the start
   */
  static forRoot(edge: EdgeOptions, more: Modules = [], timeActs = true): DynamicModule {
    return {
      module: AppModule,
      imports: [
        EdgeModule.forRoot(edge),
        ReadStoreModule.forRootAsync({
          inject: [Settings],
          useFactory: ({ mongoUrl, namespace }: Settings) => ({ url: mongoUrl ?? '', namespace }),
        }),
        WriteSideModule.forRoot(DECIDERS),
        JurisdictionsModule,
        ReactionsModule.forRoot(REACTIONS),
        DueModule.forRoot(DUE_MOMENTS, timeActs),
        ...DOMAIN,
        ...more,
      ],
    };
  }
}
