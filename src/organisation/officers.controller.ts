import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { type Order, Ordered } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { DelegateAuthority } from './domain/delegations/delegate-authority.js';
import { RevokeDelegation } from './domain/delegations/revoke-delegation.js';
import { ChangePost } from './domain/officers/change-post.js';
import { EndPost } from './domain/officers/end-post.js';
import { PlaceOfficer } from './domain/officers/place-officer.js';

const ADMINISTRATION: readonly Role[] = ['administrator'];
/** Whose authority it is, the decision checks. */
const DELEGATING: readonly Role[] = [...POSTS, 'administrator'];

@Controller('v1')
export class OfficersController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('officers', PlaceOfficer, ADMINISTRATION, { zh: '任命工作人员', en: 'Place an officer' })
  place(@Ordered() order: Order<PlaceOfficer>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('officers/:officerId/post', ChangePost, ADMINISTRATION, { zh: '调整职务', en: 'Change a post' })
  change(@Ordered() order: Order<ChangePost>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('officers/:officerId/departure', EndPost, ADMINISTRATION, { zh: '免去职务', en: 'End a post' })
  end(@Ordered() order: Order<EndPost>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  /** The delegation is found under the id that the answer gives. */
  @PostCommand('delegations', DelegateAuthority, DELEGATING, { zh: '委托职权', en: 'Delegate authority' })
  async delegate(@Ordered() order: Order<DelegateAuthority>): Promise<Receipt & { delegationId: string }> {
    const receipt = await this.commands.send(order.command, order);
    return { ...receipt, delegationId: order.command.meta.commandId };
  }

  @PostCommand('delegations/:delegationId/revocation', RevokeDelegation, DELEGATING, {
    zh: '撤销委托',
    en: 'Revoke a delegation',
  })
  revoke(@Ordered() order: Order<RevokeDelegation>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
