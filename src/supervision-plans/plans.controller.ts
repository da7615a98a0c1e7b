import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { AdjustPlan } from './domain/plan/adjust-plan.js';
import { ApprovePlan } from './domain/plan/approve-plan.js';
import { DraftPlan } from './domain/plan/draft-plan.js';
import { ReturnPlan } from './domain/plan/return-plan.js';
import { ReviewPlan } from './domain/plan/review-plan.js';

/** Whoever works with the person writes; the head of the office decides. */
const DRAFTING: readonly Role[] = ['social-worker', 'officer'];
const DECIDING: readonly Role[] = ['office-head'];
const REVIEWING: readonly Role[] = ['officer', 'office-head'];

@Controller('v1/supervisees/:superviseeId/plan')
export class PlansController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('', DraftPlan, DRAFTING, { zh: '起草矫正方案', en: 'Draft a plan' })
  draft(@Ordered() order: Order<DraftPlan>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('adjustment', AdjustPlan, DRAFTING, { zh: '依反馈调整矫正方案', en: 'Adjust a plan on feedback' })
  adjust(@Ordered() order: Order<AdjustPlan>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('approval', ApprovePlan, DECIDING, { zh: '批准矫正方案', en: 'Approve a plan' })
  approve(@Ordered() order: Order<ApprovePlan>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('return', ReturnPlan, DECIDING, { zh: '退回矫正方案', en: 'Return a plan' })
  return(@Ordered() order: Order<ReturnPlan>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('reviews', ReviewPlan, REVIEWING, { zh: '定期评估矫正方案', en: 'Review a plan' })
  review(@Ordered() order: Order<ReviewPlan>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
