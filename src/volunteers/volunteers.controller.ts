import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { EndVolunteering } from './domain/end-volunteering.js';
import { RegisterVolunteer } from './domain/register-volunteer.js';

const REGISTERING: readonly Role[] = ['social-worker', ...POSTS];

@Controller('v1/volunteers')
export class VolunteersController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('', RegisterVolunteer, REGISTERING, { zh: '登记志愿者', en: 'Register a volunteer' })
  register(@Ordered() order: Order<RegisterVolunteer>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':volunteerId/departure', EndVolunteering, POSTS, { zh: '志愿者退出', en: 'End volunteering' })
  end(@Ordered() order: Order<EndVolunteering>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
