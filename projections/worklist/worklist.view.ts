import { guidanceToAnswer, incidentToAcknowledge, incidentToClose } from './decision.tasks.js';
import { executionPlaceTasks } from './execution-place.tasks.js';
import { intakeTasks } from './intake.tasks.js';
import { leaveToClear, leaveToDecide, leaveToRegularise } from './workforce/leave.tasks.js';
import { measureTasks } from './measures.tasks.js';
import { recruitmentTasks } from './workforce/recruitment.tasks.js';
import { dismissalToDecide, monthToReopen } from './workforce/dismissal.tasks.js';
import { personnelTasks } from './workforce/personnel.tasks.js';
import { returnTasks } from './returns.tasks.js';
import { serviceTasks } from './workforce/service.tasks.js';
import { oversightTasks } from './oversight.tasks.js';
import { supervisionTasks } from './supervision.tasks.js';
import { type AnyTaskRule, taskView } from './task.js';
import { appraisalDue, appraisalToCorrect, appraisalToInspect } from './workforce/appraisal.tasks.js';

/** Every kind of task. A new one is a rule and a line here. */
export const TASKS: readonly AnyTaskRule[] = [
  ...supervisionTasks,
  ...intakeTasks,
  ...measureTasks,
  ...executionPlaceTasks,
  ...returnTasks,
  ...oversightTasks,
  incidentToAcknowledge,
  incidentToClose,
  leaveToDecide,
  leaveToRegularise,
  leaveToClear,
  guidanceToAnswer,
  appraisalDue,
  appraisalToCorrect,
  appraisalToInspect,
  ...recruitmentTasks,
  ...serviceTasks,
  ...personnelTasks,
  dismissalToDecide,
  monthToReopen,
];

export const worklist = taskView(TASKS);
