import { decider } from '../../kernel/decider.js';
import { approveLeave, ApproveLeave } from './approve-leave.js';
import { cancelLeaveSessions, CancelLeaveSessions } from './cancel-leave-sessions.js';
import { submitLeaveCertificate, SubmitLeaveCertificate } from './certificate/submit-leave-certificate.js';
import { endorseLeave, EndorseLeave } from './endorse-leave.js';
import { leaveEvents } from './events.js';
import { evolve, NO_LEAVE } from './leave-book.js';
import { rejectLeave, RejectLeave } from './reject-leave.js';
import { requestLeave, RequestLeave } from './request-leave.js';
import { resubmitLeave, ResubmitLeave } from './resubmit-leave.js';
import { returnLeave, ReturnLeave } from './return-leave.js';
import { withdrawLeave, WithdrawLeave } from './withdraw-leave.js';

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
  },
  idOf: (command) => command.workerId,
  unitOf: (book, _command, references) => references.worker?.unit ?? book.officeId,
  personOf: (_book, command) => command.workerId,
  references: (command) => ({
    worker: { category: 'socialWorker', id: command.workerId },
    ...('substitute' in command && command.substitute !== undefined
      ? { substitute: { category: 'socialWorker', id: command.substitute } }
      : {}),
  }),
});
