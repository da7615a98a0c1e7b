import { Controller } from '@nestjs/common';
import { command } from '../kernel/command.js';
import type { Day } from '../kernel/day.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { SubjectKeys } from '../platform/sealing/subject-keys.js';
import { newCommandId } from '../platform/streams/ids.js';
import { StreamStore } from '../platform/streams/stream-store.js';
import { counselling } from './domain/counselling.js';
import type { Counselling } from './domain/counselling-book.js';
import { GrantCounsellingAccess } from './domain/grant-access.js';
import { ReadCounselling } from './domain/read-counselling.js';
import { RecordCounselling } from './domain/record-counselling.js';
import { RevokeCounsellingAccess } from './domain/revoke-access.js';

const INVOLVED: readonly Role[] = ['social-worker', ...POSTS];

/** What a reader is shown, with the receipt of having been shown it. */
export interface CounsellingContent extends Receipt {
  readonly superviseeId: string;
  readonly counsellorId: string;
  readonly day: Day;
  readonly minutes: number;
  readonly content: string;
}

@Controller('v1')
export class CounsellingController {
  constructor(
    private readonly commands: Commands,
    private readonly streams: StreamStore,
    private readonly keys: SubjectKeys,
  ) {}

  /** The receipt's id is the session's; the caller is its counsellor. */
  @PostCommand('supervisees/:superviseeId/counselling-sessions', RecordCounselling, INVOLVED, {
    zh: '登记心理辅导',
    en: 'Record a counselling session',
  })
  record(@Ordered() order: Order<RecordCounselling>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('counselling-sessions/:counsellingId/grants', GrantCounsellingAccess, INVOLVED, {
    zh: '授权查阅心理辅导',
    en: 'Grant access to a counselling session',
  })
  grant(@Ordered() order: Order<GrantCounsellingAccess>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('counselling-sessions/:counsellingId/revocations', RevokeCounsellingAccess, INVOLVED, {
    zh: '撤销查阅授权',
    en: 'Revoke access to a counselling session',
  })
  revoke(@Ordered() order: Order<RevokeCounsellingAccess>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  /** The reading is on record before anything is shown; whoever reads again says so again. */
  @PostCommand('counselling-sessions/:counsellingId/readings', ReadCounselling, INVOLVED, {
    zh: '说明理由并查阅心理辅导内容',
    en: 'Read a counselling session for a stated reason',
  })
  async read(@Ordered() { command: asked, ...order }: Order<ReadCounselling>): Promise<CounsellingContent> {
    const { counsellingId, reason, meta } = asked;
    // A key that was used before would be answered by its first receipt, also when the access has been revoked since.
    const fresh = command(ReadCounselling, { counsellingId, reason }, { ...meta, commandId: newCommandId() });
    const receipt = await this.commands.send(fresh, order);
    const { state } = await this.streams.load<Counselling>(counselling, counsellingId);
    if (state.status === 'none') throw notFound();
    const { superviseeId, counsellorId, day, minutes, content } = state;
    return this.keys.openReserved({ ...receipt, superviseeId, counsellorId, day, minutes, content });
  }
}
