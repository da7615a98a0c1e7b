import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { ConfirmReportInNewPlace } from './domain/confirm-report.js';
import {
  AgreeToExecutionPlaceTransfer,
  ApproveExecutionPlaceTransfer,
  EndorseExecutionPlaceTransfer,
  RejectExecutionPlaceTransfer,
} from './domain/decide-transfer.js';
import { HandOverPapers } from './domain/hand-over-papers.js';
import { RequestExecutionPlaceTransfer } from './domain/request-transfer.js';
import { WithdrawExecutionPlaceTransfer } from './domain/withdraw-transfer.js';

/** Policy says which posts act on how far a move (RULE-2), so any may come; whose turn it is, the request knows. */
const DECIDERS: readonly Role[] = POSTS;
const RECORDING: readonly Role[] = ['social-worker', ...POSTS];

@Controller('v1/supervisees/:superviseeId/execution-place-transfers')
export class ExecutionPlaceController {
  constructor(private readonly commands: Commands) {}

  /** The request is found under the id that the answer gives. */
  @PostCommand('', RequestExecutionPlaceTransfer, RECORDING, {
    zh: '申请变更执行地',
    en: 'Request a change of the place of execution',
  })
  async request(@Ordered() order: Order<RequestExecutionPlaceTransfer>): Promise<Receipt & { transferId: string }> {
    const receipt = await this.commands.send(order.command, order);
    return { ...receipt, transferId: order.command.meta.commandId };
  }

  @PostCommand(':transferId/endorsement', EndorseExecutionPlaceTransfer, DECIDERS, {
    zh: '变更执行地签注意见',
    en: 'Endorse a change of the place of execution',
  })
  endorse(@Ordered() order: Order<EndorseExecutionPlaceTransfer>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':transferId/agreement', AgreeToExecutionPlaceTransfer, DECIDERS, {
    zh: '新执行地同意接收',
    en: 'Agree to it for the new place',
  })
  agree(@Ordered() order: Order<AgreeToExecutionPlaceTransfer>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':transferId/approval', ApproveExecutionPlaceTransfer, DECIDERS, {
    zh: '决定变更执行地',
    en: 'Decide on the change of the place of execution',
  })
  approve(@Ordered() order: Order<ApproveExecutionPlaceTransfer>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':transferId/rejection', RejectExecutionPlaceTransfer, DECIDERS, {
    zh: '不予变更执行地',
    en: 'Refuse the change of the place of execution',
  })
  reject(@Ordered() order: Order<RejectExecutionPlaceTransfer>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':transferId/withdrawal', WithdrawExecutionPlaceTransfer, RECORDING, {
    zh: '撤回变更执行地',
    en: 'Withdraw the change of the place of execution',
  })
  withdraw(@Ordered() order: Order<WithdrawExecutionPlaceTransfer>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':transferId/papers', HandOverPapers, RECORDING, {
    zh: '移交档案材料',
    en: 'Hand over the papers',
  })
  handOver(@Ordered() order: Order<HandOverPapers>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':transferId/report', ConfirmReportInNewPlace, RECORDING, {
    zh: '确认到新执行地报到',
    en: 'Confirm that the person reported in the new place',
  })
  confirm(@Ordered() order: Order<ConfirmReportInNewPlace>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
