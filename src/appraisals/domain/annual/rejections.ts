import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  ANNUAL_EXISTS: ['该年度的考核已经开始', 'The annual appraisal was opened already'],
  ANNUAL_NOT_OPEN: ['尚未到年度考核时间', 'The annual appraisal is not open yet'],
  ANNUAL_NOT_SERVING: ['该社工在该年度不在岗', 'The social worker did not serve in that year'],
  ANNUAL_OWN: ['不得参与对本人的考核', 'Nobody appraises themselves'],
  ANNUAL_GRADED: ['该年度的等次已经确定', 'The grade was set already'],
  ANNUAL_OPINION_GIVEN: ['所长意见已经提出', 'The head’s opinion was given already'],
  ANNUAL_OPINION_MISSING: ['尚无所长意见', 'The head’s opinion is missing'],
  ANNUAL_SCORES_MISSING: ['德能勤绩尚未评分', 'The four dimensions were not scored'],
  ANNUAL_QUARTERS_MISSING: ['季度考评不全或被退回', 'Quarterly appraisals are missing or were returned'],
  ANNUAL_EVALUATION_OPEN: ['民主测评尚未结束', 'The democratic evaluation goes on'],
  ANNUAL_REASON_NEEDED: [
    '与建议等次不同或未进行民主测评的，须说明理由',
    'A grade other than the one suggested, or without an evaluation, needs a reason',
  ],
  ANNUAL_NOT_APPEALABLE: ['没有可申诉的结果', 'There is no result to appeal against'],
  ANNUAL_APPEAL_LATE: ['已过申诉期限', 'The time to appeal is over'],
  ANNUAL_NOT_APPEALED: ['没有待处理的申诉', 'There is no appeal'],
  ANNUAL_APPEAL_SAME_PERSON: ['申诉须由他人处理', 'An appeal is decided by somebody else'],
  ANNUAL_APPEAL_GRADE_UNFIT: ['变更须给出不同的等次，维持则不给出', 'A revision gives another grade, and only it'],
});
