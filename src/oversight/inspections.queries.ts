import { Controller } from '@nestjs/common';
import { ChoiceField, FlagField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inOffice, inReach, reaches } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';

const INSPECTIONS = 'inspections';
const STATUSES = ['planned', 'cancelled', 'carried-out', 'to-answer', 'answered', 'closed'] as const;
const READERS: readonly Role[] = [...POSTS, 'auditor'];

export class InspectionsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'to-answer' })
  declare readonly status?: (typeof STATUSES)[number];
  @FlagField({ optional: true, description: '逾期未答复 / not answered in time', example: true })
  declare readonly overdue?: boolean;
}

export class InspectionQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly inspectionId: string;
}

interface InspectionRow {
  readonly path: readonly string[];
  readonly officeId: string;
  readonly status: (typeof STATUSES)[number];
  readonly overdue: boolean;
}

const EXAMPLE = {
  inspectionId: '0198a2b4-0000-7000-8000-000000000000',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  status: 'closed',
  plannedOn: '2026-04-08',
  plannedBy: 'o-003',
  subject: '档案管理和分类管理',
  carriedOutOn: '2026-04-08',
  inspectors: ['o-003'],
  findings: [{ finding: 1, matter: '两份矫正方案未按期评估', rectify: true, measures: '已补充评估并建立提醒' }],
  opinion: '总体规范，方案评估需加强',
  answerDueOn: '2026-04-23',
  overdue: false,
  answers: [{ answeredOn: '2026-04-20', late: false, by: 'o-001' }],
  returns: [{ reasons: '第一项未说明整改结果', by: 'o-003' }],
  closedOn: '2026-04-22',
  conclusion: '整改到位，同意办结',
};

const LEEWAY: Leeway = {
  nullable: ['carriedOutOn', 'findings.measures', 'opinion', 'answerDueOn', 'closedOn', 'conclusion'],
};

@Controller('v1/inspections')
export class InspectionsQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery('', InspectionsQuery, READERS, { zh: '检查一览', en: 'Inspections' }, { example: EXAMPLE, ...LEEWAY })
  list(@Queried() { query, principal }: Question<InspectionsQuery>): Promise<Page<InspectionRow>> {
    const { office, status, overdue, ...page } = query;
    const filter = {
      ...inReach(principal),
      ...inOffice(principal, office),
      ...(status === undefined ? {} : { status }),
      ...(overdue === undefined ? {} : { overdue }),
    };
    return this.rows.page<InspectionRow>({ view: INSPECTIONS, filter, sort: { plannedOn: -1 }, ...page });
  }

  @GetQuery(
    ':inspectionId',
    InspectionQuery,
    READERS,
    { zh: '一次检查', en: 'One inspection' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<InspectionQuery>): Promise<InspectionRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<InspectionRow>(INSPECTIONS, query.inspectionId, query);
    if (!row || !reaches(principal, row)) throw notFound();
    return { ...row, asOf };
  }
}
