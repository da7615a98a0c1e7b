import { Controller } from '@nestjs/common';
import { type Day, dayAt } from '../kernel/day.js';
import { FlagField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { Clock } from '../platform/clock.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';

const PLANS = 'correction-plans';
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class PlanQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

export class PlansQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @FlagField({ optional: true, description: '有待批准的草案 / has a draft that waits for approval', example: true })
  declare readonly pending?: boolean;
  @FlagField({ optional: true, description: '定期评估逾期 / review is overdue', example: true })
  declare readonly reviewOverdue?: boolean;
}

interface PlanRow {
  readonly superviseeId: string;
  readonly path: readonly string[];
  readonly officeId: string;
  readonly birthYear: number;
  readonly pending: number | null;
  readonly reviewDueOn: Day | null;
}

const EXAMPLE = {
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  birthYear: 1990,
  inForce: 1,
  pending: null,
  reviewDueOn: '2026-06-09',
  reviewFellDue: false,
  ended: false,
  versions: [
    {
      version: 1,
      status: 'in-force',
      assessment: '初犯，认罪悔罪；无固定工作，家庭支持较好',
      feedback: null,
      goals: [{ goal: '三个月内稳定就业', measures: '推荐参加电工培训，每两周走访用工单位' }],
      draftedBy: 'w-001',
      draftedAt: '2026-03-10T01:00:00.000Z',
      decidedBy: 'o-001',
      decidedAt: '2026-03-11T01:00:00.000Z',
      opinion: '同意',
    },
  ],
  reviews: [],
};

const LEEWAY: Leeway = {
  nullable: [
    'inForce',
    'pending',
    'reviewDueOn',
    'versions.feedback',
    'versions.decidedBy',
    'versions.decidedAt',
    'versions.opinion',
  ],
};

@Controller('v1')
export class PlansQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  @GetQuery(
    'correction-plans',
    PlansQuery,
    READERS,
    { zh: '矫正方案一览', en: 'Plans' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async plans(@Queried() { query, principal }: Question<PlansQuery>): Promise<Page<PlanRow>> {
    const { office, pending, reviewOverdue, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const due = { $lt: dayAt(this.clock.now()) };
    const filter = {
      ...whose.filter(office),
      ...(await this.shield.filterFor(principal)),
      ...(pending === undefined ? {} : { pending: pending ? { $ne: null } : null }),
      ...(reviewOverdue === undefined ? {} : { reviewDueOn: reviewOverdue ? due : { $not: due } }),
    };
    return this.rows.page<PlanRow>({ view: PLANS, filter, sort: { reviewDueOn: 1, superviseeId: 1 }, ...page });
  }

  @GetQuery(
    'supervisees/:superviseeId/plan',
    PlanQuery,
    READERS,
    { zh: '一名社区矫正对象的矫正方案', en: "A supervisee's plan with all its versions" },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<PlanQuery>): Promise<PlanRow & { asOf: AsOf }> {
    const whose = await this.whereabouts.of(principal, query);
    const { row, asOf } = await this.rows.oneAsOf<PlanRow>(PLANS, query.superviseeId, query);
    if (!row || !whose.reaches(row) || (await this.shield.hides(principal, row))) throw notFound();
    return { ...row, asOf };
  }
}
