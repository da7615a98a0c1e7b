import { Controller } from '@nestjs/common';
import { ChoiceField, IdField, PatternField } from '../kernel/fields.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { ownFor } from '../platform/auth/access.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inReach, type Scoped } from '../platform/read-store/reach.js';
import { type Page, ReadStore } from '../platform/read-store/read-store.js';
import { type Award, AWARDS } from './domain/events.js';

const STAGES = ['nominated', 'approved', 'declined'] as const;
const PERIOD = /^(20|21)\d{2}(Q[1-4])?$/;
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class AwardsQuery extends PageQuery {
  @IdField({ optional: true, description: '社工 / worker', example: 'w-001' }) declare readonly worker?: string;
  @ChoiceField(AWARDS, { optional: true, description: '奖励 / award', example: 'CITATION' })
  declare readonly award?: Award;
  @PatternField(PERIOD, { optional: true, description: '季度或年度 / period', example: '2026' })
  declare readonly period?: string;
  @ChoiceField(STAGES, { optional: true, description: '状态 / stage', example: 'approved' })
  declare readonly stage?: (typeof STAGES)[number];
}
export class AwardRoundsQuery extends PageQuery {
  @PatternField(PERIOD, { optional: true, description: '季度或年度 / period', example: '2026' })
  declare readonly period?: string;
}

interface AwardRow extends Scoped {
  readonly award: Award;
  readonly period: string;
  readonly stage: string;
}
interface RoundRow {
  readonly path: readonly string[];
  readonly period: string;
  readonly unitId: string;
}

const ROUND = { unitId: 'county-minhou', period: '2026', award: 'ADVANCED_WORKER', level: 'county' };
const AWARD = {
  ...ROUND,
  workerId: 'w-001',
  officeId: 'office-1',
  path: ['city-fuzhou', 'county-minhou', 'office-1'],
  stage: 'approved',
  grounds: '全年帮教对象无一重新犯罪',
  nominatedBy: 'o-001',
  decision: { on: '2026-12-28', by: 'o-003', text: '同意' },
};

const AWARD_LEEWAY: Leeway = { nullable: ['decision', 'decision.text'] };

@Controller('v1')
export class AwardsQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    'awards',
    AwardsQuery,
    ownFor(READERS),
    { zh: '嘉奖和先进工作者', en: 'Citations and advanced workers' },
    { example: AWARD, ...AWARD_LEEWAY },
  )
  all(@Queried() { query, principal }: Question<AwardsQuery>): Promise<Page<AwardRow>> {
    const { worker, award, period, stage, ...page } = query;
    const filter = {
      $and: [
        inReach(principal),
        worker === undefined ? {} : { workerId: worker },
        award === undefined ? {} : { award },
        period === undefined ? {} : { period },
        stage === undefined ? {} : { stage },
      ],
    };
    return this.rows.page<AwardRow>({ view: 'awards', filter, sort: { period: -1, workerId: 1 }, ...page });
  }

  @GetQuery(
    'award-rounds',
    AwardRoundsQuery,
    READERS,
    { zh: '评选', en: 'Award rounds' },
    {
      example: {
        ...ROUND,
        path: ['city-fuzhou', 'county-minhou'],
        status: 'open',
        places: 3,
        nominated: 5,
        approved: 2,
      },
    },
  )
  rounds(@Queried() { query, principal }: Question<AwardRoundsQuery>): Promise<Page<RoundRow>> {
    const { period, ...page } = query;
    const filter = { ...inReach(principal), ...(period === undefined ? {} : { period }) };
    return this.rows.page<RoundRow>({ view: 'award-rounds', filter, sort: { period: -1, unitId: 1 }, ...page });
  }
}
