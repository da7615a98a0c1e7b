import { Controller } from '@nestjs/common';
import { ChoiceField, FlagField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role, ROLES } from '../kernel/roles.js';
import { published } from '../platform/auth/access.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inReach } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { UNIT_KINDS, type UnitKind } from './domain/events.js';

export class UnitsQuery extends PageQuery {
  @ChoiceField(UNIT_KINDS, { optional: true, description: '类别 / kind', example: 'OFFICE' })
  declare readonly kind?: UnitKind;
  @IdField({ optional: true, description: '直接上级 / unit directly above', example: 'county-minhou' })
  declare readonly parent?: string;
  @IdField({ optional: true, description: '其下所有单位 / everything at or below this unit', example: 'city-fuzhou' })
  declare readonly within?: string;
  @FlagField({ optional: true, description: '是否含已并入的单位 / also those that were merged', example: false })
  declare readonly closed?: boolean;
}

export class UnitQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly unitId: string;
}

export class StaffQuery extends PageQuery {
  @IdField({ optional: true, description: '单位 / unit', example: 'office-cangshan' }) declare readonly unit?: string;
}

export class DelegationsQuery extends PageQuery {
  @IdField({ optional: true, description: '委托人 / officer whose authority it is', example: 'o-001' })
  declare readonly officer?: string;
  @IdField({ optional: true, description: '受托人 / officer who acts', example: 'o-002' })
  declare readonly delegate?: string;
}

interface UnitRow {
  readonly unitId: string;
  readonly kind: string;
  readonly parentId: string | null;
  readonly path: readonly string[];
  readonly open: boolean;
}
interface StaffRow {
  readonly path: readonly string[];
  readonly unitId: string;
}
interface SeatRow {
  readonly path: readonly string[];
  readonly groupId: string;
}
interface DelegationRow {
  readonly path: readonly string[];
  readonly officerId: string;
  readonly delegateId: string;
}

const STAFF_READERS: readonly Role[] = [...POSTS, 'auditor', 'administrator'];
const PATH = ['city-fuzhou', 'county-minhou', 'office-cangshan'];
const UNIT_EXAMPLE = {
  unitId: 'office-cangshan',
  kind: 'OFFICE',
  name: '仓山司法所',
  parentId: 'county-minhou',
  path: PATH,
  open: true,
  mergedInto: null,
  officers: [{ officerId: 'o-001', post: 'office-head' }],
  seats: [],
};
const OFFICER_EXAMPLE = {
  officerId: 'o-001',
  name: '林建国',
  unitId: 'office-cangshan',
  post: 'office-head',
  path: PATH,
};
const SEAT_EXAMPLE = {
  seatId: '0198a2b4-0000-7000-8000-000000000000',
  groupId: 'group-minhou',
  personId: 'p-001',
  name: '陈志远',
  seat: 'LEADER',
  path: PATH.slice(0, 2),
};
const DELEGATION_EXAMPLE = {
  delegationId: '0198a2b4-0000-7000-8000-000000000000',
  officerId: 'o-001',
  delegateId: 'o-002',
  from: '2026-03-09T00:30:00.000Z',
  until: '2026-03-13T09:30:00.000Z',
  reason: '外出培训',
  revoked: null,
  path: PATH,
};

const UNIT_LEEWAY: Leeway = { nullable: ['parentId', 'mergedInto'] };
const DELEGATION_LEEWAY: Leeway = { nullable: ['revoked'] };

/** The tree of units is open to everybody in the service; who serves in them, to those in whose reach they are. */
@Controller('v1')
export class OrganisationQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    'units',
    UnitsQuery,
    published(ROLES),
    { zh: '单位', en: 'Units' },
    { example: UNIT_EXAMPLE, ...UNIT_LEEWAY },
  )
  units(@Queried() { query }: Question<UnitsQuery>): Promise<Page<UnitRow>> {
    const { kind, parent, within, closed = false, ...page } = query;
    const filter = {
      ...(closed ? {} : { open: true }),
      ...(kind === undefined ? {} : { kind }),
      ...(parent === undefined ? {} : { parentId: parent }),
      ...(within === undefined ? {} : { path: within }),
    };
    return this.rows.page<UnitRow>({ view: 'units', filter, sort: { unitId: 1 }, ...page });
  }

  @GetQuery(
    'units/:unitId',
    UnitQuery,
    published(ROLES),
    { zh: '一个单位', en: 'One unit' },
    { example: UNIT_EXAMPLE, ...UNIT_LEEWAY },
  )
  async unit(@Queried() { query }: Question<UnitQuery>): Promise<UnitRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<UnitRow>('units', query.unitId, query);
    if (!row) throw notFound();
    return { ...row, asOf };
  }

  @GetQuery('officers', StaffQuery, STAFF_READERS, { zh: '工作人员', en: 'Officers' }, { example: OFFICER_EXAMPLE })
  officers(@Queried() { query, principal }: Question<StaffQuery>): Promise<Page<StaffRow>> {
    const { unit, ...page } = query;
    const filter = { ...inReach(principal), ...(unit === undefined ? {} : { unitId: unit }) };
    return this.rows.page<StaffRow>({ view: 'officers', filter, sort: { unitId: 1, officerId: 1 }, ...page });
  }

  @GetQuery(
    'leading-group-members',
    StaffQuery,
    STAFF_READERS,
    { zh: '领导小组成员', en: 'Members of leading groups' },
    { example: SEAT_EXAMPLE },
  )
  members(@Queried() { query, principal }: Question<StaffQuery>): Promise<Page<SeatRow>> {
    const { unit, ...page } = query;
    const filter = { ...inReach(principal), ...(unit === undefined ? {} : { groupId: unit }) };
    return this.rows.page<SeatRow>({ view: 'group-members', filter, sort: { groupId: 1, seatId: 1 }, ...page });
  }

  @GetQuery(
    'delegations',
    DelegationsQuery,
    STAFF_READERS,
    { zh: '职权委托', en: 'Delegations of authority' },
    { example: DELEGATION_EXAMPLE, ...DELEGATION_LEEWAY },
  )
  delegations(@Queried() { query, principal }: Question<DelegationsQuery>): Promise<Page<DelegationRow>> {
    const { officer, delegate, ...page } = query;
    const filter = {
      ...inReach(principal),
      ...(officer === undefined ? {} : { officerId: officer }),
      ...(delegate === undefined ? {} : { delegateId: delegate }),
    };
    return this.rows.page<DelegationRow>({ view: 'delegations', filter, sort: { until: -1 }, ...page });
  }
}
