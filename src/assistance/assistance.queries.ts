import { Controller } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import { ChoiceField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';
import { ASSISTANCE_KINDS, type AssistanceKind, type Outcome, OUTCOMES } from './domain/events.js';

const CASES = 'assistance-cases';
const STATUSES = ['open', 'closed'] as const;
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class AssistanceCasesQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @IdField({
    optional: true,
    description: '社区矫正对象 / supervisee',
    example: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  })
  declare readonly supervisee?: string;
  @ChoiceField(ASSISTANCE_KINDS, { optional: true, description: '帮扶类别 / kind', example: 'EMPLOYMENT' })
  declare readonly kind?: AssistanceKind;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'open' })
  declare readonly status?: (typeof STATUSES)[number];
  @ChoiceField(OUTCOMES, { optional: true, description: '办理结果 / outcome', example: 'RESOLVED' })
  declare readonly outcome?: Outcome;
}

export class AssistanceCaseQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly caseId: string;
}

interface CaseRow {
  readonly path: readonly string[];
  readonly officeId: string;
  readonly superviseeId: string;
  readonly kind: AssistanceKind;
  readonly status: string;
  readonly outcome: Outcome | null;
  readonly openedOn: Day;
}

const EXAMPLE = {
  caseId: '0198a2b4-0000-7000-8000-000000000000',
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  kind: 'EMPLOYMENT',
  status: 'closed',
  openedOn: '2026-03-10',
  opened: { by: 'w-001', at: '2026-03-10T03:00:00.000Z' },
  need: '失业三个月，希望学习电工技能并就业',
  referrals: [
    {
      ...{ by: 'w-001', at: '2026-03-12T03:00:00.000Z', on: '2026-03-12' },
      ...{ body: '闽侯县人力资源和社会保障局', request: '推荐参加电工培训班' },
    },
  ],
  closedOn: '2026-06-01',
  outcome: 'RESOLVED',
  closing: { by: 'o-001', at: '2026-06-01T03:00:00.000Z', result: '已通过培训并在某物业公司就业' },
};

const LEEWAY: Leeway = { nullable: ['closedOn', 'outcome', 'closing'] };

@Controller('v1/assistance-cases')
export class AssistanceQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  @GetQuery(
    '',
    AssistanceCasesQuery,
    READERS,
    { zh: '帮扶事项', en: 'Cases of assistance' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async list(@Queried() { query, principal }: Question<AssistanceCasesQuery>): Promise<Page<CaseRow>> {
    const { office, supervisee, kind, status, outcome, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const filter = {
      ...whose.filter(office),
      ...(await this.shield.filterByPerson(principal)),
      ...(supervisee === undefined ? {} : { superviseeId: supervisee }),
      ...(kind === undefined ? {} : { kind }),
      ...(status === undefined ? {} : { status }),
      ...(outcome === undefined ? {} : { outcome }),
    };
    return this.rows.page<CaseRow>({ view: CASES, filter, sort: { openedOn: -1 }, ...page });
  }

  @GetQuery(
    ':caseId',
    AssistanceCaseQuery,
    READERS,
    { zh: '一个帮扶事项', en: 'One case of assistance' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<AssistanceCaseQuery>): Promise<CaseRow & { asOf: AsOf }> {
    const whose = await this.whereabouts.of(principal, query);
    const { row, asOf } = await this.rows.oneAsOf<CaseRow>(CASES, query.caseId, query);
    if (!row || !whose.reaches(row)) throw notFound();
    if (await this.shield.hidesPerson(principal, row.superviseeId)) throw notFound();
    return { ...row, asOf };
  }
}
