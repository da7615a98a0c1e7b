import { decider } from '../../../kernel/decider.js';
import {
  approveMonitoring,
  ApproveMonitoring,
  endMonitoring,
  EndMonitoring,
  refuseMonitoring,
  RefuseMonitoring,
} from './decide-monitoring.js';
import {
  draftMonitoring,
  DraftMonitoring,
  draftMonitoringExtension,
  DraftMonitoringExtension,
} from './draft-monitoring.js';
import { monitoringEvents } from './events.js';
import { noteMonitoringRunOut, NoteMonitoringRunOut } from './note-running-out.js';
import { evolve, NOT_MONITORED } from './monitored.js';

export const monitoring = decider({
  category: 'monitoring',
  events: monitoringEvents,
  commands: {
    DraftMonitoring,
    DraftMonitoringExtension,
    ApproveMonitoring,
    RefuseMonitoring,
    EndMonitoring,
    NoteMonitoringRunOut,
  },
  initial: NOT_MONITORED,
  evolve,
  decide: {
    DraftMonitoring: draftMonitoring,
    DraftMonitoringExtension: draftMonitoringExtension,
    ApproveMonitoring: approveMonitoring,
    RefuseMonitoring: refuseMonitoring,
    EndMonitoring: endMonitoring,
    NoteMonitoringRunOut: noteMonitoringRunOut,
  },
  idOf: (command) => command.superviseeId,
  unitOf: (state, _command, references) => references.supervisee?.unit ?? state.officeId,
  references: (command) => ({ supervisee: { category: 'supervisee', id: command.superviseeId } }),
});
