import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { CloseOpinion, DemandFurtherReply } from './domain/opinions/close-opinion.js';
import { ReceiveOpinion } from './domain/opinions/receive-opinion.js';
import { DraftOpinionReply, ReturnOpinionReply, SendOpinionReply } from './domain/opinions/reply-to-opinion.js';

/** The unit that it is addressed to writes the reply, a leader of the county or city signs it. */
const WRITING: readonly Role[] = POSTS;
const SIGNING: readonly Role[] = ['deputy-director', 'director', 'city-officer'];

@Controller('v1/procuratorate-opinions')
export class OpinionsController {
  constructor(private readonly commands: Commands) {}

  /** The receipt's id is the record's; the same document is the same record. */
  @PostCommand('', ReceiveOpinion, WRITING, {
    zh: '登记检察建议或纠正意见',
    en: 'Record an opinion of a procuratorate',
  })
  receive(@Ordered() order: Order<ReceiveOpinion>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':opinionId/draft', DraftOpinionReply, WRITING, { zh: '拟写书面回复', en: 'Draft the written reply' })
  draft(@Ordered() order: Order<DraftOpinionReply>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':opinionId/draft/return', ReturnOpinionReply, SIGNING, {
    zh: '退回书面回复稿',
    en: 'Return the draft of the reply',
  })
  sendBack(@Ordered() order: Order<ReturnOpinionReply>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':opinionId/reply', SendOpinionReply, SIGNING, {
    zh: '签发书面回复',
    en: 'Sign the written reply and send it',
  })
  reply(@Ordered() order: Order<SendOpinionReply>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':opinionId/further-reply-demand', DemandFurtherReply, WRITING, {
    zh: '登记检察机关再次回复的要求',
    en: 'Record that the procuratorate demanded another reply',
  })
  demand(@Ordered() order: Order<DemandFurtherReply>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':opinionId/closing', CloseOpinion, SIGNING, {
    zh: '检察监督事项办结',
    en: 'Close an opinion of a procuratorate',
  })
  close(@Ordered() order: Order<CloseOpinion>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
