import { Controller } from '@nestjs/common';
import type { Month } from '../kernel/day.js';
import { IdField, MonthField } from '../kernel/fields.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';
import type { EducationSubject } from './domain/sessions/events.js';

const MONTHS = 'participation-months';
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor', 'analyst'];

export class ParticipationOfSuperviseeQuery extends PageQuery {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @MonthField({ optional: true, description: '起始月份 / from this month', example: '2026-01' })
  declare readonly from?: Month;
  @MonthField({ optional: true, description: '截止月份 / to this month', example: '2026-03' })
  declare readonly to?: Month;
}

export class ParticipationQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @MonthField({ description: '月份 / month', example: '2026-03' }) declare readonly month: Month;
}

interface Figures {
  readonly expected: number;
  readonly attended: number;
  readonly absent: number;
  readonly minutes: number;
}
interface MonthRow {
  readonly path: readonly string[];
  readonly officeId: string;
  readonly superviseeId: string;
  readonly month: Month;
  readonly education: Figures;
  readonly subjects: Readonly<Record<EducationSubject, Figures>>;
  readonly communityService: Figures;
}
type Hours = Figures & { readonly hours: number };
type MonthAnswer = Omit<MonthRow, 'education' | 'subjects' | 'communityService'> & {
  readonly education: Hours;
  readonly subjects: Readonly<Record<EducationSubject, Hours>>;
  readonly communityService: Hours;
};

const HOURS: Hours = { expected: 1, attended: 1, absent: 0, minutes: 120, hours: 2 };
const NONE: Hours = { expected: 0, attended: 0, absent: 0, minutes: 0, hours: 0 };
const EXAMPLE = {
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  month: '2026-03',
  education: HOURS,
  subjects: { LEGAL: HOURS, MORAL: NONE, VOCATIONAL: NONE },
  communityService: NONE,
};

/** Hours of education and community service by person and month. A month without any has no row: nobody owes hours (SVC-1). */
@Controller('v1')
export class ParticipationQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  @GetQuery(
    'supervisees/:superviseeId/participation',
    ParticipationOfSuperviseeQuery,
    READERS,
    { zh: '一名社区矫正对象各月的教育与劳动时长', en: "A supervisee's hours of education and service by month" },
    { example: EXAMPLE },
  )
  async ofSupervisee(
    @Queried() { query, principal }: Question<ParticipationOfSuperviseeQuery>,
  ): Promise<Page<MonthAnswer>> {
    const { superviseeId, from, to, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const months = { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lte: to }) };
    const asked = Object.keys(months).length === 0 ? {} : { month: months };
    const filter = { ...whose.filter(), ...(await this.shield.filterByPerson(principal)), superviseeId, ...asked };
    return inHours(await this.rows.page<MonthRow>({ view: MONTHS, filter, sort: { month: -1 }, ...page }));
  }

  @GetQuery(
    'participation',
    ParticipationQuery,
    READERS,
    { zh: '某月各社区矫正对象的教育与劳动时长', en: 'Hours of education and service of a month by supervisee' },
    { example: EXAMPLE },
  )
  async ofMonth(@Queried() { query, principal }: Question<ParticipationQuery>): Promise<Page<MonthAnswer>> {
    const { office, month, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const shown = await this.shield.filterByPerson(principal);
    const filter = { ...whose.filter(office), ...shown, month };
    return inHours(await this.rows.page<MonthRow>({ view: MONTHS, filter, sort: { superviseeId: 1 }, ...page }));
  }
}

const inHours = (page: Page<MonthRow>): Page<MonthAnswer> => ({ ...page, items: page.items.map(answerOf) });

const answerOf = (row: MonthRow): MonthAnswer => ({
  ...row,
  education: hoursOf(row.education),
  subjects: {
    LEGAL: hoursOf(row.subjects.LEGAL),
    MORAL: hoursOf(row.subjects.MORAL),
    VOCATIONAL: hoursOf(row.subjects.VOCATIONAL),
  },
  communityService: hoursOf(row.communityService),
});

/** Counted in minutes, told in hours to the hundredth. */
const hoursOf = (figures: Figures): Hours => ({ ...figures, hours: Math.round((figures.minutes * 100) / 60) / 100 });
