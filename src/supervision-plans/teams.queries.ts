import { Controller } from '@nestjs/common';
import { ChoiceField, IdField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';
import { MEMBER_KINDS, type MemberKind } from './domain/team/events.js';

const TEAMS = 'supervision-teams';
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class TeamQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

export class TeamsQuery extends PageQuery {
  @IdField({ optional: true, description: '司法所 / office', example: 'office-cangshan' })
  declare readonly office?: string;
  @IdField({ optional: true, description: '现任成员编号 / id of somebody who is a member now', example: 'w-001' })
  declare readonly member?: string;
  @ChoiceField(MEMBER_KINDS, { optional: true, description: '现有此类成员 / has such a member now', example: 'FAMILY' })
  declare readonly kind?: MemberKind;
}

interface TeamRow {
  readonly superviseeId: string;
  readonly path: readonly string[];
  readonly officeId: string;
  readonly birthYear: number;
  readonly members: readonly object[];
}

const EXAMPLE = {
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  birthYear: 1990,
  establishedOn: '2026-03-09',
  size: 3,
  members: [
    {
      memberId: 'm1',
      kind: 'SOCIAL_WORKER',
      personId: 'w-001',
      name: null,
      phone: null,
      relation: null,
      sex: 'FEMALE',
      knowsMinors: false,
      joinedOn: '2026-03-09',
      leftOn: null,
      reason: null,
    },
  ],
};

const LEEWAY: Leeway = {
  nullable: [
    'members.personId',
    'members.name',
    'members.phone',
    'members.relation',
    'members.leftOn',
    'members.reason',
  ],
};

@Controller('v1')
export class TeamsQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  @GetQuery(
    'supervision-teams',
    TeamsQuery,
    READERS,
    { zh: '矫正小组一览', en: 'Supervision teams' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async teams(@Queried() { query, principal }: Question<TeamsQuery>): Promise<Page<TeamRow>> {
    const { office, member, kind, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const present = {
      leftOn: null,
      ...(member === undefined ? {} : { personId: member }),
      ...(kind === undefined ? {} : { kind }),
    };
    const filter = {
      ...whose.filter(office),
      ...(await this.shield.filterFor(principal)),
      ...(member === undefined && kind === undefined ? {} : { members: { $elemMatch: present } }),
    };
    return this.rows.page<TeamRow>({ view: TEAMS, filter, sort: { superviseeId: 1 }, ...page });
  }

  @GetQuery(
    'supervisees/:superviseeId/team',
    TeamQuery,
    READERS,
    { zh: '一名社区矫正对象的矫正小组', en: "A supervisee's team" },
    { example: EXAMPLE, ...LEEWAY },
  )
  async one(@Queried() { query, principal }: Question<TeamQuery>): Promise<TeamRow & { asOf: AsOf }> {
    const whose = await this.whereabouts.of(principal, query);
    const { row, asOf } = await this.rows.oneAsOf<TeamRow>(TEAMS, query.superviseeId, query);
    if (!row || !whose.reaches(row) || (await this.shield.hides(principal, row))) throw notFound();
    return { ...row, asOf };
  }
}
