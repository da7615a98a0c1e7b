import { Controller } from '@nestjs/common';
import { POSTS } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { RecordOutreach } from './domain/outreach/record-outreach.js';
import { StrikeOutOutreach } from './domain/outreach/strike-out-outreach.js';

@Controller('v1/outreach-events')
export class OutreachController {
  constructor(private readonly commands: Commands) {}

  /** The receipt's id is the event's. */
  @PostCommand('', RecordOutreach, ['social-worker', ...POSTS], { zh: '登记宣传活动', en: 'Record an outreach event' })
  record(@Ordered() order: Order<RecordOutreach>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':outreachId/striking-out', StrikeOutOutreach, POSTS, {
    zh: '撤销误登记的宣传活动',
    en: 'Strike out an outreach event that was recorded by mistake',
  })
  strikeOut(@Ordered() order: Order<StrikeOutOutreach>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
