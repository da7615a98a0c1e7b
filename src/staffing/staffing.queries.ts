import { Controller, Inject } from '@nestjs/common';
import type { Jurisdictions } from '../kernel/context.js';
import { type Day, dayAt } from '../kernel/day.js';
import { IdField } from '../kernel/fields.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { JURISDICTIONS } from '../platform/auth/jurisdictions.js';
import { Clock } from '../platform/clock.js';
import { PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inReach } from '../platform/read-store/reach.js';
import { type After, type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { suggestedPosts } from './suggested-posts.js';

const READERS: readonly Role[] = [...POSTS, 'auditor', 'analyst'];
const UNITS = 'units';
/** Of each view, the rows that count for an office, and what is counted. */
const COUNTED = {
  filled: { view: 'social-worker-roster', filter: { status: 'serving' }, sum: 1 },
  supervisees: { view: 'supervisee-roster', filter: { status: 'registered' }, sum: 1 },
  plans: { view: 'correction-plans', filter: { inForce: { $ne: null }, ended: false }, sum: 1 },
  established: { view: 'worker-posts', filter: {}, sum: '$posts' },
} as const;
type Counted = keyof typeof COUNTED;

export class WorkerPostsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
}

interface UnitRow {
  readonly unitId: string;
  readonly name: string;
  readonly path: readonly string[];
}
interface StaffingRow {
  readonly officeId: string;
  readonly name: string;
  readonly path: readonly string[];
  readonly established: number;
  readonly filled: number;
  readonly vacant: number;
  /** More serve than there are posts for. */
  readonly over: number;
  readonly supervisees: number;
  readonly plans: number;
  readonly suggested: number;
}

const EXAMPLE = {
  officeId: 'office-cangshan',
  name: '仓山司法所',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  established: 4,
  filled: 3,
  vacant: 1,
  over: 0,
  supervisees: 52,
  plans: 48,
  suggested: 4,
};

@Controller('v1/worker-posts')
export class StaffingQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    @Inject(JURISDICTIONS) private readonly jurisdictions: Pick<Jurisdictions, 'policyOn' | 'standsFor'>,
  ) {}

  /**
   * Every open office, also one that has no posts yet. Who served and was supervised at offices that were merged into it counts for it;
   * their posts went with them, and the county settles anew how many it has.
   */
  @GetQuery(
    '',
    WorkerPostsQuery,
    READERS,
    {
      zh: '社工岗位：核定、在岗、空缺与建议数',
      en: 'Posts for social workers: established, filled, vacant, suggested',
    },
    { example: EXAMPLE },
  )
  async posts(@Queried() { query, principal }: Question<WorkerPostsQuery>): Promise<Page<StaffingRow>> {
    const { office, ...page } = query;
    const one = office === undefined ? {} : { unitId: office };
    const filter = { ...inReach(principal), kind: 'OFFICE', open: true, ...one };
    const offices = await this.rows.page<UnitRow>({ view: UNITS, filter, sort: { unitId: 1 }, ...page });
    const shown = await this.shown(page);
    const today = dayAt(this.clock.now());
    const items = await Promise.all(offices.items.map((unit) => this.staffingOf(unit, today)));
    return { items, next: offices.next, asOf: shown.reduce(earlier, offices.asOf) };
  }

  private shown(after: After): Promise<AsOf[]> {
    return Promise.all(Object.values(COUNTED).map(({ view }) => this.rows.asOf(view, after)));
  }

  private async staffingOf({ unitId: officeId, name, path }: UnitRow, today: Day): Promise<StaffingRow> {
    const ids = await this.jurisdictions.standsFor(officeId);
    const { rules } = await this.jurisdictions.policyOn(today, path);
    const [established, filled, supervisees, plans] = await Promise.all([
      this.count('established', [officeId]),
      this.count('filled', ids),
      this.count('supervisees', ids),
      this.count('plans', ids),
    ]);
    const posts = {
      established,
      filled,
      vacant: Math.max(0, established - filled),
      over: Math.max(0, filled - established),
    };
    const suggested = suggestedPosts({ supervisees, plans }, rules.staffing);
    return { officeId, name, path, ...posts, supervisees, plans, suggested };
  }

  private async count(what: Counted, offices: readonly string[]): Promise<number> {
    const { view, filter, sum } = COUNTED[what];
    const wanted = { ...filter, officeId: { $in: [...offices] } };
    const group = { $group: { _id: null, count: { $sum: sum } } };
    const [found] = await this.rows.aggregate<object, { count: number }>(view, wanted, [group]);
    return found?.count ?? 0;
  }
}

/** What several views together show: no more than the one that is furthest behind. */
const earlier = (one: AsOf, other: AsOf): AsOf => ({
  ...(one.position <= other.position ? one : other),
  stale: one.stale || other.stale,
});
