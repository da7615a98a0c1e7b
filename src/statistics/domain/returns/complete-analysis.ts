import type { Context } from '../../../kernel/context.js';
import { TextField } from '../../../kernel/fields.js';
import type { ReturnEvent } from './events.js';
import { byTheUnit, drafted, named, OfReturn } from './of-return.js';
import { reject } from './rejections.js';
import type { StatisticalReturn } from './return-state.js';

export class CompleteAnalysis extends OfReturn {
  @TextField({
    max: 5_000,
    description: '一、社区矫正对象情况，不写个人信息 / supervisees; names nobody',
    example: '本月在矫人员总体稳定。',
  })
  declare readonly supervisees: string;
  @TextField({
    max: 5_000,
    description: '二、工作开展情况，不写个人信息 / work done; names nobody',
    example: '本月走访全部在矫人员。',
  })
  declare readonly work: string;
  @TextField({
    max: 5_000,
    description: '三、教育矫正情况，不写个人信息 / correction; names nobody',
    example: '组织法治教育一次。',
  })
  declare readonly correction: string;
  @TextField({ max: 5_000, description: '四、其他情况，不写个人信息 / other; names nobody', example: '无其他情况。' })
  declare readonly other: string;
}

/** What the figures drafted is completed, in all four parts, by a person (STA-4); as often as needed until it is handed in. */
export const completeAnalysis = (c: CompleteAnalysis, state: StatisticalReturn, context: Context): ReturnEvent[] => {
  byTheUnit(c, context);
  if (c.kind !== 'ANALYSIS') throw reject('RETURN_HAS_NO_TEXT');
  const version = drafted(state);
  const { supervisees, work, correction, other } = c;
  return [
    { type: 'AnalysisCompleted', data: { ...named(c), version, texts: { supervisees, work, correction, other } } },
  ];
};
