import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { RecordVisit } from './domain/record-visit.js';
import { StrikeOutVisit } from './domain/strike-out-visit.js';

const VISITING: readonly Role[] = ['social-worker', ...POSTS];

@Controller('v1')
export class VisitsController {
  constructor(private readonly commands: Commands) {}

  /** The receipt's id is the visit's. */
  @PostCommand('supervisees/:superviseeId/visits', RecordVisit, VISITING, {
    zh: '登记走访、巡查或到所签到',
    en: 'Record a home visit, a patrol or a check-in at the office',
  })
  record(@Ordered() order: Order<RecordVisit>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('visits/:visitId/striking-out', StrikeOutVisit, POSTS, {
    zh: '撤销误登记的走访记录',
    en: 'Strike out a visit that was recorded by mistake',
  })
  strikeOut(@Ordered() order: Order<StrikeOutVisit>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
