import { Controller } from '@nestjs/common';
import { type Day, dayAt } from '../kernel/day.js';
import { ChoiceField, FlagField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { Clock } from '../platform/clock.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';
import { APPLICATION_KINDS, type ApplicationKind } from './domain/events.js';

const APPLICATIONS = 'intake-applications';
const STATUSES = ['received', 'investigating', 'investigated', 'concluded', 'withdrawn'] as const;
const CLOSED = ['concluded', 'withdrawn'];
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class ApplicationsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'received' })
  declare readonly status?: (typeof STATUSES)[number];
  @ChoiceField(APPLICATION_KINDS, { optional: true, description: '申请或委托 / kind', example: 'COMMISSION' })
  declare readonly kind?: ApplicationKind;
  @FlagField({ optional: true, description: '逾期未办结 / due to be concluded and not', example: true })
  declare readonly overdue?: boolean;
  @IdField({ optional: true, description: '关联的社区矫正对象 / supervisee that it is linked to' })
  declare readonly supervisee?: string;
}

export class ApplicationQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly intakeId: string;
}

interface ApplicationRow {
  readonly path: readonly string[];
  readonly officeId: string;
  readonly status: string;
  readonly kind: ApplicationKind;
  readonly dueOn: Day;
  readonly superviseeId: string | null;
}

const EXAMPLE = {
  intakeId: '0198a2b4-0000-7000-8000-000000000000',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  status: 'concluded',
  kind: 'COMMISSION',
  source: 'INSTITUTION',
  applicant: '福州市仓山区人民法院',
  documentNumber: '（2026）闽0104委调3号',
  aboutName: '林某某',
  aboutIdentityNumber: null,
  aboutAddress: '福州市仓山区某路1号',
  request: '委托对拟适用缓刑的被告人调查评估',
  receivedOn: '2026-03-02',
  receivedBy: 'w-001',
  dueOn: '2026-03-16',
  investigations: [
    {
      investigation: 1,
      investigators: ['w-001', 'o-001'],
      openedOn: '2026-03-03',
      openedBy: 'o-002',
      finishedOn: '2026-03-06',
      recommendation: 'SUITABLE',
      background: '本地户籍，长期在当地务工',
      family: '与父母同住，家人愿意协助监督',
      mentalHealth: '情绪稳定，无异常',
      conclusion: '社会危险性低，对所居住社区无重大不良影响',
      reportedBy: 'w-001',
    },
  ],
  conclusion: {
    eligible: true,
    concludedOn: '2026-03-09',
    late: false,
    reasons: '经社会调查，符合社区矫正条件',
    by: 'o-002',
  },
  withdrawal: null,
  superviseeId: null,
  wrongLinks: [{ reason: '同名误关联，经核对非同一人', by: 'o-002', at: '2026-03-20T01:00:00.000Z' }],
};

const LEEWAY: Leeway = {
  nullable: [
    'documentNumber',
    'aboutIdentityNumber',
    'aboutAddress',
    'investigations.finishedOn',
    'investigations.recommendation',
    'investigations.background',
    'investigations.family',
    'investigations.mentalHealth',
    'investigations.conclusion',
    'investigations.reportedBy',
    'conclusion',
    'withdrawal',
    'superviseeId',
  ],
};

@Controller('v1/applications')
export class IntakeQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    private readonly whereabouts: Whereabouts,
  ) {}

  @GetQuery(
    '',
    ApplicationsQuery,
    READERS,
    { zh: '申请和委托一览', en: 'Applications' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async applications(@Queried() { query, principal }: Question<ApplicationsQuery>): Promise<Page<ApplicationRow>> {
    const { office, status, kind, overdue, supervisee, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const late = { dueOn: { $lt: dayAt(this.clock.now()) }, status: { $nin: CLOSED } };
    const filter = {
      $and: [
        whose.filter(office),
        status === undefined ? {} : { status },
        kind === undefined ? {} : { kind },
        supervisee === undefined ? {} : { superviseeId: supervisee },
        overdue === undefined ? {} : overdue ? late : { $nor: [late] },
      ],
    };
    return this.rows.page<ApplicationRow>({ view: APPLICATIONS, filter, sort: { receivedOn: -1 }, ...page });
  }

  @GetQuery(
    ':intakeId',
    ApplicationQuery,
    READERS,
    { zh: '一份申请或委托', en: 'One application with its investigations and conclusion' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<ApplicationQuery>): Promise<ApplicationRow & { asOf: AsOf }> {
    const whose = await this.whereabouts.of(principal, query);
    const { row, asOf } = await this.rows.oneAsOf<ApplicationRow>(APPLICATIONS, query.intakeId, query);
    if (!row || !whose.reaches(row)) throw notFound();
    return { ...row, asOf };
  }
}
