import { Controller } from '@nestjs/common';
import { dayAt } from '../../kernel/day.js';
import { ChoiceField, FlagField, IdField, IntegerField, PatternField } from '../../kernel/fields.js';
import { notFound } from '../../kernel/rejection.js';
import { POSTS, type Role } from '../../kernel/roles.js';
import { Clock } from '../../platform/clock.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../../platform/http/question.js';
import { GetQuery } from '../../platform/http/routes.js';
import { inReach, reaches } from '../../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../../platform/read-store/read-store.js';
import { RETURN_KINDS, type ReturnKind } from '../domain/counting/kinds.js';
import { SPAN, type Span } from '../domain/counting/span.js';
import { RETURN_EXAMPLE, RETURN_LEEWAY } from './return-example.js';
import { RETURNS, type ReturnRow, returnIdOf } from './return-row.js';

export const RETURN_READERS: readonly Role[] = [...POSTS, 'auditor', 'analyst'];
const STATUSES = ['due', 'drafted', 'submitted', 'accepted', 'sent-back'] as const;

export class ReturnsQuery extends PageQuery {
  @IdField({ optional: true, description: '单位 / unit', example: 'office-ganzhe' }) declare readonly unit?: string;
  @ChoiceField(RETURN_KINDS, { optional: true, description: '报表种类 / kind', example: 'BASIC_FACTS' })
  declare readonly kind?: ReturnKind;
  @PatternField(SPAN, { optional: true, description: '月或季度 / month or quarter', example: '2026-03' })
  declare readonly span?: Span;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'submitted' })
  declare readonly status?: (typeof STATUSES)[number];
  @FlagField({
    optional: true,
    description: '逾期未报，或逾期报送 / missing past its last day, or handed in late',
    example: true,
  })
  declare readonly late?: boolean;
}

export class ReturnQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly unitId: string;
  @ChoiceField(RETURN_KINDS, { path: true }) declare readonly kind: ReturnKind;
  @PatternField(SPAN, { path: true }) declare readonly span: Span;
}

export class ReturnVersionQuery extends ReturnQuery {
  @IntegerField({
    optional: true,
    min: 1,
    max: 1_000,
    description: '版本；默认已接收的，否则最新的 / version; the accepted one, or the latest, unless told',
    example: 1,
  })
  declare readonly version?: number;
}

type Listed = Omit<ReturnRow, 'versions'> & { readonly late: boolean; readonly version: number | null };

@Controller('v1/returns')
export class ReturnsQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
  ) {}

  /** What was handed in, what is on its way, what is missing. */
  @GetQuery(
    '',
    ReturnsQuery,
    RETURN_READERS,
    { zh: '统计报表', en: 'Statistical returns' },
    {
      example: { ...RETURN_EXAMPLE, versions: undefined, late: false, version: 1 },
      nullable: ['accepted', 'version'],
    },
  )
  async list(@Queried() { query, principal }: Question<ReturnsQuery>): Promise<Page<Listed>> {
    const { unit, kind, span, status, late, ...page } = query;
    const today = dayAt(this.clock.now());
    const overdue = [{ daysLate: { $gt: 0 } }, { outstanding: true, dueOn: { $lt: today } }];
    const filter = {
      ...inReach(principal),
      ...(unit === undefined ? {} : { unitId: unit }),
      ...(kind === undefined ? {} : { kind }),
      ...(span === undefined ? {} : { span }),
      ...(status === undefined ? {} : { status }),
      ...(late === undefined ? {} : { [late ? '$or' : '$nor']: overdue }),
    };
    const sort = { kind: 1, span: -1, unitId: 1 } as const;
    const found = await this.rows.page<ReturnRow>({ view: RETURNS, filter, sort, ...page });
    const items = found.items.map(({ versions, ...row }) => ({
      ...row,
      late: row.daysLate > 0 || (row.outstanding && row.dueOn < today),
      version: versions.at(-1)?.version ?? null,
    }));
    return { ...found, items };
  }

  /** One return with every version of it, and who did what when. */
  @GetQuery(
    ':unitId/:kind/:span',
    ReturnQuery,
    RETURN_READERS,
    { zh: '一份统计报表及其各版本', en: 'One statistical return with its versions' },
    { example: RETURN_EXAMPLE, ...RETURN_LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<ReturnQuery>): Promise<ReturnRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<ReturnRow>(RETURNS, returnIdOf(query), query);
    if (!row || !reaches(principal, row)) throw notFound();
    return { ...row, asOf };
  }
}
