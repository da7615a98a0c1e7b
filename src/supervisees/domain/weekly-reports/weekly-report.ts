import { weekOf } from '../../../kernel/day.js';
import { decider } from '../../../kernel/decider.js';
import { weeklyReportEvents } from './events.js';
import { recordWeeklyReport, RecordWeeklyReport } from './record-weekly-report.js';
import { evolve, NO_REPORT } from './week-of-report.js';

export const weeklyReport = decider({
  category: 'weeklyReport',
  events: weeklyReportEvents,
  commands: { RecordWeeklyReport },
  initial: NO_REPORT,
  evolve,
  decide: { RecordWeeklyReport: recordWeeklyReport },
  opens: ['RecordWeeklyReport'],
  idOf: (command) => `${command.superviseeId}_${weekOf(command.reportedOn)}`,
  unitOf: (state, _command, references) =>
    references.supervisee?.unit ?? (state.status === 'received' ? state.officeId : undefined),
  references: (command) => ({ supervisee: { category: 'supervisee', id: command.superviseeId } }),
});
