import { decider } from '../../kernel/decider.js';
import { confirmReport, ConfirmReportInNewPlace } from './confirm-report.js';
import {
  agreeToTransfer,
  AgreeToExecutionPlaceTransfer,
  approveTransfer,
  ApproveExecutionPlaceTransfer,
  endorseTransfer,
  EndorseExecutionPlaceTransfer,
  rejectTransfer,
  RejectExecutionPlaceTransfer,
} from './decide-transfer.js';
import { executionPlaceEvents } from './events.js';
import { handOverPapers, HandOverPapers } from './hand-over-papers.js';
import { lapseTransfer, LapseExecutionPlaceTransfer } from './lapse-transfer.js';
import { markReportOverdue, MarkReportInNewPlaceOverdue } from './mark-report-overdue.js';
import type { OfExecutionPlace } from './of-transfer.js';
import { requestTransfer, RequestExecutionPlaceTransfer } from './request-transfer.js';
import { evolve, NO_TRANSFERS, type TransferBook } from './transfer-book.js';
import { withdrawTransfer, WithdrawExecutionPlaceTransfer } from './withdraw-transfer.js';

/** The office that the person goes to, where it is to answer: that it agrees, or not, when it is asked; and that the person came. */
const receiving = ({ open }: TransferBook, command: OfExecutionPlace): string | undefined => {
  if (!open || !('transferId' in command) || command.transferId !== open.transferId) return undefined;
  const asked = open.status === 'pending' && open.awaiting === 'consent';
  const answers = command instanceof AgreeToExecutionPlaceTransfer || command instanceof RejectExecutionPlaceTransfer;
  if (asked && answers) return open.toOfficeId;
  return open.status === 'approved' && command instanceof ConfirmReportInNewPlace ? open.toOfficeId : undefined;
};

export const executionPlace = decider({
  category: 'executionPlace',
  events: executionPlaceEvents,
  commands: {
    RequestExecutionPlaceTransfer,
    EndorseExecutionPlaceTransfer,
    AgreeToExecutionPlaceTransfer,
    ApproveExecutionPlaceTransfer,
    RejectExecutionPlaceTransfer,
    WithdrawExecutionPlaceTransfer,
    LapseExecutionPlaceTransfer,
    HandOverPapers,
    ConfirmReportInNewPlace,
    MarkReportInNewPlaceOverdue,
  },
  initial: NO_TRANSFERS,
  evolve,
  decide: {
    RequestExecutionPlaceTransfer: requestTransfer,
    EndorseExecutionPlaceTransfer: endorseTransfer,
    AgreeToExecutionPlaceTransfer: agreeToTransfer,
    ApproveExecutionPlaceTransfer: approveTransfer,
    RejectExecutionPlaceTransfer: rejectTransfer,
    WithdrawExecutionPlaceTransfer: withdrawTransfer,
    LapseExecutionPlaceTransfer: lapseTransfer,
    HandOverPapers: handOverPapers,
    ConfirmReportInNewPlace: confirmReport,
    MarkReportInNewPlaceOverdue: markReportOverdue,
  },
  idOf: (command) => command.superviseeId,
  unitOf: (book, command, references) => receiving(book, command) ?? references.supervisee?.unit ?? book.officeId,
  references: (command) => ({
    supervisee: { category: 'supervisee', id: command.superviseeId },
    ...(command instanceof RequestExecutionPlaceTransfer && { offices: { category: 'organisation', id: 'main' } }),
  }),
});
