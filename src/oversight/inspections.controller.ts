import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { AnswerInspection } from './domain/inspections/answer-inspection.js';
import { CarryOutInspection } from './domain/inspections/carry-out-inspection.js';
import { CloseInspection, ReturnInspectionAnswer } from './domain/inspections/close-inspection.js';
import { CancelInspection, PlanInspection } from './domain/inspections/plan-inspection.js';

/** Those above an office look at how it works; its head answers. */
const INSPECTING: readonly Role[] = ['deputy-director', 'director', 'city-officer'];
const INSPECTED: readonly Role[] = ['office-head'];

@Controller('v1/inspections')
export class InspectionsController {
  constructor(private readonly commands: Commands) {}

  /** The receipt's id is the inspection's. */
  @PostCommand('', PlanInspection, INSPECTING, { zh: '计划检查', en: 'Plan an inspection of an office' })
  plan(@Ordered() order: Order<PlanInspection>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':inspectionId/cancellation', CancelInspection, INSPECTING, {
    zh: '取消检查',
    en: 'Cancel a planned inspection',
  })
  cancel(@Ordered() order: Order<CancelInspection>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':inspectionId/findings', CarryOutInspection, INSPECTING, {
    zh: '登记检查情况',
    en: 'Record an inspection and what it found',
  })
  carryOut(@Ordered() order: Order<CarryOutInspection>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':inspectionId/answer', AnswerInspection, INSPECTED, {
    zh: '答复整改情况',
    en: 'Answer what was found',
  })
  answer(@Ordered() order: Order<AnswerInspection>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':inspectionId/answer/return', ReturnInspectionAnswer, INSPECTING, {
    zh: '退回整改答复',
    en: 'Return the answer for more',
  })
  sendBack(@Ordered() order: Order<ReturnInspectionAnswer>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':inspectionId/closing', CloseInspection, INSPECTING, { zh: '检查办结', en: 'Close an inspection' })
  close(@Ordered() order: Order<CloseInspection>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
