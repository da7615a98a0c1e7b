import { decider } from '../../../kernel/decider.js';
import { closeReportWeek, CloseReportWeek } from './close-report-week.js';
import { weeklyReportEvents } from './events.js';
import { recordWeeklyReport, RecordWeeklyReport, weekReported } from './record-weekly-report.js';
import { evolve, NO_REPORT } from './week-of-report.js';

export const weeklyReport = decider({
  category: 'weeklyReport',
  events: weeklyReportEvents,
  commands: { RecordWeeklyReport, CloseReportWeek },
  initial: NO_REPORT,
  evolve,
  decide: { RecordWeeklyReport: recordWeeklyReport, CloseReportWeek: closeReportWeek },
  opens: ['RecordWeeklyReport', 'CloseReportWeek'],
  idOf: (command) => `${command.superviseeId}_${'week' in command ? command.week : weekReported(command)}`,
  unitOf: (state, _command, references) =>
    references.supervisee?.unit ?? (state.status === 'none' ? undefined : state.officeId),
  references: (command) => ({ supervisee: { category: 'supervisee', id: command.superviseeId } }),
});
