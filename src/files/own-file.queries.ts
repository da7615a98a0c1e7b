import { Controller } from '@nestjs/common';
import { IdField, PatternField } from '../kernel/fields.js';
import { notFound, type Title } from '../kernel/rejection.js';
import { ownFor } from '../platform/auth/access.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inReach } from '../platform/read-store/reach.js';
import { type Page, ReadStore } from '../platform/read-store/read-store.js';
import { ENTRIES, type EntryRow, PersonalFiles } from './personal-files.js';

export class OwnFileQuery extends PageQuery {
  @IdField({ path: true }) declare readonly workerId: string;
  @PatternField(/^[A-Za-z]{1,64}$/, { optional: true, description: '事项 / event type', example: 'LeaveApproved' })
  declare readonly type?: string;
}

/**
 * That these happened is in the file, not what they said: what an appraisal is made of is told with its grade (APP-4), and ballots are
 * anonymous (APP-3).
 */
const UNTOLD: readonly string[] = ['HeadOpinionGiven', 'DimensionsScored'];
const UNTOLD_CATEGORY = 'evaluation';

type OwnEntry = EntryRow & { readonly title: Title };

const EXAMPLE = {
  superviseeId: null,
  about: null,
  workerId: 'w-001',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  position: 421,
  category: 'leave',
  type: 'LeaveApproved',
  command: 'ApproveLeave',
  title: { zh: '批准请假', en: 'Leave approved' },
  day: '2026-03-09',
  month: '2026-03',
  by: 'o-001',
  role: 'office-head',
  onBehalfOf: null,
  at: '2026-03-09T01:20:00.000Z',
  data: { workerId: 'w-001', kind: 'PERSONAL', days: 1, opinion: '同意' },
};

/** Data are those of the event. */
const LEEWAY: Leeway = { nullable: ['data', 'officeId'], open: ['data'] };

@Controller('v1/social-workers/:workerId/file')
export class OwnFileQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly files: PersonalFiles,
  ) {}

  /** Everything on record of oneself, by day: service, attendance, leave, appraisals, training, awards, discipline. */
  @GetQuery(
    '',
    OwnFileQuery,
    ownFor(['social-worker']),
    { zh: '本人档案', en: "A social worker's own file" },
    { example: EXAMPLE, ...LEEWAY },
  )
  async own(@Queried() { query, principal }: Question<OwnFileQuery>): Promise<Page<OwnEntry>> {
    const { workerId, type, ...page } = query;
    if (workerId !== principal.actor) throw notFound();
    const filter = { ...inReach(principal), ...(type === undefined ? {} : { type }) };
    const found = await this.rows.page<EntryRow>({ view: ENTRIES, filter, sort: { day: 1, position: 1 }, ...page });
    return { ...found, items: found.items.map((row) => this.files.titled(told(row))) };
  }
}

const told = (row: EntryRow): EntryRow =>
  UNTOLD.includes(row.type) || row.category === UNTOLD_CATEGORY ? { ...row, data: null } : row;
