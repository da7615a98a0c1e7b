import { Controller } from '@nestjs/common';
import type { Day, Month } from '../kernel/day.js';
import { ChoiceField, FlagField, IdField, MonthField } from '../kernel/fields.js';
import { POSTS, type Role } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';
import { VISIT_KINDS, type VisitKind } from './domain/events.js';

const VISITS = 'visits';
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class VisitsOfSuperviseeQuery extends PageQuery {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @ChoiceField(VISIT_KINDS, { optional: true, description: '方式 / kind', example: 'HOME_VISIT' })
  declare readonly kind?: VisitKind;
}

export class VisitsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @MonthField({ optional: true, description: '月份 / month', example: '2026-03' }) declare readonly month?: Month;
  @ChoiceField(VISIT_KINDS, { optional: true, description: '方式 / kind', example: 'HOME_VISIT' })
  declare readonly kind?: VisitKind;
  @IdField({ optional: true, description: '走访人员 / who visited', example: 'w-001' })
  declare readonly visitor?: string;
  @FlagField({ optional: true, description: '是否已撤销 / struck out or not', example: false })
  declare readonly struckOut?: boolean;
}

interface VisitRow {
  readonly path: readonly string[];
  readonly officeId: string;
  readonly superviseeId: string;
  readonly kind: VisitKind;
  readonly month: Month;
  readonly day: Day;
  readonly visitors: readonly string[];
  readonly struckOut: { readonly by: string } | null;
}

const EXAMPLE = {
  visitId: '0198a2b4-0000-7000-8000-000000000000',
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  kind: 'HOME_VISIT',
  month: '2026-03',
  day: '2026-03-10',
  time: '09:30',
  visitors: ['w-001'],
  place: '福州市仓山区某路1号',
  met: '本人及其母亲',
  findings: '在家，情绪稳定，近期在建材店上班',
  recordedBy: 'w-001',
  recordedAt: '2026-03-10T03:00:00.000Z',
  struckOut: null,
};

/** Latest first. */
const ORDER = { day: -1, time: -1, visitId: -1 } as const;

const LEEWAY: Leeway = { nullable: ['met', 'struckOut'] };

@Controller('v1')
export class VisitsQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  @GetQuery(
    'supervisees/:superviseeId/visits',
    VisitsOfSuperviseeQuery,
    READERS,
    { zh: '一名社区矫正对象的走访记录', en: 'Visits to a supervisee' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async ofSupervisee(@Queried() { query, principal }: Question<VisitsOfSuperviseeQuery>): Promise<Page<VisitRow>> {
    const { superviseeId, kind, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const shown = await this.shield.filterByPerson(principal);
    const filter = { ...whose.filter(), ...shown, superviseeId, ...(kind === undefined ? {} : { kind }) };
    return this.rows.page<VisitRow>({ view: VISITS, filter, sort: ORDER, ...page });
  }

  @GetQuery('visits', VisitsQuery, READERS, { zh: '走访记录', en: 'Visits' }, { example: EXAMPLE, ...LEEWAY })
  async all(@Queried() { query, principal }: Question<VisitsQuery>): Promise<Page<VisitRow>> {
    const { office, month, kind, visitor, struckOut, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const filter = {
      ...whose.filter(office),
      ...(await this.shield.filterByPerson(principal)),
      ...(month === undefined ? {} : { month }),
      ...(kind === undefined ? {} : { kind }),
      ...(visitor === undefined ? {} : { visitors: visitor }),
      ...(struckOut === undefined ? {} : { struckOut: struckOut ? { $ne: null } : null }),
    };
    return this.rows.page<VisitRow>({ view: VISITS, filter, sort: ORDER, ...page });
  }
}
