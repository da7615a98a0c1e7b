import { Controller } from '@nestjs/common';
import { dayAt } from '../kernel/day.js';
import { FlagField, IdField, PatternField } from '../kernel/fields.js';
import type { Title } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { Clock } from '../platform/clock.js';
import { PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';

const WORKLIST = 'worklist';
const WORKING: readonly Role[] = ['social-worker', ...POSTS];

export class WorklistQuery extends PageQuery {
  @PatternField(/^[a-z-]{1,64}$/, { optional: true, description: '事项 / kind of task', example: 'plan-review' })
  declare readonly task?: string;
  @PatternField(/^[A-Z]{2,4}-\d{1,2}$/, { optional: true, description: '依据 / rule', example: 'PLN-1' })
  declare readonly rule?: string;
  @IdField({
    optional: true,
    description: '社区矫正对象 / supervisee',
    example: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  })
  declare readonly supervisee?: string;
  @FlagField({ optional: true, description: '已超过期限 / past its last day', example: true })
  declare readonly overdue?: boolean;
}

interface TaskRow {
  readonly task: string;
  readonly rule: string;
  readonly title: Title;
  readonly unit: string;
  readonly addressed: boolean;
  readonly roles: readonly Role[];
  readonly from: string;
  readonly dueOn: string | null;
  readonly about: { readonly category: string; readonly id: string };
  readonly superviseeId: string | null;
  readonly workerId: string | null;
  readonly fact: { readonly type: string; readonly position: number; readonly at: string; readonly by: string };
  readonly path: readonly string[];
  readonly state: object;
}

type Shown = Omit<TaskRow, 'path' | 'state' | 'roles' | 'addressed'> & { readonly overdue: boolean };

@Controller('v1/worklist')
export class WorklistQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    private readonly whereabouts: Whereabouts,
  ) {}

  /** What is the caller's to do, by post and unit, the oldest first: what, by which rule, because of which fact, since when. */
  @GetQuery(
    '',
    WorklistQuery,
    WORKING,
    { zh: '待办事项', en: 'Worklist' },
    {
      example: {
        task: 'plan-review',
        rule: 'PLN-1',
        title: { zh: '评估矫正方案', en: 'Review the plan' },
        unit: 'office-cangshan',
        from: '2026-06-06T16:00:00.000Z',
        dueOn: '2026-06-07',
        overdue: false,
        about: { category: 'supervisee', id: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11' },
        superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
        workerId: null,
        fact: { type: 'CorrectionPlanApproved', position: 421, at: '2026-03-09T01:20:00.000Z', by: 'o-001' },
      },
      nullable: ['dueOn', 'superviseeId'],
    },
  )
  async mine(@Queried() { query, principal }: Question<WorklistQuery>): Promise<Page<Shown>> {
    const { task, rule, supervisee, overdue, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const now = this.clock.now();
    const today = dayAt(now);
    const asked = {
      roles: { $in: WORKING.filter((role) => role === principal.role) },
      from: { $lte: now },
      // What a worker has to do about themselves is theirs alone to see.
      ...(principal.role === 'social-worker' ? { workerId: { $in: [null, principal.actor] } } : {}),
      ...(task === undefined ? {} : { task }),
      ...(rule === undefined ? {} : { rule }),
      ...(supervisee === undefined ? {} : { superviseeId: supervisee }),
      ...(overdue === undefined ? {} : { dueOn: overdue ? { $lt: today } : { $not: { $lt: today } } }),
    };
    const filter = { $and: [whose.tasks(), asked] };
    const found = await this.rows.page<TaskRow>({ view: WORKLIST, filter, sort: { from: 1 }, ...page });
    const items = found.items.map(({ path: _path, state: _state, roles: _roles, addressed, ...row }) => ({
      ...row,
      unit: whose.unitOf({ ...row, addressed }),
      overdue: row.dueOn !== null && row.dueOn < today,
    }));
    return { ...found, items };
  }
}
