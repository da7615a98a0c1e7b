import { Controller } from '@nestjs/common';
import { firstDayOfQuarter, lastDayOfQuarter, type Quarter, type Week } from '../kernel/day.js';
import { ChoiceField, IdField, QuarterField, WeekField } from '../kernel/fields.js';
import { POSTS, type Role } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';

const REPORTS = 'weekly-reports';
const STATUSES = ['received', 'missed'] as const;
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class ReportsOfSuperviseeQuery extends PageQuery {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

export class WeeklyReportsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @WeekField({ optional: true, description: '汇报所在周 / week of the report', example: '2026-W11' })
  declare readonly week?: Week;
  @ChoiceField(STATUSES, {
    optional: true,
    description: '已汇报，或该周已过而未汇报 / received, or the week ended without',
    example: 'missed',
  })
  declare readonly status?: (typeof STATUSES)[number];
  @IdField({ optional: true, description: '最初记录人 / who took the first report of the week down', example: 'w-001' })
  declare readonly by?: string;
  @QuarterField({
    optional: true,
    description: '最初汇报日期所在季度 / quarter that it was made in',
    example: '2026Q1',
  })
  declare readonly quarter?: Quarter;
}

interface ReportRow {
  readonly path: readonly string[];
  readonly officeId: string;
  readonly superviseeId: string;
  readonly week: Week;
  readonly status: (typeof STATUSES)[number];
}

const TOLD = {
  reportedOn: '2026-03-10',
  thinking: '情绪稳定，认罪悔罪',
  work: '在建材店上班',
  life: '与家人同住，无异常',
  callerNumber: '13800000000',
  by: 'w-001',
  at: '2026-03-10T01:20:00.000Z',
};
const EXAMPLE = {
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  week: '2026-W11',
  status: 'received',
  ...TOLD,
  amendments: 1,
  earlier: [{ ...TOLD, reportedOn: '2026-03-09', work: '在家', at: '2026-03-09T01:20:00.000Z' }],
  missedAt: null,
  daysLate: 0,
};

const LEEWAY: Leeway = { nullable: ['missedAt', 'reportedOn', 'thinking', 'work', 'life', 'callerNumber', 'by', 'at'] };

@Controller('v1')
export class WeeklyReportsQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  @GetQuery(
    'supervisees/:superviseeId/weekly-reports',
    ReportsOfSuperviseeQuery,
    READERS,
    { zh: '一名社区矫正对象的周汇报', en: "A supervisee's weekly reports" },
    { example: EXAMPLE, ...LEEWAY },
  )
  async ofSupervisee(@Queried() { query, principal }: Question<ReportsOfSuperviseeQuery>): Promise<Page<ReportRow>> {
    const { superviseeId, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const filter = { ...whose.filter(), ...(await this.shield.filterByPerson(principal)), superviseeId };
    return this.rows.page<ReportRow>({ view: REPORTS, filter, sort: { week: -1 }, ...page });
  }

  @GetQuery(
    'weekly-reports',
    WeeklyReportsQuery,
    READERS,
    { zh: '周汇报', en: 'Weekly reports' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async all(@Queried() { query, principal }: Question<WeeklyReportsQuery>): Promise<Page<ReportRow>> {
    const { office, week, status, by, quarter, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const asked = { ...(week === undefined ? {} : { week }), ...(status === undefined ? {} : { status }) };
    const shown = await this.shield.filterByPerson(principal);
    const filter = { $and: [whose.filter(office), shown, asked, firstTold(by, quarter)] };
    return this.rows.page<ReportRow>({ view: REPORTS, filter, sort: { week: -1, superviseeId: 1 }, ...page });
  }
}

/**
 * Reports by the first of their versions, which is what an appraisal record counts (APP-1): an amendment, by whomever and whenever, is no
 * other report.
 */
const firstTold = (by?: string, quarter?: Quarter): object => {
  if (by === undefined && quarter === undefined) return {};
  const made = quarter && { $gte: firstDayOfQuarter(quarter), $lte: lastDayOfQuarter(quarter) };
  const told = (version: string): object => ({
    ...(by === undefined ? {} : { [`${version}by`]: by }),
    ...(made === undefined ? {} : { [`${version}reportedOn`]: made }),
  });
  return { $or: [{ amendments: 0, ...told('') }, told('earlier.0.')] };
};
