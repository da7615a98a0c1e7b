import { Controller, Inject } from '@nestjs/common';
import type { Jurisdictions } from '../kernel/context.js';
import type { Day } from '../kernel/day.js';
import { DayField, IdField, PatternField } from '../kernel/fields.js';
import type { PolicyRules } from '../kernel/policy-rules.js';
import { notFound } from '../kernel/rejection.js';
import { ROLES } from '../kernel/roles.js';
import { published } from '../platform/auth/access.js';
import { JURISDICTIONS } from '../platform/auth/jurisdictions.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { FUZHOU_REGIME } from './domain/fuzhou-regime.js';

export class PolicySetsQuery extends PageQuery {
  @IdField({ optional: true, description: '市、县、司法所，或 default / jurisdiction', example: 'default' })
  declare readonly jurisdiction?: string;
}

export class PolicyInForceQuery {
  @DayField({ description: '事实发生之日 / day of the fact', example: '2026-03-09' }) declare readonly day: Day;
  @IdField({ optional: true, description: '单位，默认全系统 / unit, all if not given', example: 'office-cangshan' })
  declare readonly unit?: string;
}

export class WorkCalendarQuery extends AfterQuery {
  @PatternField(/^\d{4}$/, { path: true, description: '年度 / year', example: '2026' }) declare readonly year: string;
}

export class WorkCalendarsQuery extends PageQuery {}

interface PolicySetRow {
  readonly setId: string;
  readonly jurisdiction: string;
  readonly effectiveFrom: Day;
}
interface WorkCalendarRow {
  readonly year: number;
  readonly version: number;
}
interface InForce {
  readonly setId: string;
  readonly day: Day;
  readonly unit: string | null;
  readonly rules: PolicyRules;
}

const SET_EXAMPLE = {
  setId: 'fuzhou',
  jurisdiction: 'default',
  effectiveFrom: '2000-01-01',
  title: '社区矫正专职社会工作者管理制度（福州）',
  rules: FUZHOU_REGIME,
  status: 'published',
  supersedes: null,
  supersededBy: null,
  withdrawnFor: null,
  publishedAt: '2026-03-09T00:00:00.000Z',
  publishedBy: 'reference-data',
  path: [],
};
const IN_FORCE_EXAMPLE = { setId: 'fuzhou', day: '2026-03-09', unit: 'office-cangshan', rules: FUZHOU_REGIME };
const CALENDAR_EXAMPLE = {
  year: 2026,
  version: 1,
  restDays: ['2026-01-01', '2026-01-02'],
  workingDays: ['2026-01-04'],
  publishedAt: '2026-03-09T00:00:00.000Z',
  publishedBy: 'reference-data',
  earlier: [],
  path: [],
};

const SET_LEEWAY: Leeway = { nullable: ['supersedes', 'supersededBy', 'withdrawnFor'] };

/** Rules and calendars bind everybody and are open to everybody in the service. */
@Controller('v1')
export class RegulationsQueries {
  constructor(
    private readonly rows: ReadStore,
    @Inject(JURISDICTIONS) private readonly jurisdictions: Jurisdictions,
  ) {}

  /** All sets that were ever published, the latest day first: the history too (ORG-4). */
  @GetQuery(
    'policy-sets',
    PolicySetsQuery,
    published(ROLES),
    { zh: '规则', en: 'Policy sets' },
    { example: SET_EXAMPLE, ...SET_LEEWAY },
  )
  sets(@Queried() { query }: Question<PolicySetsQuery>): Promise<Page<PolicySetRow>> {
    const { jurisdiction, ...page } = query;
    const filter = jurisdiction === undefined ? {} : { jurisdiction };
    return this.rows.page<PolicySetRow>({ view: 'policy-sets', filter, sort: { effectiveFrom: -1 }, ...page });
  }

  /** Answered from where decisions look it up, so that it says what a decision now would use. */
  @GetQuery(
    'policy-sets/in-force',
    PolicyInForceQuery,
    published(ROLES),
    { zh: '某日施行的规则', en: 'The policy set in force on a day' },
    { example: IN_FORCE_EXAMPLE },
  )
  async inForce(@Queried() { query }: Question<PolicyInForceQuery>): Promise<InForce> {
    const { day, unit } = query;
    const path = unit === undefined ? [] : await this.jurisdictions.pathOf(unit);
    if (!path) throw notFound();
    const { id, rules } = await this.jurisdictions.policyOn(day, path);
    return { setId: id, day, unit: unit ?? null, rules };
  }

  @GetQuery(
    'work-calendars',
    WorkCalendarsQuery,
    published(ROLES),
    { zh: '年度工作日安排', en: 'Work calendars' },
    { example: CALENDAR_EXAMPLE },
  )
  calendars(@Queried() { query }: Question<WorkCalendarsQuery>): Promise<Page<WorkCalendarRow>> {
    return this.rows.page<WorkCalendarRow>({ view: 'work-calendars', sort: { year: -1 }, ...query });
  }

  @GetQuery(
    'work-calendars/:year',
    WorkCalendarQuery,
    published(ROLES),
    { zh: '某年度的工作日安排', en: 'The work calendar of a year' },
    { example: CALENDAR_EXAMPLE },
  )
  async calendar(@Queried() { query }: Question<WorkCalendarQuery>): Promise<WorkCalendarRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<WorkCalendarRow>('work-calendars', query.year, query);
    if (!row) throw notFound();
    return { ...row, asOf };
  }
}
