import { Controller } from '@nestjs/common';
import { ChoiceField, FlagField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inReach, type Reader, reaches } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';

const ROSTER = 'volunteer-roster';
const SERVICE = 'volunteer-service';
const STATUSES = ['registered', 'left'] as const;
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class VolunteersQuery extends PageQuery {
  @IdField({ optional: true, description: '登记单位 / unit', example: 'office-cangshan' })
  declare readonly unit?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'registered' })
  declare readonly status?: (typeof STATUSES)[number];
  @FlagField({ optional: true, description: '熟悉未成年人身心特点 / knows minors', example: true })
  declare readonly knowsMinors?: boolean;
}

export class VolunteerQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly volunteerId: string;
}

export class VolunteerServiceQuery extends PageQuery {
  @IdField({ path: true }) declare readonly volunteerId: string;
}

interface VolunteerRow {
  readonly path: readonly string[];
  readonly unitId: string;
  readonly status: string;
  readonly knowsMinors: boolean;
}
interface ServiceRow {
  readonly path: readonly string[];
  readonly volunteers: readonly string[];
  readonly held: boolean;
}
interface Totals {
  readonly occasions: number;
  readonly minutes: number;
}

const EXAMPLE = {
  volunteerId: 'v-001',
  unitId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  status: 'registered',
  name: '陈某',
  phone: '13800000000',
  skills: '心理咨询师',
  sex: 'FEMALE',
  knowsMinors: false,
  registeredOn: '2026-03-09',
  leftOn: null,
  reason: null,
};
const SERVICE_EXAMPLE = {
  serviceId: '0198a2b4-0000-7000-8000-000000000000',
  kind: 'EDUCATION',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  day: '2026-03-20',
  title: '法治教育课',
  place: '司法所会议室',
  minutes: 120,
  volunteers: ['v-001'],
  held: true,
};

const LEEWAY: Leeway = { nullable: ['phone', 'skills', 'leftOn', 'reason'] };

@Controller('v1/volunteers')
export class VolunteersQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    '',
    VolunteersQuery,
    READERS,
    { zh: '志愿者名册', en: 'Roster of volunteers' },
    { example: EXAMPLE, ...LEEWAY },
  )
  roster(@Queried() { query, principal }: Question<VolunteersQuery>): Promise<Page<VolunteerRow>> {
    const { unit, status, knowsMinors, ...page } = query;
    const filter = {
      ...inReach(principal),
      ...(unit === undefined ? {} : { unitId: unit }),
      ...(status === undefined ? {} : { status }),
      ...(knowsMinors === undefined ? {} : { knowsMinors }),
    };
    return this.rows.page<VolunteerRow>({ view: ROSTER, filter, sort: { volunteerId: 1 }, ...page });
  }

  /** With how often and how long the volunteer served, as far as the reader may see. */
  @GetQuery(
    ':volunteerId',
    VolunteerQuery,
    READERS,
    { zh: '一名志愿者', en: 'One volunteer, with the service given' },
    { example: { ...EXAMPLE, service: { occasions: 12, minutes: 1_440 } } },
  )
  async one(
    @Queried() { query, principal }: Question<VolunteerQuery>,
  ): Promise<VolunteerRow & { service: Totals; asOf: AsOf }> {
    const { volunteerId, ...after } = query;
    const { row, asOf } = await this.rows.oneAsOf<VolunteerRow>(ROSTER, volunteerId, after);
    if (!row || !reaches(principal, row)) throw notFound();
    const served = await this.rows.asOf(SERVICE, after);
    const sums = { _id: null, occasions: { $sum: 1 }, minutes: { $sum: '$minutes' } };
    const filter = givenBy(volunteerId, principal);
    const [totals] = await this.rows.aggregate<ServiceRow, Totals>(SERVICE, filter, [{ $group: sums }]);
    const { occasions, minutes } = totals ?? { occasions: 0, minutes: 0 };
    return { ...row, service: { occasions, minutes }, asOf: { ...asOf, stale: asOf.stale || served.stale } };
  }

  @GetQuery(
    ':volunteerId/service',
    VolunteerServiceQuery,
    READERS,
    { zh: '志愿者服务记录', en: "A volunteer's service on activities and outreach events" },
    { example: SERVICE_EXAMPLE },
  )
  async service(@Queried() { query, principal }: Question<VolunteerServiceQuery>): Promise<Page<ServiceRow>> {
    const { volunteerId, ...page } = query;
    const row = await this.rows.one<VolunteerRow>(ROSTER, volunteerId, page);
    if (!row || !reaches(principal, row)) throw notFound();
    const filter = givenBy(volunteerId, principal);
    return this.rows.page<ServiceRow>({ view: SERVICE, filter, sort: { day: -1 }, ...page });
  }
}

const givenBy = (volunteers: string, principal: Reader): object => ({ ...inReach(principal), volunteers, held: true });
