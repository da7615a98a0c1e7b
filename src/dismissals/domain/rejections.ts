import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  DISMISSAL_CASE_CLOSED: ['该案件已决定或已撤销', 'The case was decided or withdrawn'],
  DISMISSAL_CASE_OWN: ['不得决定本人的案件', 'Nobody decides on a case against themselves'],
  DISMISSAL_DAY_UNFIT: [
    '解除聘用之日不得晚于今天，也不得早于任职之日；留用不填',
    'The last day of service is between the posting and today; who is kept has none',
  ],
  STAY_REVERSED: ['出院日早于住院日', 'The stay ends before it begins'],
  STAY_IN_FUTURE: ['住院日期晚于今天', 'The stay is not over by today'],
  STAY_BEFORE_APPOINTMENT: ['住院日期早于聘用之日', 'The stay began before the appointment'],
  STAY_NOT_FOUND: ['未找到该住院登记', 'There is no such stay'],
  STAY_UNCHANGED: ['与现有登记相同', 'The stay is recorded as that already'],
  SERVICE_ENDED: ['该社工已离任', 'The social worker has left'],
});
