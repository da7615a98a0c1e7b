import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { AnswerComplaint, AssignComplaint } from './domain/complaints/answer-complaint.js';
import { CloseComplaint, WithdrawComplaint } from './domain/complaints/close-complaint.js';
import { ReceiveComplaint } from './domain/complaints/receive-complaint.js';

/** Officers of the unit that handles it record and answer; its leaders assign and close. */
const RECORDING: readonly Role[] = POSTS;
const LEADING: readonly Role[] = ['office-head', 'deputy-director', 'director', 'city-officer'];

@Controller('v1/complaints')
export class ComplaintsController {
  constructor(private readonly commands: Commands) {}

  /** The receipt's id is the complaint's. Recorded where it is handled: of a complaint, above the unit that it is about. */
  @PostCommand('', ReceiveComplaint, RECORDING, { zh: '登记投诉或建议', en: 'Record a complaint or suggestion' })
  receive(@Ordered() order: Order<ReceiveComplaint>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':complaintId/assignment', AssignComplaint, LEADING, {
    zh: '交办投诉或建议',
    en: 'Assign a complaint or suggestion',
  })
  assign(@Ordered() order: Order<AssignComplaint>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':complaintId/answer', AnswerComplaint, RECORDING, {
    zh: '答复投诉或建议',
    en: 'Answer a complaint or suggestion',
  })
  answer(@Ordered() order: Order<AnswerComplaint>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':complaintId/withdrawal', WithdrawComplaint, RECORDING, {
    zh: '登记撤回投诉或建议',
    en: 'Record that a complaint was withdrawn',
  })
  withdraw(@Ordered() order: Order<WithdrawComplaint>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':complaintId/closing', CloseComplaint, LEADING, {
    zh: '投诉或建议办结',
    en: 'Close a complaint or suggestion',
  })
  close(@Ordered() order: Order<CloseComplaint>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
