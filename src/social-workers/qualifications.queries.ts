import { Controller } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import { ChoiceField, DayField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS } from '../kernel/roles.js';
import { type Access, ownFor } from '../platform/auth/access.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inOffice, inReach, reaches, type Scoped } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { QUALIFICATION_KINDS, type QualificationKind } from './domain/qualifications/events.js';

const FILES = 'worker-qualifications';
const READERS: Access = ownFor(['social-worker', ...POSTS, 'auditor', 'administrator']);

export class QualificationsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-1' }) declare readonly office?: string;
  @ChoiceField(QUALIFICATION_KINDS, {
    optional: true,
    description: '持有类别 / holds one of this kind',
    example: 'LAW',
  })
  declare readonly kind?: QualificationKind;
  @DayField({
    optional: true,
    description: '至该日到期（含已过期） / something expires, or has expired, by this day',
    example: '2026-06-30',
  })
  declare readonly expiresBy?: Day;
}

export class QualificationFileQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly workerId: string;
}

interface FileRow extends Scoped {
  readonly officeId: string;
  readonly kinds: readonly string[];
  readonly earliestExpiry: Day | null;
}

const EXAMPLE = {
  workerId: 'w-001',
  officeId: 'office-1',
  path: ['city-1', 'county-1', 'office-1'],
  certificates: [
    {
      qualificationId: '0198a2b4-0000-7000-8000-000000000000',
      kind: 'PSYCHOLOGY',
      title: '心理咨询师二级',
      number: '1913000000300123',
      issuer: '福建省人力资源和社会保障厅',
      issuedOn: '2024-06-01',
      expiresOn: '2027-05-31',
      renewals: [],
      withdrawn: null,
    },
  ],
  kinds: ['PSYCHOLOGY'],
  earliestExpiry: '2027-05-31',
  level: 'ASSISTANT_SOCIAL_WORKER',
  levels: [{ level: 'ASSISTANT_SOCIAL_WORKER', on: '2025-09-01', number: '20250635010012' }],
  examinations: [{ level: 'ASSISTANT_SOCIAL_WORKER', satOn: '2025-06-14', passed: true }],
};

const LEEWAY: Leeway = { nullable: ['certificates.expiresOn', 'certificates.withdrawn', 'earliestExpiry', 'level'] };

@Controller('v1')
export class QualificationsQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    'qualifications',
    QualificationsQuery,
    READERS,
    { zh: '社工资格', en: 'Qualifications of social workers' },
    { example: EXAMPLE, ...LEEWAY },
  )
  all(@Queried() { query, principal }: Question<QualificationsQuery>): Promise<Page<FileRow>> {
    const { office, kind, expiresBy, ...page } = query;
    const filter = {
      ...inReach(principal),
      ...inOffice(principal, office),
      ...(kind === undefined ? {} : { kinds: kind }),
      ...(expiresBy === undefined ? {} : { earliestExpiry: { $ne: null, $lte: expiresBy } }),
    };
    return this.rows.page<FileRow>({ view: FILES, filter, sort: { workerId: 1 }, ...page });
  }

  @GetQuery(
    'social-workers/:workerId/qualifications',
    QualificationFileQuery,
    READERS,
    { zh: '一名社工的资格', en: "A social worker's qualifications" },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<QualificationFileQuery>): Promise<FileRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<FileRow>(FILES, query.workerId, query);
    if (!row || !reaches(principal, row)) throw notFound();
    return { ...row, asOf };
  }
}
