import { Controller } from '@nestjs/common';
import type { Day, Month } from '../kernel/day.js';
import { ChoiceField, IdField, MonthField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { inOffice, inReach, reaches } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { EDUCATION_SUBJECTS, type EducationSubject, type Programme, PROGRAMMES } from './domain/sessions/events.js';

const ACTIVITIES = 'activities';
const STATUSES = ['planned', 'held', 'cancelled'] as const;
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class ActivitiesQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @MonthField({ optional: true, description: '月份 / month', example: '2026-03' }) declare readonly month?: Month;
  @ChoiceField(PROGRAMMES, { optional: true, description: '教育培训或公益性劳动 / programme', example: 'EDUCATION' })
  declare readonly programme?: Programme;
  @ChoiceField(EDUCATION_SUBJECTS, { optional: true, description: '内容 / subject', example: 'LEGAL' })
  declare readonly subject?: EducationSubject;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'held' })
  declare readonly status?: (typeof STATUSES)[number];
}

export class ActivityQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly activityId: string;
}

interface ActivityRow {
  readonly path: readonly string[];
  readonly officeId: string;
  readonly programme: Programme;
  readonly subject: EducationSubject | null;
  readonly status: string;
  readonly month: Month;
  readonly day: Day;
  readonly participants: readonly { readonly superviseeId: string }[];
}

const PERSON = {
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  status: 'attended',
  minutes: 120,
  absence: null,
  corrections: [],
};
const IN_LIST = {
  activityId: '0198a2b4-0000-7000-8000-000000000000',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  programme: 'EDUCATION',
  subject: 'LEGAL',
  title: '民法典专题讲座',
  place: '仓山司法所会议室',
  day: '2026-03-18',
  month: '2026-03',
  from: '09:00',
  to: '11:00',
  ledBy: 'w-001',
  volunteers: ['v-001'],
  status: 'held',
  planned: { by: 'w-001', at: '2026-03-10T03:00:00.000Z' },
  totals: { expected: 0, attended: 1, absent: 0, transferred: 0 },
  cancellation: null,
};

const IN_LIST_LEEWAY: Leeway = { nullable: ['subject', 'cancellation'] };

@Controller('v1/activities')
export class ActivitiesQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  /** Without the people: one activity shows who was there. */
  @GetQuery(
    '',
    ActivitiesQuery,
    READERS,
    { zh: '教育培训与公益性劳动', en: 'Sessions of education and community service' },
    { example: IN_LIST, ...IN_LIST_LEEWAY },
  )
  async list(@Queried() { query, principal }: Question<ActivitiesQuery>): Promise<Page<object>> {
    const { office, month, programme, subject, status, ...page } = query;
    const filter = {
      ...inReach(principal),
      ...inOffice(principal, office),
      ...(month === undefined ? {} : { month }),
      ...(programme === undefined ? {} : { programme }),
      ...(subject === undefined ? {} : { subject }),
      ...(status === undefined ? {} : { status }),
    };
    const sort = { day: -1, from: -1, activityId: -1 } as const;
    const found = await this.rows.page<ActivityRow>({ view: ACTIVITIES, filter, sort, ...page });
    return { ...found, items: found.items.map(({ participants: _people, ...row }) => row) };
  }

  @GetQuery(
    ':activityId',
    ActivityQuery,
    READERS,
    { zh: '一次活动及其参加人员', en: 'One activity and who took part' },
    { example: { ...IN_LIST, participants: [PERSON] } },
  )
  async one(@Queried() { query, principal }: Question<ActivityQuery>): Promise<ActivityRow & { asOf: AsOf }> {
    const whose = await this.whereabouts.of(principal, query);
    const { row, asOf } = await this.rows.oneAsOf<ActivityRow>(ACTIVITIES, query.activityId, query);
    if (!row || !reaches(principal, row)) throw notFound();
    const hidden = await this.shield.hiddenFrom(principal);
    const participants = row.participants.filter(
      ({ superviseeId }) => !hidden.has(superviseeId) && !whose.hasLeft(superviseeId),
    );
    return { ...row, participants, asOf };
  }
}
