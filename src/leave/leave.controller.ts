import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { ApproveLeave } from './domain/approve-leave.js';
import { CancelLeaveSessions } from './domain/cancel-leave-sessions.js';
import { ClearLeave } from './domain/clearance/clear-leave.js';
import { NotifyEmergencyLeave } from './domain/emergency/notify-emergency-leave.js';
import { RegulariseLeave } from './domain/emergency/regularise-leave.js';
import { SubmitLeaveCertificate } from './domain/certificate/submit-leave-certificate.js';
import { EndorseLeave } from './domain/endorse-leave.js';
import { RejectLeave } from './domain/reject-leave.js';
import { RequestLeave } from './domain/request-leave.js';
import { ResubmitLeave } from './domain/resubmit-leave.js';
import { ReturnLeave } from './domain/return-leave.js';
import { WithdrawLeave } from './domain/withdraw-leave.js';

/** Policy says which post decides on how many days (RULE-2), so any may come; whose turn it is, the request knows. */
const DECIDERS: readonly Role[] = POSTS;
const OWNER: readonly Role[] = ['social-worker'];
/** The worker, or who takes the call or sees the worker come back. */
const TAKERS: readonly Role[] = ['social-worker', 'office-head', 'officer'];

@Controller('v1/social-workers/:workerId/leave-requests')
export class LeaveController {
  constructor(private readonly commands: Commands) {}

  /** The request is found under the id that the answer gives. */
  @PostCommand('', RequestLeave, OWNER, { zh: '申请请假', en: 'Request leave' })
  async request(@Ordered() order: Order<RequestLeave>): Promise<Receipt & { requestId: string }> {
    const receipt = await this.commands.send(order.command, order);
    return { ...receipt, requestId: order.command.meta.commandId };
  }

  @PostCommand(':requestId/endorsement', EndorseLeave, DECIDERS, { zh: '签注意见', en: 'Endorse leave' })
  endorse(@Ordered() order: Order<EndorseLeave>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':requestId/approval', ApproveLeave, DECIDERS, { zh: '批准请假', en: 'Approve leave' })
  approve(@Ordered() order: Order<ApproveLeave>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':requestId/rejection', RejectLeave, DECIDERS, { zh: '不予批准请假', en: 'Reject leave' })
  reject(@Ordered() order: Order<RejectLeave>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':requestId/return', ReturnLeave, DECIDERS, { zh: '退回补充', en: 'Return leave for more' })
  return(@Ordered() order: Order<ReturnLeave>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':requestId/resubmission', ResubmitLeave, OWNER, { zh: '补充后再次申请', en: 'Resubmit leave' })
  resubmit(@Ordered() order: Order<ResubmitLeave>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':requestId/withdrawal', WithdrawLeave, OWNER, { zh: '撤回请假申请', en: 'Withdraw a leave request' })
  withdraw(@Ordered() order: Order<WithdrawLeave>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':requestId/certificate', SubmitLeaveCertificate, ['social-worker', 'office-head'], {
    zh: '提交医院证明',
    en: 'Submit the hospital certificate of a sick leave',
  })
  submitCertificate(@Ordered() order: Order<SubmitLeaveCertificate>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  /** The leave is found under the id that the answer gives. */
  @PostCommand('emergency', NotifyEmergencyLeave, TAKERS, {
    zh: '口头（电话）请假',
    en: 'Give notice of emergency leave by word',
  })
  async notify(@Ordered() order: Order<NotifyEmergencyLeave>): Promise<Receipt & { requestId: string }> {
    const receipt = await this.commands.send(order.command, order);
    return { ...receipt, requestId: order.command.meta.commandId };
  }

  @PostCommand(':requestId/regularisation', RegulariseLeave, OWNER, {
    zh: '补办请假手续',
    en: 'Hand in the form of an emergency leave',
  })
  regularise(@Ordered() order: Order<RegulariseLeave>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':requestId/clearance', ClearLeave, TAKERS, { zh: '销假', en: 'Clear the return from leave' })
  clear(@Ordered() order: Order<ClearLeave>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':requestId/cancellation', CancelLeaveSessions, OWNER, {
    zh: '取消部分假期',
    en: 'Cancel sessions of approved leave',
  })
  cancel(@Ordered() order: Order<CancelLeaveSessions>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
