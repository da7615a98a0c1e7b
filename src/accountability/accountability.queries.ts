import { Controller } from '@nestjs/common';
import { ChoiceField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { type Access, ownFor } from '../platform/auth/access.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inOffice, inReach, reaches, type Scoped } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';

const CASES = 'disciplinary-cases';
const STATUSES = ['opened', 'heard', 'decided', 'appealed', 'settled'] as const;
/** The worker's own, and those who report, decide or watch. */
const READERS: Access = ownFor([
  'social-worker',
  'office-head',
  'deputy-director',
  'director',
  'city-officer',
  'auditor',
]);

export class DisciplinaryCasesQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-1' }) declare readonly office?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'opened' })
  declare readonly status?: (typeof STATUSES)[number];
}
export class DisciplinaryCaseQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly caseId: string;
}

interface CaseRow extends Scoped {
  readonly caseId: string;
  readonly officeId: string;
  readonly status: string;
  readonly openedAt: string;
}

const EXAMPLE = {
  caseId: '0198a2b4-0000-7000-8000-000000000000',
  workerId: 'w-001',
  officeId: 'office-1',
  path: ['city-1', 'county-1', 'office-1'],
  kind: 'ACCOUNTABILITY',
  status: 'decided',
  happenedOn: '2026-03-02',
  neglect: '未按规定走访，致脱管三日未被发现',
  openedBy: 'o-001',
  openedAt: '2026-03-05T01:00:00.000Z',
  hearings: [{ heardOn: '2026-03-09', present: true, statement: '当日因处置突发事件未能走访', by: 'o-003' }],
  decision: {
    measure: 'PUBLIC_CRITICISM',
    on: '2026-03-12',
    by: 'o-003',
    reasons: '事实清楚',
    policySet: 'fuzhou-regime',
  },
  measure: 'PUBLIC_CRITICISM',
  appealUntil: '2026-04-11',
  appeal: null,
  appealDecision: null,
};

const LEEWAY: Leeway = {
  nullable: ['decision', 'decision.policySet', 'measure', 'appealUntil', 'appeal', 'appealDecision'],
};

@Controller('v1/disciplinary-cases')
export class AccountabilityQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    '',
    DisciplinaryCasesQuery,
    READERS,
    { zh: '责任追究案件', en: 'Disciplinary cases' },
    { example: EXAMPLE, ...LEEWAY },
  )
  all(@Queried() { query, principal }: Question<DisciplinaryCasesQuery>): Promise<Page<CaseRow>> {
    const { office, status, ...page } = query;
    const filter = {
      ...inReach(principal),
      ...inOffice(principal, office),
      ...(status === undefined ? {} : { status }),
    };
    return this.rows.page<CaseRow>({ view: CASES, filter, sort: { openedAt: -1 }, ...page });
  }

  @GetQuery(
    ':caseId',
    DisciplinaryCaseQuery,
    READERS,
    { zh: '一件责任追究案件', en: 'One disciplinary case' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<DisciplinaryCaseQuery>): Promise<CaseRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<CaseRow>(CASES, query.caseId, query);
    if (!row || !reaches(principal, row)) throw notFound();
    return { ...row, asOf };
  }
}
