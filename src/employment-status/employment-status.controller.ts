import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { BeginWorkAway } from './domain/begin-work-away.js';
import { ChangeEmployment } from './domain/change-employment.js';
import { EndWorkAway } from './domain/end-work-away.js';
import { ExtendWorkAway } from './domain/extend-work-away.js';

const RECORDING: readonly Role[] = ['social-worker', ...POSTS];

@Controller('v1/supervisees/:superviseeId')
export class EmploymentStatusController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('employment', ChangeEmployment, RECORDING, { zh: '登记就业变动', en: 'Record a change of employment' })
  change(@Ordered() order: Order<ChangeEmployment>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('work-away', BeginWorkAway, RECORDING, { zh: '登记外出就业', en: 'Record that a person left for work' })
  begin(@Ordered() order: Order<BeginWorkAway>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('work-away/extension', ExtendWorkAway, RECORDING, {
    zh: '延长外出就业',
    en: 'Record that the work away takes longer',
  })
  extend(@Ordered() order: Order<ExtendWorkAway>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('work-away/return', EndWorkAway, RECORDING, {
    zh: '登记外出就业返回',
    en: 'Record the return from work away',
  })
  end(@Ordered() order: Order<EndWorkAway>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
