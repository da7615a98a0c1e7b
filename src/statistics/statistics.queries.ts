import { Controller, Inject } from '@nestjs/common';
import type { Jurisdictions } from '../kernel/context.js';
import type { Month } from '../kernel/day.js';
import { IdField, MonthField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { JURISDICTIONS } from '../platform/auth/jurisdictions.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { reaches } from '../platform/read-store/reach.js';
import { type After, type AsOf, ReadStore } from '../platform/read-store/read-store.js';
import { addedCounts, type Counts, type FlowTable } from './domain/counting/flow-table.js';
import { PeopleCounted } from './people-counted.js';
import { mapsOfTable } from './returns/return-example.js';
import { FiguresReader } from './returns/figures-reader.js';

const STATISTICS = 'monthly-statistics';
const READERS: readonly Role[] = [...POSTS, 'auditor', 'analyst'];

export class MonthlyStatisticsQuery extends AfterQuery {
  @IdField({ description: '市、县或司法所 / city, county or office', example: 'county-minhou' })
  declare readonly unit: string;
  @MonthField({ description: '月份 / month', example: '2026-03' }) declare readonly month: Month;
}

interface StatisticsRow {
  readonly unit: string;
  readonly month: Month;
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
  /** Who was there, came and went (STA-1). */
  readonly supervisees: FlowTable;
  readonly asOf: AsOf;
}

const LINE = { opening: 48, in: { REGISTERED: 4 }, out: { TERM_EXPIRED: 2 }, closing: 50 };
const EXAMPLE = {
  unit: 'county-minhou',
  month: '2026-03',
  supervisees: {
    total: LINE,
    by: {
      category: { SUSPENDED_SENTENCE: LINE },
      level: { GENERAL: LINE },
      sex: { MALE: LINE },
      ageBand: { '36-45': LINE },
      employment: { EMPLOYED: LINE },
    },
  },
  intakeMissed: 1,
  weeklyReports: { received: 188, amended: 3 },
  attendance: { sessionsAttended: 512, lateCount: 9, absenceDays: 1.5, leaveDays: { SICK: 2, PERSONAL: 1.5 } },
  incidents: { reported: { OUT_OF_SUPERVISION: 2 }, escalated: { county: 1 }, closed: 1 },
};

const LEEWAY: Leeway = {
  maps: ['attendance.leaveDays', 'incidents.reported', 'incidents.escalated', ...mapsOfTable('supervisees.')],
};

@Controller('v1/statistics')
export class StatisticsQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly people: PeopleCounted,
    private readonly reader: FiguresReader,
    @Inject(JURISDICTIONS) private readonly jurisdictions: Pick<Jurisdictions, 'standsFor'>,
  ) {}

  /** A month in which nothing happened has its return too. */
  @GetQuery(
    'monthly',
    MonthlyStatisticsQuery,
    READERS,
    { zh: '月度基本情况统计', en: 'Monthly statistics of a unit' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async monthly(@Queried() { query, principal }: Question<MonthlyStatisticsQuery>): Promise<MonthlyAnswer> {
    const { unit, month, ...after } = query;
    const row = await this.people.unit(unit, after);
    if (!row || !reaches(principal, row)) throw notFound();
    const asOf = await this.rows.asOf(STATISTICS, after);
    const during: StatisticsRow[] = [];
    const filter = { unit: { $in: [...(await this.jurisdictions.standsFor(unit))] }, month };
    for await (const one of this.rows.stream<StatisticsRow>(STATISTICS, filter, { unit: 1 })) during.push(one);
    const supervisees = await this.supervisees(unit, month, after);
    return { unit, month, supervisees, ...during.reduce(together, NOTHING), asOf };
  }

  private async supervisees(unitId: string, span: Month, after: After): Promise<FlowTable> {
    const { position } = await this.people.asOf(after);
    return (await this.reader.figures({ kind: 'BASIC_FACTS', unitId, span }, position)).table;
  }
}

const NOTHING: Activity = {
  intakeMissed: 0,
  weeklyReports: { received: 0, amended: 0 },
  attendance: { sessionsAttended: 0, lateCount: 0, absenceDays: 0, leaveDays: {} },
  incidents: { reported: {}, escalated: {}, closed: 0 },
};

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
    leaveDays: addedCounts([sum.attendance.leaveDays, row.attendance.leaveDays]),
  },
  incidents: {
    reported: addedCounts([sum.incidents.reported, row.incidents.reported]),
    escalated: addedCounts([sum.incidents.escalated, row.incidents.escalated]),
    closed: sum.incidents.closed + row.incidents.closed,
  },
});
