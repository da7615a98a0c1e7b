import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { AddTeamMember } from './domain/team/add-team-member.js';
import { EstablishTeam } from './domain/team/establish-team.js';
import { RemoveTeamMember } from './domain/team/remove-team-member.js';

/** The body that supervises settles who does it; social workers are members and do not choose the others. */
const SETTLING: readonly Role[] = ['officer', 'office-head'];

@Controller('v1/supervisees/:superviseeId/team')
export class TeamsController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('', EstablishTeam, SETTLING, { zh: '成立矫正小组', en: 'Establish a supervision team' })
  establish(@Ordered() order: Order<EstablishTeam>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('members', AddTeamMember, SETTLING, { zh: '增加矫正小组成员', en: 'Add a member to a team' })
  add(@Ordered() order: Order<AddTeamMember>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('members/:memberId/departure', RemoveTeamMember, SETTLING, {
    zh: '矫正小组成员退出',
    en: 'Remove a member from a team',
  })
  remove(@Ordered() order: Order<RemoveTeamMember>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
