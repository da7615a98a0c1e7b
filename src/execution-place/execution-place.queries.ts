import { Controller } from '@nestjs/common';
import { type Day, dayAt } from '../kernel/day.js';
import { ChoiceField, FlagField, IdField } from '../kernel/fields.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { OPEN_TRANSFER } from '../kernel/supervision/execution-place-rules.js';
import { Clock } from '../platform/clock.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { reaches, type Reader } from '../platform/read-store/reach.js';
import { type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';

const STATUSES = [...OPEN_TRANSFER, 'rejected', 'withdrawn', 'reported', 'lapsed'] as const;
/** Whatever asks something of a place is that place's to see, though the person is, or was once more, elsewhere. */
const ASKING = { status: { $in: [...OPEN_TRANSFER] } };
const READERS: readonly Role[] = ['social-worker', ...POSTS, 'auditor'];

export class ExecutionPlaceTransfersQuery extends PageQuery {
  @IdField({
    optional: true,
    description: '现执行地司法所 / office that the person comes from',
    example: 'office-cangshan',
  })
  declare readonly office?: string;
  @IdField({
    optional: true,
    description: '社区矫正对象 / supervisee',
    example: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  })
  declare readonly supervisee?: string;
  @ChoiceField(STATUSES, { optional: true, description: '状态 / status', example: 'approved' })
  declare readonly status?: (typeof STATUSES)[number];
  @FlagField({ optional: true, description: '逾期未报到 / not there after the last day', example: true })
  declare readonly overdue?: boolean;
}

interface TransferRow {
  readonly path: readonly string[];
  readonly officeId: string;
  readonly superviseeId: string;
  readonly birthYear: number;
  readonly status: (typeof STATUSES)[number];
  readonly reportBy: Day | null;
}

/** Of the person, what the place that takes them in has to know to answer. */
interface Person {
  readonly name: string;
  readonly sex: string;
  readonly category: string;
  readonly termTo: Day;
}
type Shown = TransferRow & { readonly person: Person | null };
type RosterRow = Person & { readonly superviseeId: string; readonly path: readonly string[] };
const personIn = ({ name, sex, category, termTo }: Person): Person => ({ name, sex, category, termTo });
const ROSTER = 'supervisee-roster';

const EXAMPLE = {
  person: { name: '林某某', sex: 'MALE', category: 'SUSPENDED_SENTENCE', termTo: '2027-03-01' },
  transferId: '0198a2b4-0000-7000-8000-000000000000',
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  birthYear: 1990,
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan', 'office-jinshan'],
  scope: 'WITHIN_COUNTY',
  toOfficeId: 'office-jinshan',
  toPlace: null,
  reason: '家庭迁居，在新居住地就业',
  status: 'approved',
  awaiting: null,
  turn: null,
  decidedOn: '2026-03-20',
  replyNumber: null,
  reportBy: '2026-03-27',
  papersOn: '2026-03-23',
  overdueSince: null,
  reportedOn: null,
  daysLate: 0,
  receiptNumber: null,
  history: [
    { action: 'requested', actor: 'w-001', role: 'social-worker', at: '2026-03-18T01:00:00.000Z' },
    { action: 'endorsed', actor: 'o-001', role: 'office-head', at: '2026-03-19T02:00:00.000Z', opinion: '同意上报' },
    { action: 'approved', actor: 'o-002', role: 'deputy-director', at: '2026-03-20T03:00:00.000Z', opinion: '同意' },
    {
      action: 'papers',
      actor: 'w-001',
      role: 'social-worker',
      at: '2026-03-23T02:00:00.000Z',
      opinion: '矫正档案一册',
    },
  ],
};

const LEEWAY: Leeway = {
  nullable: [
    'toOfficeId',
    'toPlace',
    'awaiting',
    'turn',
    'decidedOn',
    'replyNumber',
    'reportBy',
    'papersOn',
    'overdueSince',
    'reportedOn',
    'receiptNumber',
  ],
  optional: ['history.opinion'],
};

@Controller('v1/execution-place-transfers')
export class ExecutionPlaceQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
  ) {}

  /**
   * Changes of the place of execution: of the place that somebody comes from, and of the new one once it is asked, which learns with it whom
   * it would take in.
   */
  @GetQuery(
    '',
    ExecutionPlaceTransfersQuery,
    READERS,
    { zh: '执行地变更', en: 'Changes of the place of execution' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async all(@Queried() { query, principal }: Question<ExecutionPlaceTransfersQuery>): Promise<Page<Shown>> {
    const { office, supervisee, status, overdue, ...page } = query;
    const whose = await this.whereabouts.of(principal, query);
    const filter = {
      $and: [
        whose.filter(office, ASKING),
        await this.shield.filterFor(principal),
        {
          ...(supervisee === undefined ? {} : { superviseeId: supervisee }),
          ...(status === undefined ? {} : { status }),
        },
        ...(overdue === undefined ? [] : [this.overdue(overdue)]),
      ],
    };
    const sort = { transferId: -1 } as const;
    const found = await this.rows.page<TransferRow>({ view: 'execution-place-transfers', filter, sort, ...page });
    return { ...found, items: await this.withPeople(found.items, principal) };
  }

  /** A place that was asked knows the person while it is; afterwards, whoever supervises them does. */
  private async withPeople(rows: readonly TransferRow[], reader: Reader): Promise<Shown[]> {
    const of = { superviseeId: { $in: [...new Set(rows.map(({ superviseeId }) => superviseeId))] } };
    const people = new Map((await this.rows.few<RosterRow>(ROSTER, of)).map((one) => [one.superviseeId, one]));
    return rows.map((row) => {
      const one = people.get(row.superviseeId);
      const knows = one && (OPEN_TRANSFER.some((status) => status === row.status) || reaches(reader, one));
      return { ...row, person: knows ? personIn(one) : null };
    });
  }

  /** By the clock, so from the first minute of the day after. */
  private overdue(is: boolean): object {
    const late = { status: 'approved', reportBy: { $lt: dayAt(this.clock.now()) } };
    return is ? late : { $nor: [late] };
  }
}
