import { Controller } from '@nestjs/common';
import { notFound } from '../../kernel/rejection.js';
import { Queried, type Question } from '../../platform/http/question.js';
import { GetQuery } from '../../platform/http/routes.js';
import { reaches } from '../../platform/read-store/reach.js';
import { type AsOf, ReadStore } from '../../platform/read-store/read-store.js';
import { type Change, changesBetween } from '../domain/counting/changes.js';
import { ReturnDrafts } from './return-drafts.js';
import { RETURNS, type ReturnRow, returnIdOf, versionOf } from './return-row.js';
import { RETURN_READERS, ReturnVersionQuery } from './returns.queries.js';

interface ChangesAnswer {
  readonly version: number;
  /** Of the version, and of what it is held against. */
  readonly position: number;
  readonly now: number;
  readonly items: readonly Change[];
  readonly asOf: AsOf;
}

@Controller('v1/returns')
export class ReturnChangesQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly drafts: ReturnDrafts,
  ) {}

  /** Which figures would be others if the return was made now: because of what was recorded since, or accepted below. */
  @GetQuery(
    ':unitId/:kind/:span/changes',
    ReturnVersionQuery,
    RETURN_READERS,
    { zh: '报表生成后发生变化的数字', en: 'Figures that history has changed since' },
    {
      example: {
        version: 1,
        position: 10_482,
        now: 10_961,
        items: [{ cell: 'total', figure: 'closing', was: 50, is: 49 }],
      },
    },
  )
  async changes(@Queried() { query, principal }: Question<ReturnVersionQuery>): Promise<ChangesAnswer> {
    const { row, asOf } = await this.rows.oneAsOf<ReturnRow>(RETURNS, returnIdOf(query), query);
    const version = versionOf(row, query.version);
    if (!row || !version || !reaches(principal, row)) throw notFound();
    const { figures, position } = await this.drafts.now(query, query);
    const items = changesBetween(version.figures, figures);
    return { version: version.version, position: version.position, now: position, items, asOf };
  }
}
