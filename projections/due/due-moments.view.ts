import { type AnyDueMoments, dueView } from '../../src/kernel/due.js';
import { participantTransferred } from '../../src/activities/domain/sessions/participant-transferred.due.js';
import { overdueReport } from '../../src/execution-place/domain/overdue-report.due.js';
import { incidentClock } from '../../src/incidents/domain/incident-clock.due.js';
import { monitoringRunningOut } from '../../src/measures/domain/monitoring/running-out.due.js';
import { leaveClearance } from '../../src/leave/domain/clearance/clearance.due.js';
import { emergencyForm } from '../../src/leave/domain/emergency/form.due.js';
import { returnDue } from '../../src/statistics/domain/returns/return-due.due.js';
import { complaintAnswer } from '../../src/oversight/domain/complaints/complaint-answer.due.js';
import { inspectionAnswer } from '../../src/oversight/domain/inspections/inspection-answer.due.js';
import { opinionReply } from '../../src/oversight/domain/opinions/opinion-reply.due.js';
import { missedIntake } from '../../src/supervisees/domain/missed-intake/missed-intake.due.js';
import { missedWeek } from '../../src/supervisees/domain/weekly-reports/missed-week.due.js';
import { reviewDue } from '../../src/supervision-plans/domain/plan/review-due.due.js';
import { overdueReturn } from '../../src/travel/domain/overdue-return.due.js';

/** Everything that the passing of time leads to: what `DUE_MOMENTS` of the service lists too. One a line. */
// prettier-ignore
export const DUE: readonly AnyDueMoments[] = [
  missedIntake,
  inspectionAnswer,
  complaintAnswer,
  opinionReply,
  missedWeek,
  overdueReturn,
  overdueReport,
  participantTransferred,
  incidentClock,
  reviewDue,
  monitoringRunningOut,
  emergencyForm,
  leaveClearance,
  returnDue,
];

export const dueMoments = dueView(DUE);
