import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { type Order, Ordered } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { CloseAwardRound, OpenAwardRound } from './domain/award-rounds.js';
import { ApproveAward, DeclineAward } from './domain/decide-award.js';
import { NominateForAward } from './domain/nominate-for-award.js';

/** Each at their own level, which the round knows. */
const LEADERS: readonly Role[] = ['office-head', 'deputy-director', 'director', 'city-officer'];
const NOMINATORS: readonly Role[] = ['officer', ...LEADERS];

@Controller('v1/units/:unitId/award-rounds/:award/:period')
export class AwardsController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('', OpenAwardRound, LEADERS, { zh: '开始评选', en: 'Open an award round' })
  open(@Ordered() order: Order<OpenAwardRound>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('nominees/:workerId', NominateForAward, NOMINATORS, { zh: '提名', en: 'Nominate for an award' })
  nominate(@Ordered() order: Order<NominateForAward>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('nominees/:workerId/approval', ApproveAward, LEADERS, { zh: '批准奖励', en: 'Approve an award' })
  approve(@Ordered() order: Order<ApproveAward>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('nominees/:workerId/refusal', DeclineAward, LEADERS, { zh: '不予奖励', en: 'Decline an award' })
  decline(@Ordered() order: Order<DeclineAward>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('closing', CloseAwardRound, LEADERS, { zh: '结束评选', en: 'Close an award round' })
  close(@Ordered() order: Order<CloseAwardRound>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
