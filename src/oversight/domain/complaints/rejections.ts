import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  COMPLAINT_ALREADY_RECEIVED: ['该投诉或建议已经登记', 'The complaint is recorded already'],
  COMPLAINT_DAY_IN_FUTURE: ['日期不能晚于今天', 'The day is in the future'],
  COMPLAINT_ABOUT_ONESELF: ['不得办理针对本人的投诉', 'Nobody handles a complaint about themselves'],
  COMPLAINT_ALREADY_ASSIGNED: ['已经交由该人员办理', 'It is assigned to that person already'],
  COMPLAINT_NOT_OPEN: ['该投诉或建议已经答复、办结或撤回', 'It is answered, closed or withdrawn'],
  COMPLAINT_NOT_ASSIGNED: ['该投诉或建议尚未交办', 'It is not assigned to anybody yet'],
  COMPLAINT_OF_ANOTHER: ['只有承办人可以答复', 'Only the person whom it is assigned to answers'],
  COMPLAINT_OUTCOME_UNFIT: ['答复结论与事项类别不符', 'The outcome does not fit the kind'],
  COMPLAINT_NOT_ANSWERED: ['尚未答复，不能办结', 'It is not closed before it is answered'],
});
