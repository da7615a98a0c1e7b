import { Controller } from '@nestjs/common';
import { IdField } from '../../kernel/fields.js';
import { notFound } from '../../kernel/rejection.js';
import { POSTS, type Role } from '../../kernel/roles.js';
import type { Leeway } from '../../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../../platform/http/question.js';
import { GetQuery } from '../../platform/http/routes.js';
import { inReach, reaches, type Reader, type Scoped } from '../../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../../platform/read-store/read-store.js';
import { YearField } from '../domain/grades.js';

const EVALUATIONS = 'democratic-evaluations';
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class EvaluationsQuery extends PageQuery {
  @YearField({ optional: true, description: '年度 / year', example: '2026' }) declare readonly year?: string;
}
export class EvaluationQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly workerId: string;
  @YearField({ path: true, description: '年度 / year', example: '2026' }) declare readonly year: string;
}

interface Voter {
  readonly personId: string;
}
interface EvaluationRow extends Scoped {
  readonly voters: readonly Voter[];
}

const EXAMPLE = {
  workerId: 'w-001',
  officeId: 'office-1',
  path: ['city-1', 'county-1', 'office-1'],
  year: '2026',
  round: 1,
  status: 'voting',
  voters: [{ personId: 'w-002', paperIssued: true }],
  papers: 8,
  ballots: 5,
  tally: null,
  abandonedFor: null,
};

const LEEWAY: Leeway = { nullable: ['tally', 'abandonedFor'] };

@Controller('v1')
export class EvaluationsQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    'democratic-evaluations',
    EvaluationsQuery,
    READERS,
    { zh: '民主测评', en: 'Democratic evaluations' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async all(@Queried() { query, principal }: Question<EvaluationsQuery>): Promise<Page<EvaluationRow>> {
    const { year, ...page } = query;
    const own = principal.role === 'social-worker' ? { 'voters.personId': principal.actor } : {};
    const filter = { ...inReach(principal), ...own, ...(year === undefined ? {} : { year }) };
    const sort = { year: -1, workerId: 1 } as const;
    const found = await this.rows.page<EvaluationRow>({ view: EVALUATIONS, filter, sort, ...page });
    return { ...found, items: found.items.map((row) => asSeenBy(principal, row)) };
  }

  @GetQuery(
    'social-workers/:workerId/democratic-evaluations/:year',
    EvaluationQuery,
    READERS,
    { zh: '一次民主测评', en: 'One democratic evaluation' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<EvaluationQuery>): Promise<EvaluationRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<EvaluationRow>(EVALUATIONS, `${query.workerId}:${query.year}`, query);
    if (!row || !reaches(principal, row) || !isVoter(principal, row)) throw notFound();
    return { ...asSeenBy(principal, row), asOf };
  }
}

/** A social worker sees the evaluations that they have a vote in, and of the voters themselves alone. */
const isVoter = ({ role, actor }: Reader, { voters }: EvaluationRow): boolean =>
  role !== 'social-worker' || voters.some(({ personId }) => personId === actor);
const asSeenBy = ({ role, actor }: Reader, row: EvaluationRow): EvaluationRow =>
  role === 'social-worker' ? { ...row, voters: row.voters.filter(({ personId }) => personId === actor) } : row;
