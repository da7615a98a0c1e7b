import { Controller } from '@nestjs/common';
import type { Instant } from '../kernel/day.js';
import { ChoiceField, FlagField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { Clock } from '../platform/clock.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import type { Reader } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';
import { INCIDENT_CATEGORIES, type IncidentCategory, type Level, LEVELS } from './domain/events.js';

const BOARD = 'incident-board';
const STATUSES = ['open', 'closed'] as const;
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class IncidentsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @IdField({
    optional: true,
    description: '社区矫正对象 / supervisee',
    example: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  })
  declare readonly supervisee?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'open' })
  declare readonly status?: (typeof STATUSES)[number];
  @ChoiceField(LEVELS, { optional: true, description: '现办理层级 / level that has it', example: 'county' })
  declare readonly level?: Level;
  @ChoiceField(INCIDENT_CATEGORIES, { optional: true, description: '情形 / category', example: 'OUT_OF_SUPERVISION' })
  declare readonly category?: IncidentCategory;
  @FlagField({ optional: true, description: '逾期未签收 / due to be acknowledged and not', example: true })
  declare readonly overdue?: boolean;
}

export class IncidentQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly incidentId: string;
}

interface BoardRow {
  readonly path: readonly string[];
  readonly officeId: string;
  readonly superviseeId: string;
  readonly status: string;
  readonly level: Level;
  readonly category: IncidentCategory;
  readonly acknowledgeBy: Instant | null;
}

const EXAMPLE = {
  incidentId: '0198a2b4-0000-7000-8000-000000000000',
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  category: 'OUT_OF_SUPERVISION',
  status: 'open',
  level: 'county',
  occurredAt: '2026-03-09T00:30:00.000Z',
  reportedAt: '2026-03-09T01:00:00.000Z',
  reportedBy: 'w-001',
  place: '福州市仓山区',
  narrative: '三日未能联系上本人，家属不知去向',
  acknowledgeBy: '2026-03-09T04:30:00.000Z',
  overdueSince: null,
  acknowledgements: [{ level: 'office', by: 'o-001', at: '2026-03-09T01:20:00.000Z', late: false }],
  escalations: [
    {
      level: 'office',
      by: 'o-001',
      at: '2026-03-09T02:30:00.000Z',
      to: 'county',
      automatic: false,
      reason: '需县局协调公安机关查找',
    },
  ],
  measures: [{ level: 'office', by: 'w-001', at: '2026-03-09T02:00:00.000Z', text: '联系家属并到居住地查访' }],
  closing: null,
};

const LEEWAY: Leeway = { nullable: ['acknowledgeBy', 'overdueSince', 'escalations.reason', 'closing'] };

@Controller('v1/incidents')
export class IncidentsQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  @GetQuery('', IncidentsQuery, READERS, { zh: '事件一览', en: 'Incident board' }, { example: EXAMPLE, ...LEEWAY })
  async board(@Queried() { query, principal }: Question<IncidentsQuery>): Promise<Page<BoardRow>> {
    const { office, supervisee, status, level, category, overdue, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const due = { $lt: this.clock.now() };
    const asked = {
      ...whose.filter(office),
      ...(supervisee === undefined ? {} : { superviseeId: supervisee }),
      ...(status === undefined ? {} : { status }),
      ...(level === undefined ? {} : { level }),
      ...(category === undefined ? {} : { category }),
      ...(overdue === undefined ? {} : { acknowledgeBy: overdue ? due : { $not: due } }),
    };
    const filter = { $and: [asked, await this.shownTo(principal)] };
    return this.rows.page<BoardRow>({ view: BOARD, filter, sort: { reportedAt: -1 }, ...page });
  }

  @GetQuery(
    ':incidentId',
    IncidentQuery,
    READERS,
    { zh: '一起事件', en: 'One incident' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<IncidentQuery>): Promise<BoardRow & { asOf: AsOf }> {
    const whose = await this.whereabouts.of(principal, query);
    const { row, asOf } = await this.rows.oneAsOf<BoardRow>(BOARD, query.incidentId, query);
    if (!row || !whose.reaches(row)) throw notFound();
    const handles = row.level === 'city' && principal.role === 'city-officer';
    if (!handles && (await this.shield.hidesPerson(principal, row.superviseeId))) throw notFound();
    return { ...row, asOf };
  }

  /** Incidents of minors are for those who handle them, and for the city once one has come up to it (INT-4, INC-2). */
  private async shownTo(principal: Reader): Promise<object> {
    const shown = await this.shield.filterByPerson(principal);
    return principal.role === 'city-officer' ? { $or: [shown, { level: 'city' }] } : shown;
  }
}
