import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { type Day, daysBetween, lastDayOfWeek, type Week, weekOf } from '../../../kernel/day.js';
import { DayField, IdField, PatternField, TextField, WeekField } from '../../../kernel/fields.js';
import { PHONE } from '../phone.js';
import { reject } from '../rejections.js';
import type { WeeklyReportEvent } from './events.js';
import type { WeekOfReport } from './week-of-report.js';

export class RecordWeeklyReport extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @DayField({ description: '汇报日期 / day of the report', example: '2026-03-09' }) declare readonly reportedOn: Day;
  @WeekField({
    optional: true,
    description: '补报的周；不填则为汇报日期所在周 / week that the report is late for; that of its day when not given',
    example: '2026-W11',
  })
  declare readonly forWeek?: Week;
  @TextField({ description: '上周思想情况 / thinking', example: '情绪稳定，认罪悔罪' })
  declare readonly thinking: string;
  @TextField({ description: '上周工作情况 / work', example: '在建材店上班' }) declare readonly work: string;
  @TextField({ description: '上周生活情况 / life', example: '与家人同住，无异常' }) declare readonly life: string;
  @PatternField(PHONE, { description: '来电号码 / number that called', example: '13800000000' })
  declare readonly callerNumber: string;
}

/** The week that a report is due in. */
export const weekReported = ({ forWeek, reportedOn }: Pick<RecordWeeklyReport, 'forWeek' | 'reportedOn'>): Week =>
  forWeek ?? weekOf(reportedOn);

/**
 * Last week's thinking, work and life, once a week (Monday to Sunday); a second one amends, and the first stays (REP-1). One made after
 * the end of its week clears the miss and stays marked late (REP-2).
 */
export const recordWeeklyReport = (
  c: RecordWeeklyReport,
  report: WeekOfReport,
  context: Context,
): WeeklyReportEvent[] => {
  const week = weekReported(c);
  checkDay(c.reportedOn, week, context);
  const { superviseeId, reportedOn, thinking, work, life, callerNumber } = c;
  const officeId = context.jurisdiction.at(-1) ?? '';
  const told = { superviseeId, officeId, week, reportedOn, thinking, work, life, callerNumber };
  if (report.status !== 'received') {
    const daysLate = Math.max(0, daysBetween(lastDayOfWeek(week), reportedOn));
    return [{ type: 'WeeklyReportReceived', data: { ...told, daysLate, clearsMiss: report.status === 'missed' } }];
  }
  const amended = { amendment: report.amendments + 1, previouslyReportedOn: report.reportedOn };
  return [{ type: 'WeeklyReportAmended', data: { ...told, ...amended } }];
};

/** A report may be entered later than it was made, within the time under supervision. */
const checkDay = (reportedOn: Day, week: Week, { today, references: { supervisee } }: Context): void => {
  const { reportedOn: registeredOn, dischargedOn } = supervisee?.facts ?? {};
  if (typeof registeredOn !== 'string') throw reject('NOT_UNDER_SUPERVISION', { status: supervisee?.status });
  if (reportedOn > today) throw reject('WEEKLY_REPORT_IN_FUTURE');
  if (reportedOn < registeredOn) throw reject('WEEKLY_REPORT_BEFORE_REGISTRATION', { registeredOn });
  if (week > weekOf(reportedOn)) throw reject('WEEKLY_REPORT_WEEK_AHEAD', { week });
  if (week < weekOf(registeredOn)) throw reject('WEEKLY_REPORT_WEEK_BEFORE_REGISTRATION', { registeredOn });
  if (typeof dischargedOn === 'string') throw reject('NOT_UNDER_SUPERVISION', { dischargedOn });
};
