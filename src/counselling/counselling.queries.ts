import { Controller } from '@nestjs/common';
import type { Day, Month } from '../kernel/day.js';
import { IdField, MonthField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import type { Reader } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { type PersonReach, Whereabouts } from '../platform/read-store/whereabouts.js';

const SESSIONS = 'counselling-sessions';
/** No auditor and no analyst: what they need to know, the history and the figures say without the person. */
const READERS: readonly Role[] = ['social-worker', ...POSTS];

export class CounsellingSessionsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @MonthField({ optional: true, description: '月份 / month', example: '2026-03' }) declare readonly month?: Month;
  @IdField({
    optional: true,
    description: '社区矫正对象 / supervisee',
    example: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  })
  declare readonly supervisee?: string;
}

export class CounsellingAccessQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly counsellingId: string;
}

interface SessionRow {
  readonly counsellingId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly counsellorId: string;
  readonly month: Month;
  readonly day: Day;
  readonly minutes: number;
  readonly grantees: readonly string[];
  readonly decisions: readonly object[];
  readonly readings: readonly object[];
}

type Access = Pick<SessionRow, 'counsellingId' | 'counsellorId' | 'grantees' | 'decisions' | 'readings'> & {
  readonly asOf: AsOf;
};

const LISTED = {
  counsellingId: '0198a2b4-0000-7000-8000-000000000000',
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  counsellorId: 'w-001',
  month: '2026-03',
  day: '2026-03-12',
  minutes: 50,
};
const ACCESS = {
  counsellingId: LISTED.counsellingId,
  counsellorId: 'w-001',
  grantees: ['o-001'],
  decisions: [
    { kind: 'granted', grantee: 'o-001', by: 'w-001', at: '2026-03-12T03:00:00.000Z', reason: '需会商后续干预方案' },
  ],
  readings: [{ by: 'o-001', at: '2026-03-13T03:00:00.000Z', reason: '准备会商' }],
};

/** That sessions took place, for the office and those who read them; what was said, never. */
@Controller('v1/counselling-sessions')
export class CounsellingQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly whereabouts: Whereabouts,
  ) {}

  @GetQuery(
    '',
    CounsellingSessionsQuery,
    READERS,
    { zh: '心理辅导（不含内容）', en: 'Counselling sessions, without what was said' },
    { example: LISTED },
  )
  async list(@Queried() { query, principal }: Question<CounsellingSessionsQuery>): Promise<Page<object>> {
    const { office, month, supervisee, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const asked = {
      ...(month === undefined ? {} : { month }),
      ...(supervisee === undefined ? {} : { superviseeId: supervisee }),
    };
    const filter = { $and: [whose.filter(office), knownTo(principal, whose), asked] };
    const found = await this.rows.page<SessionRow>({ view: SESSIONS, filter, sort: { day: -1 }, ...page });
    const listed = ({ grantees: _g, decisions: _d, readings: _r, ...row }: SessionRow): object => row;
    return { ...found, items: found.items.map(listed) };
  }

  @GetQuery(
    ':counsellingId/access',
    CounsellingAccessQuery,
    READERS,
    { zh: '心理辅导的授权与查阅记录', en: 'Who may read a counselling session, and who did' },
    { example: ACCESS },
  )
  async access(@Queried() { query, principal }: Question<CounsellingAccessQuery>): Promise<Access> {
    const whose = await this.whereabouts.of(principal, query);
    const { row, asOf } = await this.rows.oneAsOf<SessionRow>(SESSIONS, query.counsellingId, query);
    if (!row || !whose.reaches(row) || !decides(principal, whose.officeOf(row), row)) throw notFound();
    const { counsellingId, counsellorId, grantees, decisions, readings } = row;
    return { counsellingId, counsellorId, grantees, decisions, readings, asOf };
  }
}

/** Rows of the own office, those that the caller counselled in, and those that they were granted. */
const knownTo = ({ actor }: Reader, whose: PersonReach): object => ({
  $or: [whose.ownOffice(), { counsellorId: actor }, { grantees: actor }],
});

/** The counsellor, and the head of the person's office: those who say who reads. */
const decides = ({ actor, role, reach }: Reader, officeId: string, { counsellorId }: SessionRow): boolean =>
  actor === counsellorId || (role === 'office-head' && reach.includes(officeId));
