import { Controller } from '@nestjs/common';
import type { Day, Month } from '../kernel/day.js';
import { IdField, MonthField } from '../kernel/fields.js';
import { POSTS } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inOffice, inReach } from '../platform/read-store/reach.js';
import { type Page, ReadStore } from '../platform/read-store/read-store.js';

export class OutreachQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @MonthField({ optional: true, description: '月份 / month', example: '2026-03' }) declare readonly month?: Month;
}

interface OutreachRow {
  readonly path: readonly string[];
  readonly officeId: string;
  readonly month: Month;
  readonly day: Day;
  readonly attendance: number;
}

const EXAMPLE = {
  outreachId: '0198a2b4-0000-7000-8000-000000000000',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  month: '2026-03',
  day: '2026-03-15',
  topic: '社区矫正法宣传周',
  place: '甘蔗街道文化广场',
  attendance: 120,
  heldBy: ['w-001'],
  volunteers: ['v-001'],
  recordedBy: 'w-001',
  recordedAt: '2026-03-15T09:00:00.000Z',
  struckOut: null,
};

const LEEWAY: Leeway = { nullable: ['struckOut'] };

@Controller('v1/outreach-events')
export class OutreachQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    '',
    OutreachQuery,
    ['social-worker', ...POSTS, 'auditor', 'analyst'],
    { zh: '宣传活动', en: 'Outreach events' },
    { example: EXAMPLE, ...LEEWAY },
  )
  list(@Queried() { query, principal }: Question<OutreachQuery>): Promise<Page<OutreachRow>> {
    const { office, month, ...page } = query;
    const filter = {
      ...inReach(principal),
      ...inOffice(principal, office),
      ...(month === undefined ? {} : { month }),
    };
    return this.rows.page<OutreachRow>({ view: 'outreach-events', filter, sort: { day: -1 }, ...page });
  }
}
