import { dayAt } from '../../../kernel/day.js';
import { decider } from '../../../kernel/decider.js';
import {
  answerInspection,
  AnswerInspection,
  markInspectionAnswerOverdue,
  MarkInspectionAnswerOverdue,
} from './answer-inspection.js';
import { carryOutInspection, CarryOutInspection } from './carry-out-inspection.js';
import {
  closeInspection,
  CloseInspection,
  returnInspectionAnswer,
  ReturnInspectionAnswer,
} from './close-inspection.js';
import { inspectionEvents } from './events.js';
import { evolve, NO_INSPECTION } from './inspection-book.js';
import { cancelInspection, CancelInspection, planInspection, PlanInspection } from './plan-inspection.js';

export const inspection = decider({
  category: 'inspection',
  events: inspectionEvents,
  commands: {
    PlanInspection,
    CancelInspection,
    CarryOutInspection,
    AnswerInspection,
    ReturnInspectionAnswer,
    CloseInspection,
    MarkInspectionAnswerOverdue,
  },
  initial: NO_INSPECTION,
  evolve,
  decide: {
    PlanInspection: planInspection,
    CancelInspection: cancelInspection,
    CarryOutInspection: carryOutInspection,
    AnswerInspection: answerInspection,
    ReturnInspectionAnswer: returnInspectionAnswer,
    CloseInspection: closeInspection,
    MarkInspectionAnswerOverdue: markInspectionAnswerOverdue,
  },
  opens: ['PlanInspection'],
  idOf: (command) => ('inspectionId' in command ? command.inspectionId : command.meta.commandId),
  unitOf: (state, command) => {
    if (state.status !== 'none') return state.officeId;
    return 'officeId' in command ? command.officeId : undefined;
  },
  // The time to answer runs from the day of the inspection, by the rules of that day.
  factDay: (command) => ('carriedOutOn' in command ? command.carriedOutOn : dayAt(command.meta.occurredAt)),
});
