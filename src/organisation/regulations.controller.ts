import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { type Order, Ordered } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { PublishPolicySet } from './domain/policy-sets/publish-policy-set.js';
import { SupersedePolicySet } from './domain/policy-sets/supersede-policy-set.js';
import { WithdrawPolicySet } from './domain/policy-sets/withdraw-policy-set.js';
import { PublishWorkCalendar } from './domain/work-calendars/publish-work-calendar.js';

const ADMINISTRATION: readonly Role[] = ['administrator'];

/** Policy sets and work calendars: what all other rules look up. */
@Controller('v1')
export class RegulationsController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('policy-sets', PublishPolicySet, ADMINISTRATION, { zh: '发布规则', en: 'Publish a policy set' })
  publish(@Ordered() order: Order<PublishPolicySet>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('policy-sets/:supersededId/replacement', SupersedePolicySet, ADMINISTRATION, {
    zh: '以新规则取代尚未施行的规则',
    en: 'Replace a policy set that has not taken effect',
  })
  supersede(@Ordered() order: Order<SupersedePolicySet>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('policy-sets/:setId/withdrawal', WithdrawPolicySet, ADMINISTRATION, {
    zh: '撤回尚未施行的规则',
    en: 'Withdraw a policy set that has not taken effect',
  })
  withdraw(@Ordered() order: Order<WithdrawPolicySet>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('work-calendars', PublishWorkCalendar, ADMINISTRATION, {
    zh: '公布年度工作日安排',
    en: 'Publish the work calendar of a year',
  })
  calendar(@Ordered() order: Order<PublishWorkCalendar>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
