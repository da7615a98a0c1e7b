import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { ConfirmReturn } from './domain/confirm-return.js';
import { ApproveTravel, EndorseTravel, RejectTravel } from './domain/decide-travel.js';
import { RequestTravel } from './domain/request-travel.js';
import { WithdrawTravel } from './domain/withdraw-travel.js';

/** Policy says which post decides on how many days (RULE-2), so any may come; whose turn it is, the permit knows. */
const DECIDERS: readonly Role[] = POSTS;
const RECORDING: readonly Role[] = ['social-worker', ...POSTS];

@Controller('v1/supervisees/:superviseeId/travel-permits')
export class TravelController {
  constructor(private readonly commands: Commands) {}

  /** The permit is found under the id that the answer gives. */
  @PostCommand('', RequestTravel, RECORDING, { zh: '登记外出申请', en: 'Record a request to travel' })
  async request(@Ordered() order: Order<RequestTravel>): Promise<Receipt & { permitId: string }> {
    const receipt = await this.commands.send(order.command, order);
    return { ...receipt, permitId: order.command.meta.commandId };
  }

  @PostCommand(':permitId/endorsement', EndorseTravel, DECIDERS, { zh: '外出签注意见', en: 'Endorse travel' })
  endorse(@Ordered() order: Order<EndorseTravel>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':permitId/approval', ApproveTravel, DECIDERS, { zh: '批准外出', en: 'Approve travel' })
  approve(@Ordered() order: Order<ApproveTravel>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':permitId/rejection', RejectTravel, DECIDERS, { zh: '不予批准外出', en: 'Reject travel' })
  reject(@Ordered() order: Order<RejectTravel>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':permitId/withdrawal', WithdrawTravel, RECORDING, { zh: '撤回外出', en: 'Withdraw travel' })
  withdraw(@Ordered() order: Order<WithdrawTravel>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':permitId/return', ConfirmReturn, RECORDING, { zh: '外出销假', en: 'Confirm the return' })
  confirmReturn(@Ordered() order: Order<ConfirmReturn>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
