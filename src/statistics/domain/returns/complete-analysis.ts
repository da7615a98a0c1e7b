import type { Context } from '../../../kernel/context.js';
import { TextField } from '../../../kernel/fields.js';
import type { ReturnEvent } from './events.js';
import { byTheUnit, drafted, inWords, OfReturn } from './of-return.js';
import { reject } from './rejections.js';
import type { StatisticalReturn } from './return-state.js';

export class CompleteAnalysis extends OfReturn {
  @TextField({
    max: 5_000,
    description: '一、社区矫正对象情况 / supervisees',
    example: '本月在矫人员总体稳定。',
  })
  declare readonly supervisees: string;
  @TextField({
    max: 5_000,
    description: '二、工作开展情况 / work done',
    example: '本月走访全部在矫人员。',
  })
  declare readonly work: string;
  @TextField({
    max: 5_000,
    description: '三、教育矫正情况 / correction',
    example: '组织法治教育一次。',
  })
  declare readonly correction: string;
  @TextField({ max: 5_000, description: '四、其他情况 / other', example: '无其他情况。' })
  declare readonly other: string;
}

/** What the figures drafted is completed, in all four parts, by a person (STA-4); as often as needed until it is handed in. */
export const completeAnalysis = (c: CompleteAnalysis, state: StatisticalReturn, context: Context): ReturnEvent[] => {
  byTheUnit(c, context);
  if (c.kind !== 'ANALYSIS') throw reject('RETURN_HAS_NO_TEXT');
  const version = drafted(state);
  const { supervisees, work, correction, other } = c;
  return [{ type: 'AnalysisCompleted', data: { ...inWords(c), version, supervisees, work, correction, other } }];
};
