import { Controller } from '@nestjs/common';
import { ChoiceField, IdField } from '../../kernel/fields.js';
import { notFound } from '../../kernel/rejection.js';
import { POSTS } from '../../kernel/roles.js';
import { type Access, ownFor } from '../../platform/auth/access.js';
import type { Leeway } from '../../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../../platform/http/question.js';
import { GetQuery } from '../../platform/http/routes.js';
import { inOffice, inReach, reaches, type Reader, type Scoped } from '../../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../../platform/read-store/read-store.js';
import { type Grade, GRADES, YearField } from '../domain/grades.js';

const APPRAISALS = 'annual-appraisals';
const READERS: Access = ownFor(['social-worker', ...POSTS, 'auditor']);
const STATUSES = ['open', 'graded', 'appealed', 'settled'] as const;

export class AnnualAppraisalsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-1' }) declare readonly office?: string;
  @YearField({ optional: true, description: '年度 / year', example: '2026' }) declare readonly year?: string;
  @ChoiceField(GRADES, { optional: true, description: '等次 / grade', example: 'COMPETENT' })
  declare readonly grade?: Grade;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'graded' })
  declare readonly status?: (typeof STATUSES)[number];
}
export class AnnualAppraisalQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly workerId: string;
  @YearField({ path: true, description: '年度 / year', example: '2026' }) declare readonly year: string;
}

interface AppraisalRow extends Scoped {
  readonly officeId: string;
  readonly year: string;
  readonly status: string;
  readonly grade: Grade | null;
}

const EXAMPLE = {
  workerId: 'w-001',
  officeId: 'office-1',
  path: ['city-1', 'county-1', 'office-1'],
  year: '2026',
  status: 'graded',
  quarters: ['2026Q1', '2026Q2', '2026Q3', '2026Q4'],
  headOpinion: { opinion: '工作主动', grade: 'COMPETENT', by: 'o-001', at: '2026-12-28T02:00:00.000Z' },
  scores: { INTEGRITY: 88, ABILITY: 85, DILIGENCE: 90, ACHIEVEMENT: 86 },
  evaluation: {
    papers: 8,
    ballots: 7,
    tally: { EXCELLENT: 3, COMPETENT: 4, BASICALLY_COMPETENT: 0, NOT_COMPETENT: 0 },
  },
  suggestion: { grade: 'COMPETENT', score: 86.93, dimensionScore: 87.05, evaluationScore: 86.43 },
  grade: 'COMPETENT',
  graded: { grade: 'COMPETENT', on: '2026-12-30', by: 'o-003', reason: null, policySet: 'fuzhou-regime' },
  appealUntil: '2027-01-14',
  appeal: null,
  appealDecision: null,
};

const LEEWAY: Leeway = {
  nullable: [
    'headOpinion',
    'scores',
    'evaluation',
    'suggestion',
    'grade',
    'graded',
    'graded.reason',
    'graded.policySet',
    'appealUntil',
    'appeal',
    'appealDecision',
  ],
  optional: ['suggestion.evaluationScore'],
};

@Controller('v1')
export class AnnualAppraisalsQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    'annual-appraisals',
    AnnualAppraisalsQuery,
    READERS,
    { zh: '年度考核', en: 'Annual appraisals' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async all(@Queried() { query, principal }: Question<AnnualAppraisalsQuery>): Promise<Page<AppraisalRow>> {
    const { office, year, grade, status, ...page } = query;
    const filter = {
      ...inReach(principal),
      ...inOffice(principal, office),
      ...(year === undefined ? {} : { year }),
      ...(grade === undefined ? {} : { grade }),
      ...(status === undefined ? {} : { status }),
    };
    const sort = { year: -1, workerId: 1 } as const;
    const found = await this.rows.page<AppraisalRow>({ view: APPRAISALS, filter, sort, ...page });
    return { ...found, items: found.items.map((row) => asSeenBy(principal, row)) };
  }

  @GetQuery(
    'social-workers/:workerId/annual-appraisals/:year',
    AnnualAppraisalQuery,
    READERS,
    { zh: '一名社工的年度考核', en: "A social worker's annual appraisal" },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<AnnualAppraisalQuery>): Promise<AppraisalRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<AppraisalRow>(APPRAISALS, `${query.workerId}:${query.year}`, query);
    if (!row || !reaches(principal, row)) throw notFound();
    return { ...asSeenBy(principal, row), asOf };
  }
}

/** The worker sees the result and all that it rests on once it is there (APP-4), and nothing of what it is being made of. */
const asSeenBy = ({ role }: Reader, row: AppraisalRow): AppraisalRow =>
  role === 'social-worker' && row.status === 'open'
    ? Object.assign({}, row, { headOpinion: null, scores: null, evaluation: null })
    : row;
