import { Controller } from '@nestjs/common';
import { ChoiceField, FlagField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';
import { SUPERVISION_LEVELS, type SupervisionLevel } from './domain/level/events.js';

const LEVELS = 'supervision-levels';
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor', 'analyst'];

export class LevelQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

export class LevelsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @ChoiceField(SUPERVISION_LEVELS, { optional: true, description: '管理类别 / level', example: 'STRICT' })
  declare readonly level?: SupervisionLevel;
  @FlagField({ optional: true, description: '已评分、待确定 / assessed, and waits for an officer', example: true })
  declare readonly awaiting?: boolean;
}

interface LevelRow {
  readonly superviseeId: string;
  readonly path: readonly string[];
  readonly officeId: string;
  readonly birthYear: number;
  readonly level: SupervisionLevel | null;
  readonly awaiting: boolean;
}

const EXAMPLE = {
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  birthYear: 1990,
  level: 'GENERAL',
  contact: { reportsPerWeek: 1, visitsPerQuarter: 3 },
  awaiting: false,
  ended: false,
  assessments: [
    {
      assessment: 1,
      assessedOn: '2026-03-10',
      scores: [{ factor: 'ATTITUDE', score: 4, weight: 1 }],
      total: 20.5,
      suggested: 'GENERAL',
      remarks: null,
      by: 'w-001',
    },
  ],
  changes: [
    {
      assessment: 1,
      from: null,
      level: 'GENERAL',
      suggested: 'GENERAL',
      setOn: '2026-03-10',
      reason: '评分与日常表现相符',
      by: 'o-001',
    },
  ],
};

const LEEWAY: Leeway = { nullable: ['level', 'contact', 'assessments.remarks', 'changes.from'] };

@Controller('v1')
export class LevelsQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  @GetQuery(
    'supervision-levels',
    LevelsQuery,
    READERS,
    { zh: '分类管理一览', en: 'Supervision levels' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async levels(@Queried() { query, principal }: Question<LevelsQuery>): Promise<Page<LevelRow>> {
    const { office, level, awaiting, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const filter = {
      ...whose.filter(office),
      ...(await this.shield.filterFor(principal)),
      ...(level === undefined ? {} : { level }),
      ...(awaiting === undefined ? {} : { awaiting }),
    };
    return this.rows.page<LevelRow>({ view: LEVELS, filter, sort: { superviseeId: 1 }, ...page });
  }

  @GetQuery(
    'supervisees/:superviseeId/level',
    LevelQuery,
    READERS,
    { zh: '一名社区矫正对象的管理类别', en: "A supervisee's level, how it was found and how it changed" },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<LevelQuery>): Promise<LevelRow & { asOf: AsOf }> {
    const whose = await this.whereabouts.of(principal, query);
    const { row, asOf } = await this.rows.oneAsOf<LevelRow>(LEVELS, query.superviseeId, query);
    if (!row || !whose.reaches(row) || (await this.shield.hides(principal, row))) throw notFound();
    return { ...row, asOf };
  }
}
