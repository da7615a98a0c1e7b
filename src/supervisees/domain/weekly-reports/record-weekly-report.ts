import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { type Day, weekOf } from '../../../kernel/day.js';
import { DayField, IdField, PatternField, TextField } from '../../../kernel/fields.js';
import { PHONE } from '../phone.js';
import { reject } from '../rejections.js';
import type { WeeklyReportEvent } from './events.js';
import type { WeekOfReport } from './week-of-report.js';

export class RecordWeeklyReport extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @DayField({ description: '汇报日期 / day of the report', example: '2026-03-09' }) declare readonly reportedOn: Day;
  @TextField({ description: '上周思想情况 / thinking', example: '情绪稳定，认罪悔罪' })
  declare readonly thinking: string;
  @TextField({ description: '上周工作情况 / work', example: '在建材店上班' }) declare readonly work: string;
  @TextField({ description: '上周生活情况 / life', example: '与家人同住，无异常' }) declare readonly life: string;
  @PatternField(PHONE, { description: '来电号码 / number that called', example: '13800000000' })
  declare readonly callerNumber: string;
}

/** Last week's thinking, work and life, once a week (Monday to Sunday); a second one amends, and the first stays (REP-1). */
export const recordWeeklyReport = (
  c: RecordWeeklyReport,
  report: WeekOfReport,
  context: Context,
): WeeklyReportEvent[] => {
  checkDay(c.reportedOn, context);
  const { superviseeId, reportedOn, thinking, work, life, callerNumber } = c;
  const officeId = context.jurisdiction.at(-1) ?? '';
  const told = { superviseeId, officeId, week: weekOf(reportedOn), reportedOn, thinking, work, life, callerNumber };
  if (report.status === 'none') return [{ type: 'WeeklyReportReceived', data: told }];
  const amended = { amendment: report.amendments + 1, previouslyReportedOn: report.reportedOn };
  return [{ type: 'WeeklyReportAmended', data: { ...told, ...amended } }];
};

/** A report may be entered later than it was made, within the time under supervision. */
const checkDay = (reportedOn: Day, { today, references: { supervisee } }: Context): void => {
  const { reportedOn: registeredOn, dischargedOn } = supervisee?.facts ?? {};
  if (typeof registeredOn !== 'string') throw reject('NOT_UNDER_SUPERVISION', { status: supervisee?.status });
  if (reportedOn > today) throw reject('WEEKLY_REPORT_IN_FUTURE');
  if (reportedOn < registeredOn) throw reject('WEEKLY_REPORT_BEFORE_REGISTRATION', { registeredOn });
  if (typeof dischargedOn === 'string') throw reject('NOT_UNDER_SUPERVISION', { dischargedOn });
};
