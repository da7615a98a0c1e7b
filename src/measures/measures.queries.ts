import { Controller } from '@nestjs/common';
import { type Day, dayAt, type Instant } from '../kernel/day.js';
import { ChoiceField, FlagField, IdField } from '../kernel/fields.js';
import { type Post, POSTS, type Role } from '../kernel/roles.js';
import { Clock } from '../platform/clock.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';
import { type MeasureKind, REWARDS, SANCTIONS } from './domain/measure/events.js';
import { MEASURE_EXAMPLE, MONITORING_EXAMPLE } from './measure-examples.js';

const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];
const MEASURE_STATUSES = ['drafted', 'endorsed', 'returned', 'refused', 'decided', 'sent', 'answered'] as const;
const ORDER_STATUSES = ['drafted', 'approved', 'refused', 'ended', 'expired'] as const;
const SUPERVISEE = '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11';

abstract class OfSupervisees extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @IdField({ optional: true, description: '社区矫正对象 / supervisee', example: SUPERVISEE })
  declare readonly supervisee?: string;
}
export class MeasuresQuery extends OfSupervisees {
  @ChoiceField([...SANCTIONS, ...REWARDS], { optional: true, description: '种类 / kind', example: 'ADMONITION' })
  declare readonly kind?: MeasureKind;
  @FlagField({ optional: true, description: '奖励或处罚 / rewards, or sanctions', example: false })
  declare readonly reward?: boolean;
  @ChoiceField(MEASURE_STATUSES, { optional: true, description: '状态 / status', example: 'endorsed' })
  declare readonly status?: (typeof MEASURE_STATUSES)[number];
  @ChoiceField(POSTS, { optional: true, description: '待何职务签批 / waits for', example: 'deputy-director' })
  declare readonly awaiting?: Post;
}
export class MonitoringQuery extends OfSupervisees {
  @ChoiceField(ORDER_STATUSES, { optional: true, description: '状态 / status', example: 'approved' })
  declare readonly status?: (typeof ORDER_STATUSES)[number];
  @FlagField({ optional: true, description: '待批准 / waits for approval', example: true })
  declare readonly pending?: boolean;
  @FlagField({ optional: true, description: '已到期 / has run out', example: true }) declare readonly expired?: boolean;
}

interface OfOffice {
  readonly path: readonly string[];
  readonly officeId: string;
  readonly superviseeId: string;
}
interface MeasureRow extends OfOffice {
  readonly kind: MeasureKind;
  readonly reward: boolean;
  readonly status: string;
  readonly awaiting: readonly Post[];
  readonly draftedAt: Instant;
}
interface OrderRow extends OfOffice {
  readonly status: string;
  readonly to: Day | null;
  readonly draft: object | null;
}

const MEASURE_LEEWAY: Leeway = { nullable: ['sent', 'answer'], optional: ['history.opinion'] };
const MONITORING_LEEWAY: Leeway = { nullable: ['to', 'draft', 'endedOn', 'endedBy'] };

@Controller('v1')
export class MeasuresQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  @GetQuery(
    'measures',
    MeasuresQuery,
    READERS,
    { zh: '奖惩', en: 'Rewards and sanctions' },
    { example: MEASURE_EXAMPLE, ...MEASURE_LEEWAY },
  )
  async measures(@Queried() { query, principal }: Question<MeasuresQuery>): Promise<Page<MeasureRow>> {
    const { office, supervisee, kind, reward, status, awaiting, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const filter = {
      ...whose.filter(office),
      ...(await this.shield.filterByPerson(principal)),
      ...about(supervisee),
      ...(kind === undefined ? {} : { kind }),
      ...(reward === undefined ? {} : { reward }),
      ...(status === undefined ? {} : { status }),
      ...(awaiting === undefined ? {} : { awaiting }),
    };
    return this.rows.page<MeasureRow>({ view: 'measures', filter, sort: { draftedAt: -1, measureId: -1 }, ...page });
  }

  @GetQuery(
    'monitoring-orders',
    MonitoringQuery,
    READERS,
    { zh: '电子定位', en: 'Electronic monitoring' },
    { example: MONITORING_EXAMPLE, ...MONITORING_LEEWAY },
  )
  async monitoring(@Queried() { query, principal }: Question<MonitoringQuery>): Promise<Page<OrderRow>> {
    const { office, supervisee, status, pending, expired, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const out = { status: { $in: ['approved', 'expired'] }, to: { $lt: dayAt(this.clock.now()) } };
    const asked = {
      ...about(supervisee),
      ...(status === undefined ? {} : { status }),
      ...(pending === undefined ? {} : { draft: pending ? { $ne: null } : null }),
    };
    const runOut = expired === undefined ? [] : [expired ? out : { $nor: [out] }];
    const filter = { $and: [whose.filter(office), await this.shield.filterByPerson(principal), asked, ...runOut] };
    return this.rows.page<OrderRow>({ view: 'monitoring-orders', filter, sort: { from: -1, orderId: -1 }, ...page });
  }
}

const about = (supervisee?: string): object => (supervisee === undefined ? {} : { superviseeId: supervisee });
