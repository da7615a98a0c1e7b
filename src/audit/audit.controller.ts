import { Controller, type StreamableFile } from '@nestjs/common';
import { IdField, InstantField, IntegerField, PatternField } from '../kernel/fields.js';
import type { Title } from '../kernel/rejection.js';
import { INSTALLATION, type Role } from '../kernel/roles.js';
import { published } from '../platform/auth/access.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { ndjson } from '../platform/http/ndjson.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { Queried, type Question } from '../platform/http/question.js';
import { GetQuery, PostCommand } from '../platform/http/routes.js';
import type { Reader } from '../platform/read-store/reach.js';
import { DEFAULT_PAGE, LARGEST_PAGE } from '../platform/read-store/read-store.js';
import { EventCatalogue, type Stored } from '../platform/streams/event-codec.js';
import { AuditTrail } from './audit-trail.js';
import { PERSON_KINDS } from './domain/events.js';
import { OpenHistory } from './domain/open-history.js';
import type { AuditFilter, AuditScope } from './history-filter.js';
import { HistoryReaders } from './history-readers.js';

/** Who may read what was: auditors, and those who answer for a county or the city. */
export const HISTORY_READERS: readonly Role[] = ['auditor', 'director', 'city-officer'];

export class PublicKeyQuery {}

export class HeadsQuery {}

class HistoryQuery {
  @PatternField(/^[A-Za-z]+-.{1,400}$/, { optional: true, description: '流 / stream', example: 'leave-w-001' })
  declare readonly stream?: string;
  @PatternField(/^[A-Za-z]{1,64}$/, { optional: true, description: '记录类别 / kind of record', example: 'leave' })
  declare readonly category?: string;
  @PatternField(/^[A-Za-z]{1,64}$/, { optional: true, description: '事件类型 / event type', example: 'LeaveApproved' })
  declare readonly type?: string;
  @IdField({ optional: true, description: '操作人 / who did it', example: 'o-001' }) declare readonly actor?: string;
  @IdField({ optional: true, description: '所属单位 / unit that the record belongs to', example: 'office-1' })
  declare readonly unit?: string;
  @IdField({
    optional: true,
    description: '涉及的人员；须先说明理由 / person whom the fact names; opened before, with a reason',
    example: 'w-001',
  })
  declare readonly person?: string;
  @InstantField({ optional: true, description: '起 / from, when it happened', example: '2026-03-01T00:00:00+08:00' })
  declare readonly from?: string;
  @InstantField({ optional: true, description: '止 / to', example: '2026-03-31T23:59:59+08:00' })
  declare readonly to?: string;
  @InstantField({
    optional: true,
    description: '记录时间起 / from, when it was recorded',
    example: '2026-03-01T00:00:00+08:00',
  })
  declare readonly recordedFrom?: string;
  @InstantField({ optional: true, description: '记录时间止 / to', example: '2026-03-31T23:59:59+08:00' })
  declare readonly recordedTo?: string;
  @IntegerField({ optional: true, description: '从该位置之后继续 / go on after this position', example: 0 })
  declare readonly after?: number;
  @IntegerField({ optional: true, description: '至该位置为止 / up to this position', example: 10_482 })
  declare readonly upTo?: number;
}

export class AuditQuery extends HistoryQuery {
  @IntegerField({
    optional: true,
    description:
      '中断的导出已收到的最后位置：其前各行不再发送 / last position that came before the same export broke off: those lines are left out',
    example: 0,
  })
  declare readonly have?: number;
}

export class AuditPageQuery extends HistoryQuery {
  @IntegerField({ optional: true, min: 1, max: LARGEST_PAGE, example: DEFAULT_PAGE }) declare readonly limit?: number;
}

/** An event as a page shows it. */
interface Shown {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly title: Title;
  readonly data: object;
  readonly meta: object;
}

const STORED = {
  position: 421,
  id: '0198a2b4-0000-5000-8000-000000000000',
  stream: 'leave-w-001',
  revision: 1,
  type: 'LeaveApproved',
  data: { workerId: 'w-001', opinion: '***' },
  meta: { actor: 'o-001', role: 'office-head', occurredAt: '2026-03-09T01:20:00.000Z' },
};
const SHOWN = { ...STORED, title: { zh: '请假获准', en: 'Leave approved' } };

