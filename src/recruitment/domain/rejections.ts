import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  RECRUITMENT_ANNOUNCED: ['该招聘已经公布', 'The recruitment was announced already'],
  RECRUITMENT_NEEDS_OFFICE: [
    '社工岗位设在未撤并的司法所',
    'Social workers are recruited for an office that is not closed',
  ],
  RECRUITMENT_NOT_VACANT: ['招聘人数超过空缺岗位数', 'There are not so many vacant posts'],
  RECRUITMENT_DAY_PASSED: ['报名截止日已过', 'The last day to apply has passed'],
  RECRUITMENT_CLOSED: ['招聘已经结束', 'The recruitment is closed'],
  RECRUITMENT_OVER: ['报名已经截止', 'The time to apply is over'],
  RECRUITMENT_FULL: ['招聘人数已满', 'All announced posts are filled'],
  APPLICANT_KNOWN: ['该应聘申请已经登记', 'The application was received already'],
  APPLICANT_CLOSED: ['该应聘申请已有结果', 'The application was decided or withdrawn'],
  APPLICANT_REVIEWED: ['资格审查已经完成', 'The qualifications were reviewed already'],
  APPLICANT_NOT_QUALIFIED: ['资格审查未通过', 'The qualifications were not reviewed, or do not suffice'],
  APPLICANT_INTERVIEWED: ['面试已经完成', 'The interview was held already'],
  APPLICANT_NOT_INTERVIEWED: ['未经资格审查和面试不得录用', 'Nobody is hired without review and interview'],
  APPLICANT_INTERVIEWER_TWICE: ['同一面试官只评一次分', 'An interviewer scores once'],
  APPLICANT_DAY_IN_FUTURE: ['日期晚于今天', 'The day is in the future'],
  APPLICANT_DAY_TOO_EARLY: ['面试日期早于报名日期', 'The interview is before the application'],
});
