import { Controller } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import { ChoiceField, DayField, IdField, PatternField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { type Access, ownFor } from '../platform/auth/access.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inOffice, inReach, reaches, type Scoped } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { TRAINING_KINDS, type TrainingKind } from './domain/events.js';

const READERS: Access = ownFor(['social-worker', ...POSTS, 'auditor']);
const OFFICERS: readonly Role[] = [...POSTS, 'auditor'];
const YEAR = /^(20|21)\d{2}$/;

export class TrainingPlansQuery extends PageQuery {
  @PatternField(YEAR, { optional: true, description: '年度 / year', example: '2026' }) declare readonly year?: string;
}
export class StudySessionsQuery extends PageQuery {
  @ChoiceField(TRAINING_KINDS, { optional: true, description: '类别 / kind', example: 'LEGAL' })
  declare readonly kind?: TrainingKind;
  @DayField({ optional: true, description: '自何日 / held from', example: '2026-01-01' }) declare readonly from?: Day;
  @DayField({ optional: true, description: '至何日 / held until', example: '2026-12-31' }) declare readonly until?: Day;
}
export class TrainingRecordsQuery extends PageQuery {
  @PatternField(YEAR, { optional: true, description: '年度 / year', example: '2026' }) declare readonly year?: string;
  @IdField({ optional: true, description: '司法所 / office', example: 'office-1' }) declare readonly office?: string;
}
export class TrainingRecordQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly workerId: string;
  @PatternField(YEAR, { path: true, description: '年度 / year', example: '2026' }) declare readonly year: string;
}

interface PlanRow {
  readonly path: readonly string[];
  readonly unitId: string;
  readonly year: string;
}
interface SessionRow {
  readonly path: readonly string[];
  readonly sessionId: string;
  readonly kind: TrainingKind;
  readonly heldOn: Day;
}
interface RecordRow extends Scoped {
  readonly officeId: string;
  readonly year: string;
}

const TOPIC = { kind: 'LEGAL', title: '社区矫正法实施办法', month: '2026-05', hours: 4 };
const PLAN = {
  unitId: 'county-minhou',
  path: ['city-fuzhou', 'county-minhou'],
  year: '2026',
  version: 1,
  topics: [TOPIC],
  hours: { POLITICAL: 0, LEGAL: 4, PROFESSIONAL: 0, DOCUMENT_WRITING: 0 },
  earlier: [],
};
const STUDY = { sessionId: '0198a2b4-0000-7000-8000-000000000000', kind: 'LEGAL', title: '社区矫正法实施办法' };
const SESSION = {
  ...STUDY,
  unitId: 'county-minhou',
  path: ['city-fuzhou', 'county-minhou'],
  heldOn: '2026-03-06',
  hours: 4,
  attended: 21,
  absent: 1,
};
const RECORD = {
  workerId: 'w-001',
  officeId: 'office-1',
  path: ['city-fuzhou', 'county-minhou', 'office-1'],
  year: '2026',
  hours: { POLITICAL: 0, LEGAL: 4, PROFESSIONAL: 0, DOCUMENT_WRITING: 0 },
  attended: 1,
  absent: 0,
  studies: [
    {
      ...STUDY,
      unitId: 'county-minhou',
      heldOn: '2026-03-06',
      hours: 4,
      attended: true,
      result: 'PASSED',
      remark: null,
    },
  ],
};

const RECORD_LEEWAY: Leeway = { nullable: ['studies.result', 'studies.remark'] };

@Controller('v1')
export class TrainingQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    'training-plans',
    TrainingPlansQuery,
    OFFICERS,
    { zh: '年度培训计划', en: 'Training plans' },
    { example: PLAN },
  )
  plans(@Queried() { query, principal }: Question<TrainingPlansQuery>): Promise<Page<PlanRow>> {
    const { year, ...page } = query;
    const filter = { ...inReach(principal), ...(year === undefined ? {} : { year }) };
    return this.rows.page<PlanRow>({ view: 'training-plans', filter, sort: { year: -1, unitId: 1 }, ...page });
  }

  @GetQuery(
    'study-sessions',
    StudySessionsQuery,
    OFFICERS,
    { zh: '集中学习', en: 'Study sessions' },
    { example: SESSION },
  )
  sessions(@Queried() { query, principal }: Question<StudySessionsQuery>): Promise<Page<SessionRow>> {
    const { kind, from, until, ...page } = query;
    const held = { ...(from === undefined ? {} : { $gte: from }), ...(until === undefined ? {} : { $lte: until }) };
    const filter = {
      ...inReach(principal),
      ...(kind === undefined ? {} : { kind }),
      ...(from === undefined && until === undefined ? {} : { heldOn: held }),
    };
    return this.rows.page<SessionRow>({ view: 'study-sessions', filter, sort: { heldOn: -1 }, ...page });
  }

  @GetQuery(
    'training-records',
    TrainingRecordsQuery,
    READERS,
    { zh: '培训学习情况', en: 'Training records' },
    { example: RECORD, ...RECORD_LEEWAY },
  )
  records(@Queried() { query, principal }: Question<TrainingRecordsQuery>): Promise<Page<RecordRow>> {
    const { year, office, ...page } = query;
    const filter = {
      ...inReach(principal),
      ...(year === undefined ? {} : { year }),
      ...inOffice(principal, office),
    };
    return this.rows.page<RecordRow>({ view: 'training-records', filter, sort: { year: -1, workerId: 1 }, ...page });
  }

  @GetQuery(
    'social-workers/:workerId/training-records/:year',
    TrainingRecordQuery,
    READERS,
    { zh: '一名社工的培训学习情况', en: "A social worker's training record of a year" },
    { example: RECORD, ...RECORD_LEEWAY },
  )
  async record(@Queried() { query, principal }: Question<TrainingRecordQuery>): Promise<RecordRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<RecordRow>(
      'training-records',
      `${query.workerId}:${query.year}`,
      query,
    );
    if (!row || !reaches(principal, row)) throw notFound();
    return { ...row, asOf };
  }
}
