import { dayAt } from '../../kernel/day.js';
import { decider, type Reference } from '../../kernel/decider.js';
import { concludeApplication, ConcludeApplication } from './conclude-application.js';
import { applicationEvents } from './events.js';
import { evolve, faceOf, NOT_RECEIVED } from './handling.js';
import { linkApplication, LinkApplication } from './link-application.js';
import { openInvestigation, OpenInvestigation, workersIn } from './open-investigation.js';
import { receiveApplication, ReceiveApplication } from './receive-application.js';
import { reportInvestigation, ReportInvestigation } from './report-investigation.js';
import { withdrawApplication, WithdrawApplication } from './withdraw-application.js';

export const intakeApplication = decider({
  category: 'intakeApplication',
  events: applicationEvents,
  commands: {
    ReceiveApplication,
    OpenInvestigation,
    ReportInvestigation,
    ConcludeApplication,
    WithdrawApplication,
    LinkApplication,
  },
  initial: NOT_RECEIVED,
  evolve,
  decide: {
    ReceiveApplication: receiveApplication,
    OpenInvestigation: openInvestigation,
    ReportInvestigation: reportInvestigation,
    ConcludeApplication: concludeApplication,
    WithdrawApplication: withdrawApplication,
    LinkApplication: linkApplication,
  },
  opens: ['ReceiveApplication'],
  idOf: (command) => ('intakeId' in command ? command.intakeId : command.meta.commandId),
  unitOf: (state, command) => {
    if (state.status !== 'none') return state.officeId;
    return 'officeId' in command ? command.officeId : undefined;
  },
  references: (command): Record<string, Reference> => {
    if ('superviseeId' in command) return { supervisee: { category: 'supervisee', id: command.superviseeId } };
    return 'investigators' in command ? workersIn(command.investigators) : {};
  },
  face: faceOf,
  // The time to conclude runs from the day that it came in, by the rules of that day.
  factDay: (command) => ('receivedOn' in command ? command.receivedOn : dayAt(command.meta.occurredAt)),
});
