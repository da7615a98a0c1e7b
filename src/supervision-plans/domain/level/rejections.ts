import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  LEVEL_FACTORS_INCOMPLETE: [
    '须对规则所列各项因素逐一评分，每项一次',
    'Every factor of the policy is scored, each once, and no other',
  ],
  LEVEL_SCORE_TOO_HIGH: ['评分超过该项因素的最高分', 'The score is over the highest of its factor'],
  LEVEL_ASSESSED_TOO_EARLY: ['评分日期早于上次评分', 'The assessment is before the last one'],
  LEVEL_NEEDS_ASSESSMENT: [
    '须先评分，再确定管理类别',
    'A level is set from an assessment that no level was set from yet',
  ],
  LEVEL_UNCHANGED: ['管理类别没有变化', 'The person has that level already'],
});
