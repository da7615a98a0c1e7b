import { annualAppraisalEvents } from '../src/appraisals/domain/annual/events.js';
import { evaluationEvents } from '../src/appraisals/domain/evaluation/events.js';
import { appraisalEvents } from '../src/appraisals/domain/events.js';
import { accountabilityEvents } from '../src/accountability/domain/events.js';
import { complaintEvents } from '../src/oversight/domain/complaints/events.js';
import { publicFiguresEvents } from '../src/public-figures/domain/events.js';
import { inspectionEvents } from '../src/oversight/domain/inspections/events.js';
import { opinionEvents } from '../src/oversight/domain/opinions/events.js';
import { awardEvents } from '../src/awards/domain/events.js';
import { attendanceEvents } from '../src/attendance/domain/events.js';
import { confidentialityEvents } from '../src/confidentiality/domain/events.js';
import { historyAccessEvents } from '../src/audit/domain/events.js';
import { fileAccessEvents } from '../src/files/domain/events.js';
import { guidanceEvents } from '../src/guidance/domain/events.js';
import { incidentEvents } from '../src/incidents/domain/events.js';
import { applicationEvents } from '../src/intake/domain/events.js';
import { leaveEvents } from '../src/leave/domain/events.js';
import { organisationEvents } from '../src/organisation/domain/events.js';
import { policyEvents } from '../src/organisation/domain/policy-sets/events.js';
import { workCalendarEvents } from '../src/organisation/domain/work-calendars/events.js';
import { socialWorkerEvents } from '../src/social-workers/domain/events.js';
import { qualificationEvents } from '../src/social-workers/domain/qualifications/events.js';
import { superviseeEvents } from '../src/supervisees/domain/events.js';
import { weeklyReportEvents } from '../src/supervisees/domain/weekly-reports/events.js';
import { activityEvents } from '../src/activities/domain/sessions/events.js';
import { outreachEvents } from '../src/activities/domain/outreach/events.js';
import { assistanceEvents } from '../src/assistance/domain/events.js';
import { employmentEvents } from '../src/employment-status/domain/events.js';
import { counsellingEvents } from '../src/counselling/domain/events.js';
import { measureEvents } from '../src/measures/domain/measure/events.js';
import { monitoringEvents } from '../src/measures/domain/monitoring/events.js';
import { executionPlaceEvents } from '../src/execution-place/domain/events.js';
import { travelEvents } from '../src/travel/domain/events.js';
import { visitEvents } from '../src/visits/domain/events.js';
import { levelEvents } from '../src/supervision-plans/domain/level/events.js';
import { planEvents } from '../src/supervision-plans/domain/plan/events.js';
import { teamEvents } from '../src/supervision-plans/domain/team/events.js';
import { volunteerEvents } from '../src/volunteers/domain/events.js';
import { trainingPlanEvents } from '../src/training/domain/events.js';
import { studyEvents } from '../src/training/domain/sessions/events.js';
import { recruitmentEvents } from '../src/recruitment/domain/announcements/events.js';
import { applicantEvents } from '../src/recruitment/domain/applicants/events.js';
import { serviceRecordEvents } from '../src/dismissals/domain/events.js';
import { returnEvents } from '../src/statistics/domain/returns/events.js';
import { staffingEvents } from '../src/staffing/domain/events.js';
import type { AnyView } from '../src/kernel/view.js';
import type { EventSource } from '../src/platform/streams/event-codec.js';
import { annualAppraisals } from './appraisals/annual-appraisals.view.js';
import { democraticEvaluations } from './appraisals/democratic-evaluations.view.js';
import { complaints } from './oversight/complaints.view.js';
import { publicFigures } from './public-figures/public-figures.view.js';
import { inspections } from './oversight/inspections.view.js';
import { procuratorateOpinions } from './oversight/procuratorate-opinions.view.js';
import { appraisalRecord } from './appraisals/appraisal-record.view.js';
import { disciplinaryCases } from './accountability/disciplinary-cases.view.js';
import { dismissalCases } from './dismissals/dismissal-cases.view.js';
import { serviceRecords } from './dismissals/service-records.view.js';
import { awardRounds } from './awards/award-rounds.view.js';
import { awards } from './awards/awards.view.js';
import { attendanceMonth } from './attendance/attendance-month.view.js';
import { dueMoments } from './due/due-moments.view.js';
import { fileEntriesOf } from './files/file-entries.view.js';
import { openFiles } from './files/open-files.view.js';
import { guidanceRequests } from './guidance/guidance-requests.view.js';
import { incidentBoard } from './incidents/incident-board.view.js';
import { intakeApplications } from './intake/intake-applications.view.js';
import { leaveInbox } from './leave/leave-inbox.view.js';
import { leaveLedger } from './leave/leave-ledger.view.js';
import { delegations } from './organisation/delegations.view.js';
import { groupMembers } from './organisation/group-members.view.js';
import { officers } from './organisation/officers.view.js';
import { policySets } from './organisation/policy-sets.view.js';
import { units } from './organisation/units.view.js';
import { workCalendars } from './organisation/work-calendars.view.js';
import { socialWorkerRoster } from './social-workers/social-worker-roster.view.js';
import { workerQualifications } from './social-workers/worker-qualifications.view.js';
import { monthlyStatistics } from './statistics/monthly-statistics.view.js';
import { statisticalReturns } from './statistics/statistical-returns.view.js';
import { superviseeCourses } from './statistics/supervisee-courses.view.js';
import { superviseeRoster } from './supervisees/supervisee-roster.view.js';
import { transferredSupervisees } from './supervisees/transferred-supervisees.view.js';
import { weeklyReports } from './supervisees/weekly-reports.view.js';
import { activities } from './activities/activities.view.js';
import { outreachList } from './activities/outreach-events.view.js';
import { participationMonths } from './activities/participation-months.view.js';
import { assistanceCases } from './assistance/assistance-cases.view.js';
import { employmentStatus } from './employment-status/employment-status.view.js';
import { counsellingSessions } from './counselling/counselling-sessions.view.js';
import { measures } from './measures/measures.view.js';
import { monitoringOrders } from './measures/monitoring-orders.view.js';
import { executionPlaceTransfers } from './execution-place/execution-place-transfers.view.js';
import { travelPermits } from './travel/travel-permits.view.js';
import { visits } from './visits/visits.view.js';
import { correctionPlans } from './supervision-plans/correction-plans.view.js';
import { supervisionLevels } from './supervision-plans/supervision-levels.view.js';
import { volunteerRoster } from './volunteers/volunteer-roster.view.js';
import { volunteerService } from './volunteers/volunteer-service.view.js';
import { studySessions } from './training/study-sessions.view.js';
import { trainingPlans } from './training/training-plans.view.js';
import { trainingRecords } from './training/training-records.view.js';
import { jobApplications } from './recruitment/job-applications.view.js';
import { recruitments } from './recruitment/recruitments.view.js';
import { workerPosts } from './staffing/worker-posts.view.js';
import { supervisionTeams } from './supervision-plans/supervision-teams.view.js';
import { worklist } from './worklist/worklist.view.js';

