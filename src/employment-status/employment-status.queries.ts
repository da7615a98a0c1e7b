import { Controller } from '@nestjs/common';
import { type Day, dayAt, type Month } from '../kernel/day.js';
import { ChoiceField, FlagField, IdField, MonthField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { Clock } from '../platform/clock.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';
import { type Employment, EMPLOYMENTS } from './domain/events.js';

const STATUS = 'employment-status';
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor', 'analyst'];

export class EmploymentOfSuperviseeQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

export class EmploymentQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @ChoiceField(EMPLOYMENTS, { optional: true, description: '就业状况 / employment', example: 'UNEMPLOYED' })
  declare readonly employment?: Employment;
}

export class WorkAwayQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @MonthField({
    optional: true,
    description: '该月曾外出的，不填则为现在外出的 / who was away in the month; who is away now when left out',
    example: '2026-03',
  })
  declare readonly month?: Month;
  @FlagField({ optional: true, description: '逾期未返回 / should be back and is not', example: true })
  declare readonly overdue?: boolean;
}

interface Stay {
  readonly from: Day;
  readonly until: Day;
  readonly to: Day | null;
}
interface StatusRow {
  readonly path: readonly string[];
  readonly superviseeId: string;
  readonly officeId: string;
  readonly underSupervision: boolean;
  readonly employment: Employment | null;
  readonly away: Stay | null;
  readonly stays: readonly Stay[];
}

const AWAY = {
  awayId: '0198a2b4-0000-7000-8000-000000000000',
  from: '2026-03-16',
  until: '2026-06-30',
  to: null,
  destination: 'OTHER_CITY',
  place: '厦门市湖里区某工地',
  employer: '某建筑公司',
  permitId: null,
};
const EXAMPLE = {
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  underSupervision: true,
  employment: 'EMPLOYED',
  since: '2026-03-16',
  employer: '某建筑公司',
  occupation: '木工',
  changes: [{ on: '2026-03-16', from: 'UNEMPLOYED', to: 'EMPLOYED', by: 'w-001', at: '2026-03-16T03:00:00.000Z' }],
  away: AWAY,
  stays: [AWAY],
};

const LEEWAY: Leeway = {
  nullable: [
    'employment',
    'since',
    'employer',
    'occupation',
    'changes.from',
    'away',
    'away.to',
    'away.employer',
    'away.permitId',
    'stays.to',
    'stays.employer',
    'stays.permitId',
  ],
};

@Controller('v1')
export class EmploymentStatusQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  @GetQuery(
    'supervisees/:superviseeId/employment',
    EmploymentOfSuperviseeQuery,
    READERS,
    { zh: '一名社区矫正对象的就业状况', en: "A supervisee's employment" },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(
    @Queried() { query, principal }: Question<EmploymentOfSuperviseeQuery>,
  ): Promise<StatusRow & { asOf: AsOf }> {
    const whose = await this.whereabouts.of(principal, query);
    const { row, asOf } = await this.rows.oneAsOf<StatusRow>(STATUS, query.superviseeId, query);
    const hidden = await this.shield.hidesPerson(principal, query.superviseeId);
    if (!row || !whose.reaches(row) || hidden) throw notFound();
    return { ...row, asOf };
  }

  @GetQuery(
    'employment',
    EmploymentQuery,
    READERS,
    { zh: '在矫对象就业状况', en: 'Employment of those under supervision' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async all(@Queried() { query, principal }: Question<EmploymentQuery>): Promise<Page<StatusRow>> {
    const { office, employment, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const filter = {
      ...whose.filter(office),
      ...(await this.shield.filterByPerson(principal)),
      underSupervision: true,
      ...(employment === undefined ? {} : { employment }),
    };
    return this.rows.page<StatusRow>({ view: STATUS, filter, sort: { superviseeId: 1 }, ...page });
  }

  @GetQuery(
    'work-away',
    WorkAwayQuery,
    READERS,
    { zh: '外出就业人员', en: 'People who are, or were, away for work' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async away(@Queried() { query, principal }: Question<WorkAwayQuery>): Promise<Page<StatusRow>> {
    const { office, month, overdue, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const due = { $lt: dayAt(this.clock.now()) };
    const filter = {
      ...whose.filter(office),
      ...(await this.shield.filterByPerson(principal)),
      ...(month === undefined ? { away: { $ne: null } } : { stays: { $elemMatch: within(month) } }),
      ...(overdue === undefined ? {} : { 'away.until': overdue ? due : { $not: due } }),
    };
    return this.rows.page<StatusRow>({ view: STATUS, filter, sort: { superviseeId: 1 }, ...page });
  }
}

/** A stay that a month has a day of; days sort as text, and no month has more than 31. */
const within = (month: Month): object => ({
  from: { $lte: `${month}-31` },
  $or: [{ to: null }, { to: { $gte: `${month}-01` } }],
});
