import { Controller } from '@nestjs/common';
import type { Month } from '../kernel/day.js';
import { IdField, MonthField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { AfterQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { type Reader, reaches } from '../platform/read-store/reach.js';
import { type After, type AsOf, ReadStore } from '../platform/read-store/read-store.js';
import { type Counts, type MonthlyReturn, monthlyReturn, type MonthRow } from './monthly-return.js';

const STATISTICS = 'monthly-statistics';
const UNITS = 'units';
const READERS: readonly Role[] = [...POSTS, 'auditor', 'analyst'];

export class MonthlyStatisticsQuery extends AfterQuery {
  @IdField({ description: '市、县或司法所 / city, county or office', example: 'county-minhou' })
  declare readonly unit: string;
  @MonthField({ description: '月份 / month', example: '2026-03' }) declare readonly month: Month;
}

interface UnitRow {
  readonly unitId: string;
  readonly path: readonly string[];
  readonly mergedInto: string | null;
}
interface StatisticsRow extends MonthRow {
  readonly unit: string;
  readonly intakeMissed: number;
  readonly weeklyReports: { readonly received: number; readonly amended: number };
  readonly attendance: {
    readonly sessionsAttended: number;
    readonly lateCount: number;
    readonly absenceDays: number;
    readonly leaveDays: Counts;
  };
  readonly incidents: { readonly reported: Counts; readonly escalated: Counts; readonly closed: number };
}

type Activity = Pick<StatisticsRow, 'intakeMissed' | 'weeklyReports' | 'attendance' | 'incidents'>;

/** The statistics of one unit and month. */
export interface MonthlyAnswer extends Activity {
  readonly unit: string;
  readonly month: Month;
  readonly supervisees: MonthlyReturn;
  readonly asOf: AsOf;
}

const figure = (total: number) => ({
  total,
  byCategory: { SUSPENDED_SENTENCE: total },
  bySex: { MALE: total },
  byAgeBand: { '36-45': total },
  byEmployment: { EMPLOYED: total },
});
const EXAMPLE = {
  unit: 'county-minhou',
  month: '2026-03',
  supervisees: {
    opening: figure(48),
    in: { ...figure(4), byCause: { REGISTERED: 4 } },
    out: { ...figure(2), byCause: { TERM_EXPIRED: 2 } },
    closing: figure(50),
  },
  intakeMissed: 1,
  weeklyReports: { received: 188, amended: 3 },
  attendance: { sessionsAttended: 512, lateCount: 9, absenceDays: 1.5, leaveDays: { SICK: 2, PERSONAL: 1.5 } },
  incidents: { reported: { OUT_OF_SUPERVISION: 2 }, escalated: { county: 1 }, closed: 1 },
};

@Controller('v1/statistics')
export class StatisticsQueries {
  constructor(private readonly rows: ReadStore) {}

  /** A month in which nothing happened has its return too. */
  @GetQuery(
    'monthly',
    MonthlyStatisticsQuery,
    READERS,
    { zh: '月度基本情况统计', en: 'Monthly statistics of a unit' },
    { example: EXAMPLE },
  )
  async monthly(@Queried() { query, principal }: Question<MonthlyStatisticsQuery>): Promise<MonthlyAnswer> {
    const { unit, month, ...after } = query;
    const units = await this.unitsIn(unit, principal, after);
    const asOf = await this.rows.asOf(STATISTICS, after);
    const rows: StatisticsRow[] = [];
    const filter = { unit: { $in: units }, month: { $lte: month } };
    for await (const row of this.rows.stream<StatisticsRow>(STATISTICS, filter, { unit: 1, month: 1 })) rows.push(row);
    const during = rows.filter((row) => row.month === month);
    return { unit, month, supervisees: monthlyReturn(month, rows), ...during.reduce(together, NOTHING), asOf };
  }

  /** The unit, and those that were merged into it: what was counted for them before belongs to it now. */
  private async unitsIn(unit: string, principal: Reader, after: After): Promise<string[]> {
    const row = await this.rows.one<UnitRow>(UNITS, unit, after);
    if (!row || !reaches(principal, row)) throw notFound();
    const all = [unit];
    for (const one of all)
      for await (const merged of this.rows.stream<UnitRow>(UNITS, { mergedInto: one })) all.push(merged.unitId);
    return all;
  }
}

const NOTHING: Activity = {
  intakeMissed: 0,
  weeklyReports: { received: 0, amended: 0 },
  attendance: { sessionsAttended: 0, lateCount: 0, absenceDays: 0, leaveDays: {} },
  incidents: { reported: {}, escalated: {}, closed: 0 },
};

const added = (one: Counts, other: Counts): Counts =>
  Object.entries(other).reduce<Counts>((sum, [of, count]) => ({ ...sum, [of]: (sum[of] ?? 0) + count }), one);

const together = (sum: Activity, row: Activity): Activity => ({
  intakeMissed: sum.intakeMissed + row.intakeMissed,
  weeklyReports: {
    received: sum.weeklyReports.received + row.weeklyReports.received,
    amended: sum.weeklyReports.amended + row.weeklyReports.amended,
  },
  attendance: {
    sessionsAttended: sum.attendance.sessionsAttended + row.attendance.sessionsAttended,
    lateCount: sum.attendance.lateCount + row.attendance.lateCount,
    absenceDays: sum.attendance.absenceDays + row.attendance.absenceDays,
    leaveDays: added(sum.attendance.leaveDays, row.attendance.leaveDays),
  },
  incidents: {
    reported: added(sum.incidents.reported, row.incidents.reported),
    escalated: added(sum.incidents.escalated, row.incidents.escalated),
    closed: sum.incidents.closed + row.incidents.closed,
  },
});