/** Streams of which each is one person's: their names are enough to ask for somebody's history. */
const ownStream = (stream: string): string | undefined => {
  const kind = PERSON_KINDS.find((one) => stream.startsWith(`${one}-`));
  return kind === undefined ? undefined : stream.slice(kind.length + 1);
};

const scopeOf = ({ unit, reach }: Reader): AuditScope => (unit === INSTALLATION ? '*' : reach);

@Controller('v1/audit')
export class AuditController {
  constructor(
    private readonly trail: AuditTrail,
    private readonly readers: HistoryReaders,
    private readonly commands: Commands,
    private readonly catalogue: EventCatalogue,
  ) {}

  /** The history stays open to the caller for as long as the policy says. */
  @PostCommand('readings', OpenHistory, HISTORY_READERS, {
    zh: '说明理由并打开历史记录',
    en: 'Open a history for a stated reason',
  })
  open(@Ordered() order: Order<OpenHistory>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  /** One event a line, in the order of history, as stored; the last line says how much there was and is signed. */
  @GetQuery(
    'events',
    AuditQuery,
    ['auditor'],
    { zh: '查阅历史（NDJSON）', en: 'Read the history (NDJSON)' },
    { example: { ...STORED, previousHash: '9c…', hash: '4b…', digest: 'f0…' }, as: 'ndjson' },
  )
  async events(@Queried() { query, principal }: Question<AuditQuery>): Promise<StreamableFile> {
    const { have, ...filter } = query;
    const scope = await this.admitted(filter, principal);
    return ndjson(this.trail.lines(filter, scope, have));
  }

  /** The same a page at a time, personal values masked. */
  @GetQuery(
    'events/page',
    AuditPageQuery,
    ['auditor'],
    { zh: '查阅历史（分页）', en: 'Read the history, a page at a time' },
    { example: { items: [SHOWN], next: 10_961 }, nullable: ['next'], open: ['items.data'] },
  )
  async page(
    @Queried() { query, principal }: Question<AuditPageQuery>,
  ): Promise<{ readonly items: Shown[]; readonly next: number | null }> {
    const { limit = DEFAULT_PAGE, ...filter } = query;
    const scope = await this.admitted(filter, principal);
    const { events, next } = await this.trail.page(filter, scope, limit);
    return { items: events.map((stored) => this.shown(stored)), next };
  }

  /** One stream a line; the last line is signed. Kept elsewhere, it shows later which streams are missing or changed. */
  @GetQuery(
    'heads',
    HeadsQuery,
    ['auditor'],
    { zh: '各流的末端及其哈希（NDJSON，末行有签名）', en: 'Where each stream ends, with its hash (NDJSON, signed)' },
    { as: 'ndjson', example: { stream: 'leave-w-001', revision: 3, hash: '9f86d081884c7d65…' } },
  )
  heads(@Queried() { principal }: Question<HeadsQuery>): StreamableFile {
    return ndjson(this.trail.heads(scopeOf(principal)));
  }

  /** Kept where exports are checked, it shows that an export comes from this installation. */
  @GetQuery(
    'public-key',
    PublicKeyQuery,
    published(['auditor']),
    { zh: '本安装的签名公钥', en: 'Public key that exports are signed with' },
    { example: { publicKey: '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA…\n-----END PUBLIC KEY-----\n' } },
  )
  publicKey(): { publicKey: string } {
    return { publicKey: this.trail.publicKey };
  }

  /** What the auditor may see, once the reading of a person's history is on record. */
  private async admitted({ person, stream }: AuditFilter, principal: Reader): Promise<AuditScope> {
    const named = person ?? (stream === undefined ? undefined : ownStream(stream));
    if (named !== undefined) await this.readers.admitToPerson(named, principal);
    return scopeOf(principal);
  }

  private shown({ event, raw }: Stored): Shown {
    const { position, id, stream, revision, type, meta } = event;
    return { position, id, stream, revision, type, title: this.catalogue.titleOf(type), data: raw, meta };
  }
}
