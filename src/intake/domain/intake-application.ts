import { dayAt } from '../../kernel/day.js';
import { decider, type Reference } from '../../kernel/decider.js';
import { concludeApplication, ConcludeApplication } from './conclude-application.js';
import { applicationEvents } from './events.js';
import { evolve, faceOf, NOT_RECEIVED, personIn } from './handling.js';
import { linkApplication, LinkApplication } from './link-application.js';
import { openInvestigation, OpenInvestigation, workersIn } from './open-investigation.js';
import { receiveApplication, ReceiveApplication } from './receive-application.js';
import { reportInvestigation, ReportInvestigation } from './report-investigation.js';
import { unlinkApplication, UnlinkApplication } from './unlink-application.js';
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
    UnlinkApplication,
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
    UnlinkApplication: unlinkApplication,
  },
  opens: ['ReceiveApplication'],
  idOf: (command) => ('intakeId' in command ? command.intakeId : command.meta.commandId),
  unitOf: (state, command, { supervisee }) => {
    // Once it is the person's it goes where they go, as what else is about them does.
    if (personIn(state) !== undefined && supervisee) return supervisee.unit;
    if (state.status !== 'none') return state.officeId;
    return 'officeId' in command ? command.officeId : undefined;
  },
  references: (command, state): Record<string, Reference> => {
    const linked = personIn(state);
    if (linked !== undefined) return { supervisee: { category: 'supervisee', id: linked } };
    if ('superviseeId' in command) return { supervisee: { category: 'supervisee', id: command.superviseeId } };
    return 'investigators' in command ? workersIn(command.investigators) : {};
  },
  face: faceOf,
  // The time to conclude runs from the day that it came in, by the rules of that day.
  factDay: (command) => ('receivedOn' in command ? command.receivedOn : dayAt(command.meta.occurredAt)),
});
