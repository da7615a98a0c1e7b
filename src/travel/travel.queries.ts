import { Controller } from '@nestjs/common';
import { type Day, dayAt } from '../kernel/day.js';
import { ChoiceField, FlagField, IdField } from '../kernel/fields.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { Clock } from '../platform/clock.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';

const STATUSES = ['pending', 'approved', 'rejected', 'withdrawn', 'returned'] as const;
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class TravelPermitsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @IdField({
    optional: true,
    description: '社区矫正对象 / supervisee',
    example: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  })
  declare readonly supervisee?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'approved' })
  declare readonly status?: (typeof STATUSES)[number];
  @ChoiceField(POSTS, { optional: true, description: '待何职务签批 / waits for', example: 'office-head' })
  declare readonly awaiting?: (typeof POSTS)[number];
  @FlagField({ optional: true, description: '逾期未归 / not back after the last day', example: true })
  declare readonly overdue?: boolean;
}

interface PermitRow {
  readonly path: readonly string[];
  readonly officeId: string;
  readonly superviseeId: string;
  readonly status: (typeof STATUSES)[number];
  readonly awaiting: string | null;
  readonly from: Day;
  readonly to: Day;
}

const EXAMPLE = {
  permitId: '0198a2b4-0000-7000-8000-000000000000',
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  status: 'approved',
  from: '2026-03-23',
  to: '2026-03-30',
  days: 8,
  destination: '厦门市湖里区',
  reason: '母亲住院，前往照料',
  approver: 'deputy-director',
  awaiting: null,
  overdueSince: null,
  returnedOn: null,
  daysLate: 0,
  history: [
    { action: 'requested', actor: 'w-001', role: 'social-worker', at: '2026-03-20T01:00:00.000Z' },
    { action: 'endorsed', actor: 'o-001', role: 'office-head', at: '2026-03-20T02:00:00.000Z', opinion: '同意上报' },
    { action: 'approved', actor: 'o-002', role: 'deputy-director', at: '2026-03-20T03:00:00.000Z', opinion: '同意' },
  ],
};

const LEEWAY: Leeway = { nullable: ['awaiting', 'overdueSince', 'returnedOn'], optional: ['history.opinion'] };

@Controller('v1/travel-permits')
export class TravelQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  @GetQuery('', TravelPermitsQuery, READERS, { zh: '外出审批', en: 'Travel permits' }, { example: EXAMPLE, ...LEEWAY })
  async all(@Queried() { query, principal }: Question<TravelPermitsQuery>): Promise<Page<PermitRow>> {
    const { office, supervisee, status, awaiting, overdue, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const filter = {
      $and: [
        whose.filter(office),
        await this.shield.filterByPerson(principal),
        {
          ...(supervisee === undefined ? {} : { superviseeId: supervisee }),
          ...(status === undefined ? {} : { status }),
          ...(awaiting === undefined ? {} : { awaiting }),
        },
        ...(overdue === undefined ? [] : [this.overdue(overdue)]),
      ],
    };
    return this.rows.page<PermitRow>({ view: 'travel-permits', filter, sort: { from: -1, permitId: -1 }, ...page });
  }

  /** By the clock, so from the first minute of the day after. */
  private overdue(is: boolean): object {
    const late = { status: 'approved', to: { $lt: dayAt(this.clock.now()) } };
    return is ? late : { $nor: [late] };
  }
}
