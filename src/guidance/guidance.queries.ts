import { Controller } from '@nestjs/common';
import { ChoiceField, IdField, TextField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inReach, reaches } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { GUIDANCE_CATEGORIES, type GuidanceCategory } from './domain/events.js';

const REQUESTS = 'guidance-requests';
const STATUSES = ['open', 'answered'] as const;
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class GuidanceListQuery extends PageQuery {
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'answered' })
  declare readonly status?: (typeof STATUSES)[number];
  @ChoiceField(GUIDANCE_CATEGORIES, { optional: true, description: '情形 / category', example: 'RULE_SILENT' })
  declare readonly category?: GuidanceCategory;
  @TextField({
    optional: true,
    max: 100,
    description: '在规定、请示和答复中查找 / text to find in rule, question and answer',
    example: '审批',
  })
  declare readonly text?: string;
}

export class GuidanceQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly guidanceId: string;
}

interface GuidanceRow {
  readonly path: readonly string[];
  readonly status: string;
  readonly category: GuidanceCategory;
  readonly rule: string;
  readonly question: string;
  readonly answer: { readonly text: string } | null;
}

const EXAMPLE = {
  guidanceId: '0198a2b4-0000-7000-8000-000000000000',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  status: 'answered',
  category: 'RULE_SILENT',
  rule: '请假审批权限 / tiers of leave approval',
  question: '社工请假共 6 日，超出规定的审批权限，应如何审批？',
  about: { category: 'leave', id: '0198a2b4-0000-7000-8000-000000000001' },
  askedBy: 'system',
  askedAt: '2026-03-09T01:00:00.000Z',
  answer: { text: '参照三日以上请假的程序办理', by: 'o-003', at: '2026-03-10T01:00:00.000Z' },
};

const LEEWAY: Leeway = { nullable: ['about', 'answer'] };

/** Open requests are seen where they belong; answers are precedents for everybody in the service. They name rules, not persons. */
@Controller('v1/guidance-requests')
export class GuidanceQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    '',
    GuidanceListQuery,
    READERS,
    { zh: '请示与答复', en: 'Requests for guidance' },
    { example: EXAMPLE, ...LEEWAY },
  )
  list(@Queried() { query, principal }: Question<GuidanceListQuery>): Promise<Page<GuidanceRow>> {
    const { status, category, text, ...page } = query;
    const filter = {
      $and: [
        { $or: [inReach(principal), { status: 'answered' }] },
        status === undefined ? {} : { status },
        category === undefined ? {} : { category },
        ...(text === undefined ? [] : [containing(text)]),
      ],
    };
    return this.rows.page<GuidanceRow>({ view: REQUESTS, filter, sort: { askedAt: -1 }, ...page });
  }

  @GetQuery(
    ':guidanceId',
    GuidanceQuery,
    READERS,
    { zh: '一份请示', en: 'One request for guidance' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<GuidanceQuery>): Promise<GuidanceRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<GuidanceRow>(REQUESTS, query.guidanceId, query);
    if (!row || !(row.status === 'answered' || reaches(principal, row))) throw notFound();
    return { ...row, asOf };
  }
}

/** The text as it is written, wherever it stands. */
const containing = (text: string): object => {
  const found = { $regex: text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'), $options: 'i' };
  return { $or: [{ rule: found }, { question: found }, { 'answer.text': found }] };
};
