import { Controller } from '@nestjs/common';
import { ChoiceField, PatternField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { INSTALLATION } from '../kernel/roles.js';
import { DueJournal } from '../platform/due/due-journal.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { ReactionJournal } from '../platform/reactions/reaction-journal.js';
import { ViewAdmin } from '../platform/read-store/view-admin.js';
import {
  type DueReport,
  dueReport,
  type FollowUpReport,
  followUpReport,
  type QuarantineReport,
  quarantineReport,
  type RequestReport,
  requestReport,
  type ViewStatus,
  viewStatus,
} from './reports.js';
import { OPERATORS } from './views.controller.js';

export class ViewsQuery {}
export class QuarantineQuery {}
export class DueQuery {}

export class RequestQuery {
  @PatternField(/^[0-9a-f-]{36}$/, {
    path: true,
    description: '指令编号 / id of the order',
    example: '0199aa10-7d1c-7c3e-9f52-5b1f6a3c2d10',
  })
  declare readonly requestId: string;
}

const STATUSES = ['parked', 'rejected', 'settled'] as const;

export class FollowUpsQuery {
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status; parked unless given', example: 'parked' })
  declare readonly status?: (typeof STATUSES)[number];
}

const COMPARISON = { rows: 112, liveRows: 112, compared: 112, differing: 0, examples: [] };
const VERSION = {
  ...{ id: 'supervisee-roster@4.001', state: 'building', position: 10482, recordedAt: '2026-03-09T00:30:00.000Z' },
  ...{ lagEvents: 1200, lagSeconds: 86_400.5, rate: 400.5, remainingSeconds: 3.5, healthy: true, hold: true },
  ...{ comparison: COMPARISON, updatedAt: '2026-03-09T00:30:01.000Z' },
};
const VIEW = {
  ...{ view: 'supervisee-roster', live: 4.001, previous: 3, switchedAt: '2026-03-01T00:00:00.000Z' },
  ...{ rows: 112, previousRows: 110, versions: [VERSION] },
};
const VIEWS_LEEWAY: Leeway = {
  nullable: [
    ...['items.previous', 'items.previousRows', 'items.versions.recordedAt', 'items.versions.remainingSeconds'],
    'items.versions.comparison',
  ],
  open: ['items.versions.comparison'],
};
const QUARANTINED = {
  ...{ view: 'supervisee-roster@4', key: 's-001', error: { name: 'Error', message: 'Cannot take it' } },
  ...{ event: { position: 10482, type: 'SuperviseeRegistered' }, at: '2026-03-09T00:30:00.000Z' },
};
const REQUEST = {
  ...{ requestId: '0199aa10-7d1c-7c3e-9f52-5b1f6a3c2d10', kind: 'rebuild', view: 'supervisee-roster', key: null },
  ...{ status: 'done', result: { build: 'supervisee-roster@4.001' }, at: '2026-03-09T00:30:00.000Z', by: 'admin-1' },
};
const FOLLOW_UP = {
  ...{ followUpId: '31995968-7a7c-5641-a39e-f250fe5091e8', reaction: 'attendance-leave-coverage', status: 'parked' },
  ...{ code: 'STORE_UNAVAILABLE', message: 'a database is away', command: 'NoteLeave' },
  event: { stream: 'leave-w-001', revision: 3, position: 10482, type: 'LeaveApproved' },
  at: '2026-03-09T00:30:00.000Z',
};
const DUE = {
  ...{ kind: 'missed-week', key: 's-001', dueAt: '2026-03-15T16:00:00.000Z', command: 'RecordMissedWeek' },
  ...{ commandId: '31995968-7a7c-5641-a39e-f250fe5091e8', status: 'rejected', code: 'NOT_FOUND' },
  ...{ message: 'No such record', attempts: 2, nextTryAt: '2026-03-15T16:10:00.000Z' },
};

/** What whoever runs the service has to know. It belongs to the installation as a whole, and says nothing of persons but ids. */
@Controller('v1/operations')
export class OperationsQueries {
  constructor(
    private readonly admin: ViewAdmin,
    private readonly followUps: ReactionJournal,
    private readonly moments: DueJournal,
  ) {}

  @GetQuery(
    'views',
    ViewsQuery,
    OPERATORS,
    { zh: '视图状态', en: 'How the views do' },
    { example: { items: [VIEW] }, ...VIEWS_LEEWAY },
  )
  async views(@Queried() question: Question<ViewsQuery>): Promise<{ items: ViewStatus[] }> {
    wholeInstallation(question);
    return { items: (await this.admin.views()).map(viewStatus) };
  }

  @GetQuery(
    'quarantine',
    QuarantineQuery,
    OPERATORS,
    { zh: '被隔离的行', en: 'What waits in quarantine' },
    { example: { items: [QUARANTINED] }, nullable: ['items.key'] },
  )
  async quarantine(@Queried() question: Question<QuarantineQuery>): Promise<{ items: QuarantineReport[] }> {
    wholeInstallation(question);
    return { items: (await this.admin.quarantine()).map(quarantineReport) };
  }

  @GetQuery(
    'requests/:requestId',
    RequestQuery,
    OPERATORS,
    { zh: '指令结果', en: 'What became of an order' },
    { example: REQUEST, open: ['result'], nullable: ['result'] },
  )
  async request(@Queried() question: Question<RequestQuery>): Promise<RequestReport> {
    wholeInstallation(question);
    const found = await this.admin.result(question.query.requestId);
    if (!found) throw notFound();
    return requestReport(found);
  }

  @GetQuery(
    'follow-ups',
    FollowUpsQuery,
    OPERATORS,
    { zh: '未顺利完成的后续命令', en: 'Commands that facts led to and that did not simply succeed' },
    { example: { items: [FOLLOW_UP] } },
  )
  async followUpsOf(@Queried() question: Question<FollowUpsQuery>): Promise<{ items: FollowUpReport[] }> {
    wholeInstallation(question);
    return { items: (await this.followUps.list(question.query.status ?? 'parked')).map(followUpReport) };
  }

  @GetQuery(
    'due-moments',
    DueQuery,
    OPERATORS,
    { zh: '未顺利通过的到期事项', en: 'Due moments that did not simply pass' },
    { example: { items: [DUE] } },
  )
  async due(@Queried() question: Question<DueQuery>): Promise<{ items: DueReport[] }> {
    wholeInstallation(question);
    return { items: [...(await this.moments.open()).values()].map(dueReport) };
  }
}

const wholeInstallation = ({ principal }: Question<object>): void => {
  if (principal.unit !== INSTALLATION) throw notFound();
};
