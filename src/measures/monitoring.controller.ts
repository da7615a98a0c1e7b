import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { ApproveMonitoring, EndMonitoring, RefuseMonitoring } from './domain/monitoring/decide-monitoring.js';
import { DraftMonitoring, DraftMonitoringExtension } from './domain/monitoring/draft-monitoring.js';

const DRAFTING: readonly Role[] = ['social-worker', 'officer', 'office-head'];
/** Policy says which posts approve (RULE-2). */
const DECIDERS: readonly Role[] = POSTS;

@Controller('v1/supervisees/:superviseeId/monitoring')
export class MonitoringController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('', DraftMonitoring, DRAFTING, { zh: '拟订电子定位', en: 'Draft an order of electronic monitoring' })
  draft(@Ordered() order: Order<DraftMonitoring>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('extension', DraftMonitoringExtension, DRAFTING, {
    zh: '拟订延长电子定位',
    en: 'Draft an extension of electronic monitoring',
  })
  extend(@Ordered() order: Order<DraftMonitoringExtension>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('approval', ApproveMonitoring, DECIDERS, { zh: '批准电子定位', en: 'Approve electronic monitoring' })
  approve(@Ordered() order: Order<ApproveMonitoring>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('refusal', RefuseMonitoring, DECIDERS, { zh: '不予批准电子定位', en: 'Refuse electronic monitoring' })
  refuse(@Ordered() order: Order<RefuseMonitoring>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('end', EndMonitoring, DECIDERS, { zh: '解除电子定位', en: 'End electronic monitoring' })
  end(@Ordered() order: Order<EndMonitoring>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
