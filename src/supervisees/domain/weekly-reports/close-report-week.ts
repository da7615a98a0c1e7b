import { Command } from '../../../kernel/command.js';
import type { Context, Face } from '../../../kernel/context.js';
import { firstDayOfWeek, lastDayOfWeek, type Week } from '../../../kernel/day.js';
import { IdField, WeekField } from '../../../kernel/fields.js';
import type { WeeklyReportEvent } from './events.js';
import type { WeekOfReport } from './week-of-report.js';

/** Given by the scheduler when a week is over. */
export class CloseReportWeek extends Command {
  @IdField() declare readonly superviseeId: string;
  @WeekField() declare readonly week: Week;
}

/** A week that ends with no report is missed, once; who reports later makes it good, and stays late (REP-2). */
export const closeReportWeek = (c: CloseReportWeek, report: WeekOfReport, context: Context): WeeklyReportEvent[] => {
  const endedOn = lastDayOfWeek(c.week);
  if (report.status !== 'none' || context.today <= endedOn) return [];
  if (!isWholeWeekOf(context.references.supervisee, c.week)) return [];
  const { superviseeId, week } = c;
  const officeId = context.jurisdiction.at(-1) ?? '';
  return [{ type: 'WeeklyReportMissed', data: { superviseeId, officeId, week, endedOn } }];
};

/**
 * Whole weeks alone are asked for: the first begins after the day of reporting, the last ends before the day that supervision ends
 * on. So nobody misses a week for having come on its Friday, or gone on its Tuesday.
 */
const isWholeWeekOf = (supervisee: Face | undefined, week: Week): boolean => {
  const { reportedOn, dischargedOn } = supervisee?.facts ?? {};
  if (typeof reportedOn !== 'string' || firstDayOfWeek(week) <= reportedOn) return false;
  return typeof dischargedOn !== 'string' || lastDayOfWeek(week) < dischargedOn;
};
