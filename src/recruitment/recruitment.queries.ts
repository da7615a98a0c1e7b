import { Controller } from '@nestjs/common';
import { ChoiceField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inOffice, inReach, reaches } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';

const RECRUITMENTS = 'recruitments';
const APPLICATIONS = 'job-applications';
const STATUSES = ['open', 'closed'] as const;
const STAGES = [
  'received',
  'qualified',
  'unqualified',
  'interviewed',
  'hired',
  'not-hired',
  'withdrawn',
  'appointed',
] as const;
/** Announcements are public (公开): whoever works here can read them, in whatever unit. */
const EVERYBODY: readonly Role[] = ['social-worker', ...POSTS, 'auditor', 'analyst', 'administrator'];
/** Who applied is for those who recruit. */
const RECRUITERS: readonly Role[] = [...POSTS, 'auditor'];

export class RecruitmentsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'open' })
  declare readonly status?: (typeof STATUSES)[number];
}
export class JobApplicationsQuery extends PageQuery {
  @IdField({ path: true }) declare readonly recruitmentId: string;
  @ChoiceField(STAGES, { optional: true, description: '阶段 / stage', example: 'interviewed' })
  declare readonly status?: (typeof STAGES)[number];
}
export class JobApplicationQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly applicationId: string;
}

interface RecruitmentRow {
  readonly recruitmentId: string;
  readonly officeId: string;
  readonly status: string;
  readonly announcedAt: string;
}
interface JobApplicationRow {
  readonly path: readonly string[];
  readonly recruitmentId: string;
  readonly status: string;
  readonly receivedAt: string;
}

const PLACE = { officeId: 'office-cangshan', path: ['city-fuzhou', 'county-minhou', 'office-cangshan'] };
const RECRUITMENT = {
  recruitmentId: '0198a2b4-0000-7000-8000-000000000000',
  ...PLACE,
  status: 'open',
  posts: 1,
  vacant: 2,
  requirements: '社会工作、法学或心理学专业，良好的沟通能力，责任心强',
  announcedAt: '2026-03-02T01:00:00.000Z',
  announcedBy: 'o-001',
  applyUntil: '2026-03-31',
  applications: 5,
  qualified: 3,
  interviewed: 3,
  hired: 0,
  appointed: 0,
  pending: 1,
  closedAt: null,
  closingReason: null,
};
const APPLICATION = {
  applicationId: '0198a2b4-0000-7000-8000-000000000001',
  recruitmentId: RECRUITMENT.recruitmentId,
  ...PLACE,
  status: 'interviewed',
  name: '陈思',
  identityNumber: null,
  phone: '0591-12345678',
  education: '本科，社会工作',
  qualifications: '助理社会工作师',
  experience: '社区服务中心两年',
  receivedAt: '2026-03-03T01:00:00.000Z',
  review: { qualified: true, reasons: '符合招聘条件', by: 'o-001', at: '2026-03-04T01:00:00.000Z' },
  interview: {
    heldOn: '2026-03-09',
    scores: [{ interviewer: 'o-001', score: 86 }],
    average: 86,
    remarks: '沟通能力好',
    by: 'o-001',
  },
  average: 86,
  decision: null,
  withdrawal: null,
  workerId: null,
  appointedOn: null,
};

const RECRUITMENT_LEEWAY: Leeway = { nullable: ['closedAt', 'closingReason'] };
const APPLICATION_LEEWAY: Leeway = {
  nullable: [
    'identityNumber',
    'qualifications',
    'experience',
    'review',
    'interview',
    'average',
    'decision',
    'withdrawal',
    'workerId',
    'appointedOn',
  ],
};

@Controller('v1')
export class RecruitmentQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    'recruitments',
    RecruitmentsQuery,
    EVERYBODY,
    { zh: '招聘公告', en: 'Announced posts' },
    { example: RECRUITMENT, ...RECRUITMENT_LEEWAY },
  )
  announced(@Queried() { query, principal }: Question<RecruitmentsQuery>): Promise<Page<RecruitmentRow>> {
    const { office, status, ...page } = query;
    const filter = {
      ...inOffice(principal, office),
      ...(status === undefined ? {} : { status }),
    };
    return this.rows.page<RecruitmentRow>({ view: RECRUITMENTS, filter, sort: { announcedAt: -1 }, ...page });
  }

  @GetQuery(
    'recruitments/:recruitmentId/job-applications',
    JobApplicationsQuery,
    RECRUITERS,
    { zh: '应聘人员', en: 'Applicants for announced posts' },
    { example: APPLICATION, ...APPLICATION_LEEWAY },
  )
  applicants(@Queried() { query, principal }: Question<JobApplicationsQuery>): Promise<Page<JobApplicationRow>> {
    const { recruitmentId, status, ...page } = query;
    const filter = { ...inReach(principal), recruitmentId, ...(status === undefined ? {} : { status }) };
    return this.rows.page<JobApplicationRow>({ view: APPLICATIONS, filter, sort: { receivedAt: 1 }, ...page });
  }

  @GetQuery(
    'job-applications/:applicationId',
    JobApplicationQuery,
    RECRUITERS,
    { zh: '一名应聘人员', en: 'One applicant' },
    { example: APPLICATION, ...APPLICATION_LEEWAY },
  )
  async one(
    @Queried() { query, principal }: Question<JobApplicationQuery>,
  ): Promise<JobApplicationRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<JobApplicationRow>(APPLICATIONS, query.applicationId, query);
    if (!row || !reaches(principal, row)) throw notFound();
    return { ...row, asOf };
  }
}
