import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Month } from '../../kernel/day.js';
import {
  ChoiceField,
  IdField,
  ListField,
  MonthField,
  NumberField,
  PatternField,
  TextField,
} from '../../kernel/fields.js';
import { notFound } from '../../kernel/rejection.js';
import { type Topic, TRAINING_KINDS, type TrainingKind, type TrainingPlanEvent } from './events.js';
import { reject } from './rejections.js';

/** The plan of one unit for one year, by its version. */
export type TrainingPlan =
  | { readonly status: 'none' }
  | {
      readonly status: 'adopted';
      readonly unitId: string;
      readonly version: number;
      readonly topics: readonly Topic[];
    };

export const NO_PLAN: TrainingPlan = { status: 'none' };

export const evolve = (_before: TrainingPlan, event: TrainingPlanEvent): TrainingPlan => {
  const { unitId, topics } = event.data;
  switch (event.type) {
    case 'TrainingPlanAdopted':
      return { status: 'adopted', unitId, version: 1, topics };
    case 'TrainingPlanRevised':
      return { status: 'adopted', unitId, version: event.data.version, topics };
  }
};

export class PlannedTopic {
  @ChoiceField(TRAINING_KINDS, { description: '政治、法律、业务、文书 / kind', example: 'LEGAL' })
  declare readonly kind: TrainingKind;
  @TextField({ max: 200, description: '内容 / topic', example: '社区矫正法实施办法' }) declare readonly title: string;
  @MonthField({ description: '月份 / month', example: '2026-05' }) declare readonly month: Month;
  @NumberField({ min: 0.5, max: 200, description: '学时 / hours', example: 4 }) declare readonly hours: number;
}

/** What a plan says. */
export abstract class TrainingPlanForm extends Command {
  @IdField({ path: true, description: '县局或司法所 / county or office', example: 'county-minhou' })
  declare readonly unitId: string;
  @PatternField(/^(20|21)\d{2}$/, { path: true, description: '年度 / year', example: '2026' })
  declare readonly year: string;
  @ListField(() => PlannedTopic, {
    min: 1,
    max: 100,
    description: '学习内容 / topics',
    example: [{ kind: 'LEGAL', title: '社区矫正法实施办法', month: '2026-05', hours: 4 }],
  })
  declare readonly topics: PlannedTopic[];
}
export class AdoptTrainingPlan extends TrainingPlanForm {}
export class ReviseTrainingPlan extends TrainingPlanForm {
  @TextField({ max: 500, description: '调整理由 / reason', example: '上级统一安排培训' })
  declare readonly reason: string;
}

/** A county or an office says what is to be studied in a year, once (TRN-1). */
export const adoptTrainingPlan = (c: AdoptTrainingPlan, plan: TrainingPlan, context: Context): TrainingPlanEvent[] => {
  if (plan.status !== 'none') throw reject('TRAINING_PLAN_EXISTS');
  return [{ type: 'TrainingPlanAdopted', data: { unitId: c.unitId, year: c.year, topics: topicsOf(c, context) } }];
};

/** The plan says something else from now on, with a reason; what was planned stays on record. */
export const reviseTrainingPlan = (
  c: ReviseTrainingPlan,
  plan: TrainingPlan,
  context: Context,
): TrainingPlanEvent[] => {
  if (plan.status === 'none') throw notFound();
  const { unitId, year, reason } = c;
  const topics = topicsOf(c, context);
  const data = { unitId, year, topics, version: plan.version + 1, reason, previous: plan.topics };
  return [{ type: 'TrainingPlanRevised', data }];
};

/** The topics by month, each of the plan's year; the unit is a county or an office. */
const topicsOf = ({ unitId, year, topics }: TrainingPlanForm, { jurisdiction }: Context): Topic[] => {
  if (jurisdiction.at(-1) !== unitId || jurisdiction.length < 2) throw reject('TRAINING_UNIT_UNFIT');
  const astray = topics.find(({ month }) => month.slice(0, 4) !== year);
  if (astray) throw reject('TRAINING_TOPIC_OUT_OF_YEAR', { month: astray.month });
  const plain = topics.map(({ kind, title, month, hours }) => ({ kind, title, month, hours }));
  return plain.sort((one, other) => (one.month < other.month ? -1 : one.month > other.month ? 1 : 0));
};
