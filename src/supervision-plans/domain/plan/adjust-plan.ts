import type { Context } from '../../../kernel/context.js';
import { TextField } from '../../../kernel/fields.js';
import type { PlanEvent } from './events.js';
import { inForce, type Plan } from './plan.js';
import { drafted, PlanForm } from './plan-form.js';

export class AdjustPlan extends PlanForm {
  @TextField({ description: '反馈情况 / feedback', example: '已稳定就业，家庭矛盾有所加剧' })
  declare readonly feedback: string;
}

/** On feedback a new version is drafted; the one in force stays so until the new one is approved, and on record ever after (PLN-1). */
export const adjustPlan = (c: AdjustPlan, plan: Plan, context: Context): PlanEvent[] => {
  const events = drafted(c, plan, context, c.feedback);
  inForce(plan);
  return events;
};
