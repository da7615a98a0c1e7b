import { Controller } from '@nestjs/common';
import { type Day, dayAt } from '../kernel/day.js';
import { ChoiceField, DayField, FlagField, IdField, IntegerField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { Clock } from '../platform/clock.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import type { SortOrder } from '../platform/read-store/pages/cursor.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { inOffice, inReach, reaches } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { SUPERVISION_CATEGORIES, type SupervisionCategory } from './domain/events.js';

const ROSTER = 'supervisee-roster';
/** As the supervision level's own module has them: modules do not know each other. */
const LEVELS = ['STRICT', 'GENERAL', 'LENIENT'] as const;
const STATUSES = [
  'expected',
  'registered',
  'out-of-supervision',
  'detained',
  'deceased',
  'discharged',
  'terminated',
  'transferred',
] as const;
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor', 'analyst'];

/** Orders of the roster: by key, who reported last first, whose term ends next first, who missed most weekly reports first. */
const ORDERS = ['id', 'reportedOn', 'termTo', 'missedReports'] as const;
const SORTS: Readonly<Record<(typeof ORDERS)[number], SortOrder>> = {
  id: { superviseeId: 1 },
  reportedOn: { reportedOn: -1, superviseeId: -1 },
  termTo: { termTo: 1, superviseeId: 1 },
  missedReports: { missedReports: -1, superviseeId: -1 },
};

export class SuperviseesQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'registered' })
  declare readonly status?: (typeof STATUSES)[number];
  @ChoiceField(SUPERVISION_CATEGORIES, {
    optional: true,
    description: '矫正类别 / category',
    example: 'SUSPENDED_SENTENCE',
  })
  declare readonly category?: SupervisionCategory;
  @ChoiceField(LEVELS, { optional: true, description: '管理类别 / supervision level', example: 'GENERAL' })
  declare readonly level?: (typeof LEVELS)[number];
  @FlagField({
    optional: true,
    description: '漏管：逾期报到，或逾期仍未报到 / missed intake: reported too late, or due and not there',
    example: true,
  })
  declare readonly missedIntake?: boolean;
  @IntegerField({
    optional: true,
    min: 1,
    max: 1_000,
    description: '至少有几周未汇报且未补报 / at least so many weeks without a report',
    example: 2,
  })
  declare readonly missedReports?: number;
  @DayField({
    optional: true,
    description: '矫正期限在该日或之前届满 / term ends on that day or before',
    example: '2026-03-31',
  })
  declare readonly termEndsBy?: Day;
  @ChoiceField(ORDERS, { optional: true, description: '排序，默认 id / order', example: 'termTo' })
  declare readonly sort?: (typeof ORDERS)[number];
}

export class SuperviseeQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

interface RosterRow {
  readonly path: readonly string[];
  readonly officeId: string;
  readonly status: string;
  readonly birthYear: number;
  readonly category: string;
  readonly dueOn: Day;
  readonly termTo: Day;
  readonly reportedOn: Day | null;
  readonly missedIntake: boolean;
  readonly missedReports: number;
}

const EXAMPLE = {
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  status: 'registered',
  name: '林某某',
  identityNumber: '350104199003074518',
  sex: 'MALE',
  birthYear: 1990,
  category: 'SUSPENDED_SENTENCE',
  decisionBody: '福州市仓山区人民法院',
  documentNumber: '（2026）闽0104刑初12号',
  documentId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  defendant: 1,
  termFrom: '2026-03-02',
  termTo: '2027-03-01',
  effectiveOn: '2026-03-02',
  dueOn: '2026-03-12',
  reportedOn: '2026-03-09',
  missedIntake: false,
  daysLate: 0,
  employment: 'EMPLOYED',
  phone: '13800000000',
  address: '福州市仓山区某路1号',
  rightsAcknowledgedOn: '2026-03-09',
  lastReportWeek: '2026-W12',
  weeklyReports: 1,
  missedReports: 1,
  lateReports: 0,
  lastMissedWeek: '2026-W13',
  level: 'GENERAL',
  statusSince: '2026-03-09',
  termExtensions: [],
  evaluatedOn: null,
  dischargedOn: null,
  dischargeCause: null,
  certificateNumber: null,
};

const LEEWAY: Leeway = {
  nullable: [
    'statusSince',
    'reportedOn',
    'employment',
    'phone',
    'address',
    'rightsAcknowledgedOn',
    'lastReportWeek',
    'lastMissedWeek',
    'level',
    'evaluatedOn',
    'dischargedOn',
    'dischargeCause',
    'certificateNumber',
  ],
};

@Controller('v1/supervisees')
export class SuperviseesQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    private readonly shield: MinorsShield,
  ) {}

  @GetQuery(
    '',
    SuperviseesQuery,
    READERS,
    { zh: '社区矫正对象名册', en: 'Roster of supervisees' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async roster(@Queried() { query, principal }: Question<SuperviseesQuery>): Promise<Page<RosterRow>> {
    const { office, status, category, level, missedIntake, missedReports, termEndsBy, sort = 'id', ...page } = query;
    const asked = {
      ...inOffice(principal, office),
      ...(status === undefined ? {} : { status }),
      ...(category === undefined ? {} : { category }),
      ...(missedReports === undefined ? {} : { missedReports: { $gte: missedReports } }),
      ...(level === undefined ? {} : { level }),
      ...(termEndsBy === undefined ? {} : { termTo: { $lte: termEndsBy } }),
    };
    const intake = missedIntake === undefined ? [] : [this.missed(missedIntake)];
    const shown = await this.shield.filterFor(principal);
    const filter = { $and: [inReach(principal), shown, asked, ...intake] };
    return this.rows.page<RosterRow>({ view: ROSTER, filter, sort: SORTS[sort], ...page });
  }

  @GetQuery(
    ':superviseeId',
    SuperviseeQuery,
    READERS,
    { zh: '一名社区矫正对象', en: 'One supervisee' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<SuperviseeQuery>): Promise<RosterRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<RosterRow>(ROSTER, query.superviseeId, query);
    if (!row || !reaches(principal, row) || (await this.shield.hides(principal, row))) throw notFound();
    return { ...row, asOf };
  }

  /** Who came late stays marked; who has not come is missed from the day after the last one. */
  private missed(missed: boolean): object {
    const overdue = { status: 'expected', dueOn: { $lt: dayAt(this.clock.now()) } };
    const any = [{ missedIntake: true }, overdue];
    return missed ? { $or: any } : { $nor: any };
  }
}
