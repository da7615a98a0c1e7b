import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { EstablishPosts } from './domain/establish-posts.js';

const COUNTY: readonly Role[] = ['deputy-director', 'director'];

@Controller('v1/offices/:officeId/worker-posts')
export class StaffingController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('', EstablishPosts, COUNTY, { zh: '核定社工岗位', en: 'Establish posts for social workers' })
  establish(@Ordered() order: Order<EstablishPosts>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
