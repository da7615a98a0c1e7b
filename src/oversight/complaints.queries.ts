import { Controller } from '@nestjs/common';
import { ChoiceField, FlagField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inReach, reaches } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { COMPLAINT_KINDS, type ComplaintKind } from './domain/complaints/events.js';

const COMPLAINTS = 'complaints';
const STATUSES = ['received', 'assigned', 'answered', 'closed', 'withdrawn'] as const;
const READERS: readonly Role[] = [...POSTS, 'auditor'];

export class ComplaintsQuery extends PageQuery {
  @IdField({ optional: true, description: '所涉单位 / unit that it is about', example: 'office-cangshan' })
  declare readonly about?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'assigned' })
  declare readonly status?: (typeof STATUSES)[number];
  @ChoiceField(COMPLAINT_KINDS, { optional: true, description: '投诉或建议 / kind', example: 'COMPLAINT' })
  declare readonly kind?: ComplaintKind;
  @IdField({ optional: true, description: '承办人 / assigned to', example: 'o-003' })
  declare readonly assignee?: string;
  @FlagField({ optional: true, description: '逾期未答复 / not answered in time', example: true })
  declare readonly overdue?: boolean;
}

export class ComplaintQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly complaintId: string;
}

interface ComplaintRow {
  readonly path: readonly string[];
  readonly aboutUnitId: string;
  readonly respondentId: string | null;
  readonly assigneeId: string | null;
  readonly status: (typeof STATUSES)[number];
  readonly kind: ComplaintKind;
  readonly overdue: boolean;
}

const EXAMPLE = {
  complaintId: '0198a2b4-0000-7000-8000-000000000000',
  unitId: 'county-minhou',
  aboutUnitId: 'office-cangshan',
  respondentId: 'w-001',
  path: ['city-fuzhou', 'county-minhou'],
  status: 'closed',
  kind: 'COMPLAINT',
  channel: 'LETTER',
  receivedOn: '2026-03-09',
  receivedBy: 'o-004',
  dueOn: '2026-05-08',
  overdue: false,
  complainant: '陈某某',
  phone: '13900000000',
  address: '福州市仓山区某路2号',
  content: '来所报到时无人接待',
  assigneeId: 'o-003',
  answer: { outcome: 'FOUNDED', answeredOn: '2026-03-20', late: false, text: '已核实并整改', by: 'o-003' },
  withdrawal: null,
  closing: { closedOn: '2026-03-25', satisfied: true, remark: '已电话回访', by: 'o-002' },
};

const LEEWAY: Leeway = {
  nullable: [
    'respondentId',
    'complainant',
    'phone',
    'address',
    'assigneeId',
    'answer',
    'withdrawal',
    'closing',
    'closing.satisfied',
    'closing.remark',
  ],
};

/** Nobody reads a complaint about themselves: to them it is as if there were none. */
@Controller('v1/complaints')
export class ComplaintsQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    '',
    ComplaintsQuery,
    READERS,
    { zh: '投诉和建议一览', en: 'Complaints and suggestions' },
    { example: EXAMPLE, ...LEEWAY },
  )
  list(@Queried() { query, principal }: Question<ComplaintsQuery>): Promise<Page<ComplaintRow>> {
    const { about, status, kind, assignee, overdue, ...page } = query;
    const filter = {
      ...inReach(principal),
      respondentId: { $ne: principal.actor },
      ...(about === undefined ? {} : { aboutUnitId: about }),
      ...(status === undefined ? {} : { status }),
      ...(kind === undefined ? {} : { kind }),
      ...(assignee === undefined ? {} : { assigneeId: assignee }),
      ...(overdue === undefined ? {} : { overdue }),
    };
    return this.rows.page<ComplaintRow>({ view: COMPLAINTS, filter, sort: { receivedOn: -1 }, ...page });
  }

  @GetQuery(
    ':complaintId',
    ComplaintQuery,
    READERS,
    { zh: '一件投诉或建议', en: 'One complaint or suggestion' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<ComplaintQuery>): Promise<ComplaintRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<ComplaintRow>(COMPLAINTS, query.complaintId, query);
    if (!row || !reaches(principal, row) || row.respondentId === principal.actor) throw notFound();
    return { ...row, asOf };
  }
}
