import { decider } from '../../kernel/decider.js';
import { confirmReturn, ConfirmReturn } from './confirm-return.js';
import {
  approveTravel,
  ApproveTravel,
  endorseTravel,
  EndorseTravel,
  rejectTravel,
  RejectTravel,
} from './decide-travel.js';
import { travelEvents } from './events.js';
import { markReturnOverdue, MarkReturnOverdue } from './mark-return-overdue.js';
import { requestTravel, RequestTravel } from './request-travel.js';
import { evolve, NO_TRAVEL } from './travel-book.js';
import { withdrawTravel, WithdrawTravel } from './withdraw-travel.js';

export const travel = decider({
  category: 'travel',
  events: travelEvents,
  commands: {
    RequestTravel,
    EndorseTravel,
    ApproveTravel,
    RejectTravel,
    WithdrawTravel,
    ConfirmReturn,
    MarkReturnOverdue,
  },
  initial: NO_TRAVEL,
  evolve,
  decide: {
    RequestTravel: requestTravel,
    EndorseTravel: endorseTravel,
    ApproveTravel: approveTravel,
    RejectTravel: rejectTravel,
    WithdrawTravel: withdrawTravel,
    ConfirmReturn: confirmReturn,
    MarkReturnOverdue: markReturnOverdue,
  },
  idOf: (command) => command.superviseeId,
  unitOf: (state, _command, references) => references.supervisee?.unit ?? state.officeId,
  references: (command) => ({ supervisee: { category: 'supervisee', id: command.superviseeId } }),
});
