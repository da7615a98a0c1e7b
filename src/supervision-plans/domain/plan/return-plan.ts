import type { Context } from '../../../kernel/context.js';
import { TextField } from '../../../kernel/fields.js';
import { named, OfSupervisee, underSupervision } from '../of-supervisee.js';
import type { PlanEvent } from './events.js';
import { pending, type Plan } from './plan.js';
import { byTheOffice } from './plan-form.js';

export class ReturnPlan extends OfSupervisee {
  @TextField({ max: 500, description: '退回原因 / reason', example: '措施不够具体' }) declare readonly reason: string;
}

/** The office head sends a draft back; it stays on record, and another may be drafted (PLN-1). */
export const returnPlan = (c: ReturnPlan, plan: Plan, context: Context): PlanEvent[] => {
  underSupervision(context);
  byTheOffice(c, context);
  const { version } = pending(plan);
  return [{ type: 'CorrectionPlanReturned', data: { ...named(c, context), version, reason: c.reason } }];
};
