import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  EVALUATION_EXISTS: ['该年度的民主测评已经开始', 'There is an evaluation of that year already'],
  EVALUATION_APPRAISAL_NOT_OPEN: ['该年度考核没有在进行', 'The annual appraisal is not in progress'],
  EVALUATION_NOT_AT_THIS_STAGE: ['民主测评不在此阶段', 'The evaluation is not at this stage'],
  EVALUATION_OTHER_ROUND: ['该次测评已经放弃', 'That attempt was abandoned'],
  EVALUATION_OWN: ['不得参与对本人的测评', 'Nobody has a hand in their own evaluation'],
  EVALUATION_VOTER_IS_WORKER: ['被测评人不得参加投票', 'The worker is not a voter'],
  EVALUATION_TOO_FEW: ['人数不足，无法保证匿名', 'Too few for the votes to be anonymous'],
  EVALUATION_NOT_ENTITLED: ['您不在参加测评的人员之列', 'You are not on the roll of this evaluation'],
  EVALUATION_VOTE_NOT_DELEGABLE: ['不得代他人投票', 'Nobody votes for another'],
  EVALUATION_PAPER_ISSUED: ['您已领取过选票', 'Your ballot paper was issued already'],
  EVALUATION_PAPER_MALFORMED: ['盲化凭证不正确', 'The blinded credential is not an element of the group'],
  EVALUATION_CREDENTIAL_INVALID: ['投票凭证无效', 'The credential of the ballot is not valid'],
  EVALUATION_BALLOT_CAST: ['该选票已经投出', 'The ballot was cast already'],
});
