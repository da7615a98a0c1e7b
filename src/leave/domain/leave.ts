import type { Command } from '../../kernel/command.js';
import { dayAt } from '../../kernel/day.js';
import { decider } from '../../kernel/decider.js';
import { annualAppraisals } from './annual/annual-leave.js';
import { approveLeave, ApproveLeave } from './approve-leave.js';
import { cancelLeaveSessions, CancelLeaveSessions } from './cancel-leave-sessions.js';
import { submitLeaveCertificate, SubmitLeaveCertificate } from './certificate/submit-leave-certificate.js';
import { clearLeave, ClearLeave } from './clearance/clear-leave.js';
import { attendanceSince, markLeaveNotCleared, MarkLeaveNotCleared } from './clearance/mark-leave-not-cleared.js';
import { lapseEmergencyLeave, LapseEmergencyLeave } from './emergency/lapse-emergency-leave.js';
import { notifyEmergencyLeave, NotifyEmergencyLeave } from './emergency/notify-emergency-leave.js';
import { regulariseLeave, RegulariseLeave } from './emergency/regularise-leave.js';
import { endorseLeave, EndorseLeave } from './endorse-leave.js';
import { leaveEvents } from './events.js';
import { evolve, type LeaveBook, leaveIn, NO_LEAVE } from './leave-book.js';
import { moveLeave, MoveLeave } from './move-leave.js';
import { rejectLeave, RejectLeave } from './reject-leave.js';
import { LeaveApplication, requestLeave, RequestLeave } from './request-leave.js';
import { resubmitLeave, ResubmitLeave } from './resubmit-leave.js';
import { returnLeave, ReturnLeave } from './return-leave.js';
import { withdrawLeave, WithdrawLeave } from './withdraw-leave.js';

/** Whether annual leave is asked for, or decided on: only then appraisals matter (LEV-9). */
const isAnnual = (command: Command, book: LeaveBook): boolean => {
  if (command instanceof LeaveApplication || command instanceof NotifyEmergencyLeave) return command.kind === 'ANNUAL';
  if (!(command instanceof ApproveLeave || command instanceof RegulariseLeave)) return false;
  const asked = leaveIn(book, command.requestId);
  return asked !== undefined && 'kind' in asked && asked.kind === 'ANNUAL';
};

export const leave = decider({
  category: 'leave',
  events: leaveEvents,
  commands: {
    RequestLeave,
    EndorseLeave,
    ApproveLeave,
    RejectLeave,
    ReturnLeave,
    ResubmitLeave,
    WithdrawLeave,
    CancelLeaveSessions,
    SubmitLeaveCertificate,
    NotifyEmergencyLeave,
    RegulariseLeave,
    LapseEmergencyLeave,
    ClearLeave,
    MarkLeaveNotCleared,
    MoveLeave,
  },
  initial: NO_LEAVE,
  evolve,
  decide: {
    RequestLeave: requestLeave,
    EndorseLeave: endorseLeave,
    ApproveLeave: approveLeave,
    RejectLeave: rejectLeave,
    ReturnLeave: returnLeave,
    ResubmitLeave: resubmitLeave,
    WithdrawLeave: withdrawLeave,
    CancelLeaveSessions: cancelLeaveSessions,
    SubmitLeaveCertificate: submitLeaveCertificate,
    NotifyEmergencyLeave: notifyEmergencyLeave,
    RegulariseLeave: regulariseLeave,
    LapseEmergencyLeave: lapseEmergencyLeave,
    ClearLeave: clearLeave,
    MarkLeaveNotCleared: markLeaveNotCleared,
    MoveLeave: moveLeave,
  },
  idOf: (command) => command.workerId,
  // The transfer itself says where to: what is known of the worker may be a moment old.
  unitOf: (book, command, references) =>
    command instanceof MoveLeave ? command.officeId : (references.worker?.unit ?? book.officeId),
  personOf: (_book, command) => command.workerId,
  references: (command, book) => ({
    worker: { category: 'socialWorker', id: command.workerId },
    ...('substitute' in command && command.substitute !== undefined
      ? { substitute: { category: 'socialWorker', id: command.substitute } }
      : {}),
    ...(command instanceof MarkLeaveNotCleared
      ? attendanceSince(command.workerId, dayAt(command.meta.occurredAt))
      : {}),
    ...(isAnnual(command, book) ? annualAppraisals(command.workerId, dayAt(command.meta.occurredAt)) : {}),
  }),
});
