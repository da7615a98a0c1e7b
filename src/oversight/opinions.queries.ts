import { Controller } from '@nestjs/common';
import { ChoiceField, FlagField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inReach, reaches } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { OPINION_KINDS, type OpinionKind } from './domain/opinions/events.js';

const OPINIONS = 'procuratorate-opinions';
const STATUSES = ['received', 'drafted', 'replied', 'closed'] as const;
const READERS: readonly Role[] = [...POSTS, 'auditor'];

export class OpinionsQuery extends PageQuery {
  @IdField({ optional: true, description: '收文单位 / unit that it is addressed to', example: 'office-cangshan' })
  declare readonly unit?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'received' })
  declare readonly status?: (typeof STATUSES)[number];
  @ChoiceField(OPINION_KINDS, {
    optional: true,
    description: '检察建议或纠正意见 / kind',
    example: 'CORRECTION_OPINION',
  })
  declare readonly kind?: OpinionKind;
  @FlagField({ optional: true, description: '逾期未回复 / not replied to in time', example: true })
  declare readonly overdue?: boolean;
}

export class OpinionQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly opinionId: string;
}

interface OpinionRow {
  readonly path: readonly string[];
  readonly unitId: string;
  readonly status: (typeof STATUSES)[number];
  readonly kind: OpinionKind;
  readonly overdue: boolean;
}

const DRAFT = {
  adoption: 'PARTLY_ADOPTED',
  measures: '已补办审批手续并开展培训',
  reasons: '第二项与有关规定不符',
  draftedBy: 'o-001',
};
const EXAMPLE = {
  opinionId: '0198a2b4-0000-5000-8000-000000000000',
  unitId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  status: 'drafted',
  kind: 'CORRECTION_OPINION',
  procuratorate: '福州市仓山区人民检察院',
  documentNumber: '榕仓检纠〔2026〕1号',
  receivedOn: '2026-03-09',
  receivedBy: 'o-001',
  dueOn: '2026-05-05',
  overdue: false,
  content: '对一名对象外出审批不规范',
  draft: DRAFT,
  remarks: [{ remark: '请补充整改结果', by: 'o-003' }],
  replies: [{ ...DRAFT, replyNumber: '榕仓司函〔2026〕3号', repliedOn: '2026-03-20', late: false, by: 'o-003' }],
  demands: [{ demandedOn: '2026-04-20', objection: '未说明追责情况' }],
  closedOn: null,
};

const LEEWAY: Leeway = { nullable: ['draft', 'draft.reasons', 'replies.reasons', 'closedOn'] };

@Controller('v1/procuratorate-opinions')
export class OpinionsQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    '',
    OpinionsQuery,
    READERS,
    { zh: '检察建议和纠正意见一览', en: 'Opinions of procuratorates' },
    { example: EXAMPLE, ...LEEWAY },
  )
  list(@Queried() { query, principal }: Question<OpinionsQuery>): Promise<Page<OpinionRow>> {
    const { unit, status, kind, overdue, ...page } = query;
    const filter = {
      ...inReach(principal),
      ...(unit === undefined ? {} : { unitId: unit }),
      ...(status === undefined ? {} : { status }),
      ...(kind === undefined ? {} : { kind }),
      ...(overdue === undefined ? {} : { overdue }),
    };
    return this.rows.page<OpinionRow>({ view: OPINIONS, filter, sort: { receivedOn: -1 }, ...page });
  }

  @GetQuery(
    ':opinionId',
    OpinionQuery,
    READERS,
    { zh: '一份检察建议或纠正意见', en: 'One opinion of a procuratorate' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<OpinionQuery>): Promise<OpinionRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<OpinionRow>(OPINIONS, query.opinionId, query);
    if (!row || !reaches(principal, row)) throw notFound();
    return { ...row, asOf };
  }
}
