import { Controller } from '@nestjs/common';
import { ChoiceField, IdField } from '../kernel/fields.js';
import { POSTS } from '../kernel/roles.js';
import { type Access, ownFor } from '../platform/auth/access.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inOffice, inReach, type Scoped } from '../platform/read-store/reach.js';
import { type Page, ReadStore } from '../platform/read-store/read-store.js';
import { LEAVE_KINDS, type LeaveKind } from './domain/events.js';

const STATUSES = [
  'provisional',
  'pending',
  'returned',
  'approved',
  'rejected',
  'withdrawn',
  'cancelled',
  'lapsed',
] as const;
const READERS: Access = ownFor(['social-worker', ...POSTS, 'auditor']);

export class LeaveLedgerQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-1' }) declare readonly office?: string;
  @IdField({ optional: true, description: '社工 / social worker', example: 'w-001' })
  declare readonly worker?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'approved' })
  declare readonly status?: (typeof STATUSES)[number];
  @ChoiceField(LEAVE_KINDS, { optional: true, description: '假别 / kind', example: 'PERSONAL' })
  declare readonly kind?: LeaveKind;
}

/** The fields of a request's rows that lists are filtered by. */
interface LeaveRow extends Scoped {
  readonly officeId: string;
  readonly status: string;
  readonly kind: string;
}

export const REQUEST_EXAMPLE = {
  requestId: '0198a2b4-0000-7000-8000-000000000000',
  workerId: 'w-001',
  officeId: 'office-1',
  path: ['city-1', 'county-1', 'office-1'],
  kind: 'PERSONAL',
  from: '2026-03-10:AM',
  to: '2026-03-11:AM',
  sessions: ['2026-03-10:AM', '2026-03-10:PM', '2026-03-11:AM'],
  days: 1.5,
  runDays: 1.5,
  beyondDelegation: false,
  reason: '家中有事',
  approver: 'deputy-director',
};
const LEDGER_EXAMPLE = {
  ...REQUEST_EXAMPLE,
  endorsers: ['office-head'],
  requestedAt: '2026-03-09T00:10:00.000Z',
  status: 'pending',
  awaiting: 'deputy-director',
  cancelledDays: 0,
  notice: null,
  formDueOn: null,
  clearBy: null,
  clearedOn: null,
  clearedLate: false,
  history: [
    { action: 'requested', actor: 'w-001', role: 'social-worker', at: '2026-03-09T00:10:00.000Z' },
    {
      action: 'endorsed',
      actor: 'o-001',
      role: 'office-head',
      by: 'office-head',
      at: '2026-03-09T01:00:00.000Z',
      opinion: '情况属实，同意上报',
    },
  ],
};

const LEDGER_LEEWAY: Leeway = {
  nullable: ['awaiting', 'notice', 'formDueOn', 'clearBy', 'clearedOn'],
  optional: ['history.by', 'history.opinion'],
};

@Controller('v1/leave-requests')
export class LeaveQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    '',
    LeaveLedgerQuery,
    READERS,
    { zh: '请假台账', en: 'Leave ledger' },
    { example: LEDGER_EXAMPLE, ...LEDGER_LEEWAY },
  )
  ledger(@Queried() { query, principal }: Question<LeaveLedgerQuery>): Promise<Page<LeaveRow>> {
    const { office, worker, status, kind, ...page } = query;
    const asked = { workerId: worker, status, kind };
    // Both conditions on the worker must hold: whose rows are asked for, and whose the caller may see.
    const filter = { $and: [inReach(principal), inOffice(principal, office), given(asked)] };
    return this.rows.page<LeaveRow>({ view: 'leave-ledger', filter, sort: { requestedAt: -1 }, ...page });
  }
}

/** The conditions that were asked for. */
const given = (conditions: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(conditions).filter((entry): entry is [string, string] => entry[1] !== undefined));
