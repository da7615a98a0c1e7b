import type { Context } from '../../../kernel/context.js';
import { ListField, TextField } from '../../../kernel/fields.js';
import { named, OfSupervisee, underSupervision } from '../of-supervisee.js';
import type { PlanEvent } from './events.js';
import type { Plan } from './plan.js';
import { reject } from './rejections.js';

export class PlanGoal {
  @TextField({ max: 500, description: '目标 / goal', example: '三个月内稳定就业' }) declare readonly goal: string;
  @TextField({ description: '措施 / measures', example: '推荐参加电工培训，每两周走访用工单位' })
  declare readonly measures: string;
}

/** A plan as it is written: what the person is like, and what is to be reached and how. */
export abstract class PlanForm extends OfSupervisee {
  @TextField({ description: '评估 / assessment', example: '初犯，认罪悔罪；无固定工作，家庭支持较好' })
  declare readonly assessment: string;
  @ListField(() => PlanGoal, {
    min: 1,
    max: 20,
    description: '目标和措施 / goals and measures',
    example: [{ goal: '三个月内稳定就业', measures: '推荐参加电工培训，每两周走访用工单位' }],
  })
  declare readonly goals: PlanGoal[];
}

/** Only the office that the person is with makes the plan and changes it (不得擅自改变): not one above it either (PLN-1). */
export const byTheOffice = ({ meta }: OfSupervisee, context: Context): void => {
  if (meta.unit !== context.jurisdiction.at(-1)) throw reject('PLAN_ONLY_BY_OFFICE');
};

/** The next version as a draft, with its goals; one draft at a time. */
export const drafted = (c: PlanForm, plan: Plan, context: Context, feedback?: string): PlanEvent[] => {
  const { birthYear } = underSupervision(context);
  byTheOffice(c, context);
  if (plan.draft) throw reject('PLAN_DRAFT_PENDING', { version: plan.draft.version });
  const of = { ...named(c, context), version: plan.versions + 1 };
  const { assessment } = c;
  const reason = feedback === undefined ? {} : { feedback };
  return [
    { type: 'CorrectionPlanDrafted', data: { ...of, birthYear, draftedBy: c.meta.actor, assessment, ...reason } },
    ...c.goals.map(({ goal, measures }, at) => ({
      type: 'CorrectionPlanGoalSet' as const,
      data: { ...of, number: at + 1, goal, measures },
    })),
  ];
};
