import { dayAt } from '../../../kernel/day.js';
import { decider } from '../../../kernel/decider.js';
import {
  answerComplaint,
  AnswerComplaint,
  assignComplaint,
  AssignComplaint,
  markComplaintOverdue,
  MarkComplaintOverdue,
} from './answer-complaint.js';
import { closeComplaint, CloseComplaint, withdrawComplaint, WithdrawComplaint } from './close-complaint.js';
import { evolve, faceOf, NO_COMPLAINT } from './complaint-book.js';
import { complaintEvents } from './events.js';
import { handlingUnit, OFFICES } from './handling-unit.js';
import { receiveComplaint, ReceiveComplaint } from './receive-complaint.js';

export const complaint = decider({
  category: 'complaint',
  events: complaintEvents,
  commands: {
    ReceiveComplaint,
    AssignComplaint,
    AnswerComplaint,
    WithdrawComplaint,
    CloseComplaint,
    MarkComplaintOverdue,
  },
  initial: NO_COMPLAINT,
  evolve,
  decide: {
    ReceiveComplaint: receiveComplaint,
    AssignComplaint: assignComplaint,
    AnswerComplaint: answerComplaint,
    WithdrawComplaint: withdrawComplaint,
    CloseComplaint: closeComplaint,
    MarkComplaintOverdue: markComplaintOverdue,
  },
  opens: ['ReceiveComplaint'],
  idOf: (command) => ('complaintId' in command ? command.complaintId : command.meta.commandId),
  unitOf: (state, command, { offices }) => {
    if (state.status !== 'none') return state.unitId;
    return 'aboutUnitId' in command ? handlingUnit(command, offices) : undefined;
  },
  references: (command): Record<string, typeof OFFICES> => ('aboutUnitId' in command ? { offices: OFFICES } : {}),
  face: faceOf,
  // The time to answer runs from the day that it came in, by the rules of that day.
  factDay: (command) => ('receivedOn' in command ? command.receivedOn : dayAt(command.meta.occurredAt)),
});
