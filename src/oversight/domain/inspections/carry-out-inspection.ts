import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { IdsField } from '../../../kernel/field-kinds/id-list.js';
import { DayField, FlagField, ListField, TextField } from '../../../kernel/fields.js';
import type { InspectionEvent } from './events.js';
import type { Inspection } from './inspection-book.js';
import { answerDue, known, named, OfInspection } from './of-inspection.js';
import { reject } from './rejections.js';

export class FoundMatter {
  @TextField({ max: 1_000, description: '检查发现的情况，不写个人信息 / what was found; names nobody' })
  declare readonly matter: string;
  @FlagField({ description: '是否需要整改 / whether it has to be put right', example: true })
  declare readonly rectify: boolean;
}

export class CarryOutInspection extends OfInspection {
  @DayField({ description: '检查日期 / day', example: '2026-04-08' }) declare readonly carriedOutOn: Day;
  @IdsField({ min: 1, max: 20, description: '检查人员 / inspectors', example: ['o-003'] })
  declare readonly inspectors: string[];
  @ListField(() => FoundMatter, {
    max: 50,
    description: '检查发现 / findings',
    example: [{ matter: '两份矫正方案未按期评估', rectify: true }],
  })
  declare readonly findings: FoundMatter[];
  @TextField({ description: '检查意见，不写个人信息 / opinion; names nobody', example: '总体规范，方案评估需加强' })
  declare readonly opinion: string;
}

/** What was found is written down; what has to be put right is answered within the policy's days (GOV-1). */
export const carryOutInspection = (
  c: CarryOutInspection,
  inspection: Inspection,
  context: Context,
): InspectionEvent[] => {
  const planned = known(inspection);
  if (planned.status !== 'planned') throw reject('INSPECTION_NOT_PLANNED', { status: planned.status });
  const { carriedOutOn, inspectors, opinion } = c;
  if (carriedOutOn > context.today) throw reject('INSPECTION_DAY_IN_FUTURE');
  if (carriedOutOn < planned.madeOn) throw reject('INSPECTION_BEFORE_PLAN', { madeOn: planned.madeOn });
  const findings = c.findings.map(({ matter, rectify }, index) => ({ finding: index + 1, matter, rectify }));
  const due = findings.some(({ rectify }) => rectify) ? { answerDueOn: answerDue(carriedOutOn, context) } : {};
  const data = { ...named(c, context), carriedOutOn, inspectors, findings, opinion, ...due };
  return [{ type: 'InspectionCarriedOut', data }];
};
