import { decider } from '../../../kernel/decider.js';
import { studyEvents } from './events.js';
import {
  evolve,
  HoldStudySession,
  holdStudySession,
  NO_SESSION,
  RecordStudyAttendance,
  recordStudyAttendance,
} from './hold-study.js';

export const studySession = decider({
  category: 'studySession',
  events: studyEvents,
  commands: { HoldStudySession, RecordStudyAttendance },
  initial: NO_SESSION,
  evolve,
  decide: { HoldStudySession: holdStudySession, RecordStudyAttendance: recordStudyAttendance },
  opens: ['HoldStudySession'],
  idOf: (command) => (command instanceof HoldStudySession ? command.meta.commandId : command.sessionId),
  unitOf: (session, command) => {
    if (session.status !== 'none') return session.unitId;
    return command instanceof HoldStudySession ? command.unitId : undefined;
  },
  references: (command) => ({
    // The record that knows the offices: its face gives the path of each open one.
    offices: { category: 'organisation', id: 'main' },
    ...(command instanceof RecordStudyAttendance ? { worker: { category: 'socialWorker', id: command.workerId } } : {}),
  }),
  governed: false,
});