/** Every read model that picks its facts. A new one is a file with the view and a line here. */
const picking: readonly AnyView[] = [
  annualAppraisals,
  democraticEvaluations,
  appraisalRecord,
  disciplinaryCases,
  dismissalCases,
  serviceRecords,
  awardRounds,
  awards,
  attendanceMonth,
  dueMoments,
  openFiles,
  guidanceRequests,
  incidentBoard,
  intakeApplications,
  inspections,
  complaints,
  procuratorateOpinions,
  publicFigures,
  leaveInbox,
  leaveLedger,
  delegations,
  groupMembers,
  officers,
  policySets,
  units,
  workCalendars,
  socialWorkerRoster,
  workerQualifications,
  monthlyStatistics,
  superviseeCourses,
  statisticalReturns,
  superviseeRoster,
  transferredSupervisees,
  weeklyReports,
  activities,
  outreachList,
  participationMonths,
  assistanceCases,
  employmentStatus,
  counsellingSessions,
  measures,
  monitoringOrders,
  travelPermits,
  executionPlaceTransfers,
  visits,
  correctionPlans,
  supervisionLevels,
  volunteerRoster,
  volunteerService,
  studySessions,
  trainingPlans,
  trainingRecords,
  workerPosts,
  recruitments,
  jobApplications,
  supervisionTeams,
  worklist,
];

/** The events that history is made of: of every decider, its category and its definitions. */
export const eventSources: readonly EventSource[] = [
  { category: 'organisation', events: organisationEvents },
  { category: 'policy', events: policyEvents },
  { category: 'workCalendar', events: workCalendarEvents },
  { category: 'supervisee', events: superviseeEvents },
  { category: 'weeklyReport', events: weeklyReportEvents },
  { category: 'incident', events: incidentEvents },
  { category: 'guidance', events: guidanceEvents },
  { category: 'inspection', events: inspectionEvents },
  { category: 'complaint', events: complaintEvents },
  { category: 'procuratorateOpinion', events: opinionEvents },
  { category: 'publicFigures', events: publicFiguresEvents },
  { category: 'socialWorker', events: socialWorkerEvents },
  { category: 'attendance', events: attendanceEvents },
  { category: 'leave', events: leaveEvents },
  { category: 'appraisal', events: appraisalEvents },
  { category: 'qualification', events: qualificationEvents },
  { category: 'annualAppraisal', events: annualAppraisalEvents },
  { category: 'evaluation', events: evaluationEvents },
  { category: 'trainingPlan', events: trainingPlanEvents },
  { category: 'studySession', events: studyEvents },
  { category: 'award', events: awardEvents },
  { category: 'disciplinaryCase', events: accountabilityEvents },
  { category: 'serviceRecord', events: serviceRecordEvents },
  { category: 'personalData', events: confidentialityEvents },
  { category: 'fileAccess', events: fileAccessEvents },
  { category: 'historyAccess', events: historyAccessEvents },
  { category: 'visit', events: visitEvents },
  { category: 'travel', events: travelEvents },
  { category: 'executionPlace', events: executionPlaceEvents },
  { category: 'measure', events: measureEvents },
  { category: 'monitoring', events: monitoringEvents },
  { category: 'counselling', events: counsellingEvents },
  { category: 'activity', events: activityEvents },
  { category: 'supervisionTeam', events: teamEvents },
  { category: 'correctionPlan', events: planEvents },
  { category: 'supervisionLevel', events: levelEvents },
  { category: 'outreach', events: outreachEvents },
  { category: 'assistance', events: assistanceEvents },
  { category: 'employment', events: employmentEvents },
  { category: 'intakeApplication', events: applicationEvents },
  { category: 'volunteer', events: volunteerEvents },
  { category: 'staffing', events: staffingEvents },
  { category: 'recruitment', events: recruitmentEvents },
  { category: 'applicant', events: applicantEvents },
  { category: 'statisticalReturn', events: returnEvents },
];

/** Every read model: those, and the files, which leave nothing out. */
export const views: readonly AnyView[] = [...picking, fileEntriesOf(eventSources)];
