import { Controller } from '@nestjs/common';
import { ChoiceField, IntegerField, PatternField, TextField } from '../../kernel/fields.js';
import { notFound } from '../../kernel/rejection.js';
import { type Traits, transfersWithin } from '../../kernel/supervision/course.js';
import { Queried, type Question } from '../../platform/http/question.js';
import { GetQuery } from '../../platform/http/routes.js';
import { MinorsShield } from '../../platform/read-store/minors-shield.js';
import { reaches } from '../../platform/read-store/reach.js';
import { type AsOf, DEFAULT_PAGE, LARGEST_PAGE, ReadStore } from '../../platform/read-store/read-store.js';
import { Whereabouts } from '../../platform/read-store/whereabouts.js';
import { isAt } from '../domain/counting/figures.js';
import { type Figure, FIGURES } from '../domain/counting/flow-table.js';
import { type Found, withoutCancelled } from './cancelled.js';
import { FiguresReader, type NamedEvidence, type Subject } from './figures-reader.js';
import { RETURNS, type ReturnRow, returnIdOf, type VersionRow, versionOf } from './return-row.js';
import { countedBefore, cursorBehind } from './row-cursor.js';
import { RETURN_READERS, ReturnVersionQuery } from './returns.queries.js';

const CODE = /^[A-Za-z0-9_+-]{1,64}$/;

export class ReturnRowsQuery extends ReturnVersionQuery {
  @PatternField(CODE, {
    optional: true,
    description: '分类；合计不填 / division; none for the total',
    example: 'category',
  })
  declare readonly division?: string;
  @PatternField(CODE, { optional: true, description: '格，合计为 total / cell', example: 'SUSPENDED_SENTENCE' })
  declare readonly cell?: string;
  @ChoiceField(FIGURES, { optional: true, description: '期初、增加、减少、期末 / which figure', example: 'closing' })
  declare readonly figure?: Figure;
  @PatternField(CODE, { optional: true, description: '增减原因 / cause', example: 'REGISTERED' })
  declare readonly cause?: string;
  @PatternField(CODE, {
    optional: true,
    description: '表外计数的组 / group of counts beside the table',
    example: 'work',
  })
  declare readonly group?: string;
  @PatternField(CODE, { optional: true, description: '表外计数 / count beside the table', example: 'visits' })
  declare readonly count?: string;
  @IntegerField({
    optional: true,
    min: 1,
    max: LARGEST_PAGE,
    description: `每页条数，默认 ${DEFAULT_PAGE} / rows per page`,
    example: DEFAULT_PAGE,
  })
  declare readonly limit?: number;
  @TextField({ optional: true, max: 4_000, description: '上一页的 next / `next` of the page before' })
  declare readonly cursor?: string;
}

/** Whom, or what, a figure counts. */
interface Shown {
  readonly unitId: string;
  readonly superviseeId: string | null;
  readonly name: string | null;
  readonly on: string;
  readonly what: string | null;
  /** What it adds to the figure. */
  readonly value: number;
  readonly traits: Traits | null;
  /** Of the fact, where one is counted. */
  readonly position: number | null;
}
interface RowsAnswer {
  readonly version: number;
  readonly position: number;
  readonly items: readonly Shown[];
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
  readonly asOf: AsOf;
}

@Controller('v1/returns')
export class ReturnRowsQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly reader: FiguresReader,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  /** The rows behind one figure of a version, as they were known when it was made; those of whom the reader may know (STA-6). */
  @GetQuery(
    ':unitId/:kind/:span/rows',
    ReturnRowsQuery,
    RETURN_READERS,
    { zh: '报表数字背后的名单', en: 'The rows behind a figure' },
    {
      as: 'one',
      nullable: ['next', 'items.superviseeId', 'items.name', 'items.what', 'items.traits', 'items.position'],
      open: ['items.traits'],
      example: {
        version: 1,
        position: 10_482,
        next: 'WyJhMWIyYzNkNCIsNTBd',
        items: [
          {
            unitId: 'office-ganzhe',
            superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
            name: '林某某',
            on: '2026-03-09',
            what: 'REGISTERED',
            value: 1,
            traits: { category: 'SUSPENDED_SENTENCE', level: 'GENERAL' },
            position: 421,
          },
        ],
      },
    },
  )
  async behind(@Queried() { query, principal }: Question<ReturnRowsQuery>): Promise<RowsAnswer> {
    const { row, asOf } = await this.rows.oneAsOf<ReturnRow>(RETURNS, returnIdOf(query), query);
    const version = versionOf(row, query.version);
    if (!row || !version || !reaches(principal, row)) throw notFound();
    const hidden = await this.shield.hiddenFrom(principal);
    const whose = await this.whereabouts.of(principal, query);
    const list = listOf(query, version);
    const { limit = DEFAULT_PAGE, cursor } = query;
    const before = cursor === undefined ? 0 : countedBefore(list, cursor);
    const items: Shown[] = [];
    let [counted, next]: [number, string | null] = [0, null];
    for await (const { unitId, one } of this.evidence(query, row.path, version)) {
      if (!isAt(one, query)) continue;
      counted += 1;
      if (counted <= before || (one.superviseeId !== null && hidden.has(one.superviseeId))) continue;
      if (items.length === limit) {
        next = cursorBehind(list, counted - 1);
        break;
      }
      // Who is supervised elsewhere now is counted, and not named.
      const gone = one.superviseeId !== null && whose.hasLeft(one.superviseeId);
      items.push(shown(unitId, gone ? { ...one, superviseeId: null, name: null } : one));
    }
    const { position, version: number } = version;
    return { version: number, position, items, next, asOf };
  }

  /** A return that is made of others opens to theirs, each as of its own position; what cancels out between them is not in it. */
  private evidence(subject: Subject, path: readonly string[], version: VersionRow): AsyncGenerator<Found> {
    const inner = transfersWithin(path);
    const all = this.counted(subject, version);
    return inner.length === 0 ? all : withoutCancelled(all, inner);
  }

  private async *counted(subject: Subject, { parts, position }: VersionRow): AsyncGenerator<Found> {
    const { kind, unitId, span } = subject;
    if (parts.length === 0) for await (const one of this.reader.evidence(subject, position)) yield { unitId, one };
    for (const part of parts) {
      const below = { kind, span, unitId: part.unitId };
      const row = await this.rows.one<ReturnRow>(RETURNS, returnIdOf(below));
      const version = versionOf(row, part.version);
      if (row && version) yield* this.evidence(below, row.path, version);
    }
  }
}

/** What is listed: a cursor of one figure is none of another. */
const listOf = (query: ReturnRowsQuery, { version }: VersionRow): object => {
  const { after: _, waitMs: _waitMs, limit: _limit, cursor: _cursor, ...asked } = query;
  return [
    version,
    Object.entries(asked)
      .filter(([name, value]) => name !== 'version' && value !== undefined)
      .sort(),
  ];
};

const shown = (unitId: string, one: NamedEvidence): Shown => {
  const { superviseeId, name, on, position } = one;
  const common = { unitId, superviseeId, name, on, position };
  return 'cell' in one
    ? { ...common, what: one.cause ?? null, value: 1, traits: one.traits }
    : { ...common, what: one.what, value: one.value, traits: null };
};
