import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  CASE_EXISTS: ['该案件已经立案', 'The case was opened already'],
  WORKER_NOT_SERVING: ['该社工不在岗', 'The social worker is not in service'],
  CASE_OWN: ['不得处理对本人的案件', 'Nobody has a hand in a case against themselves'],
  CASE_DAY_IN_FUTURE: ['日期晚于今天', 'The day is in the future'],
  CASE_DAY_TOO_EARLY: ['日期早于失职或上次听取申辩之日', 'The day is before the neglect or the last hearing'],
  CASE_BEFORE_SERVICE: ['日期早于聘用之日', 'The day is before the appointment'],
  CASE_DECIDED: ['该案件已经作出决定', 'The case was decided already'],
  CASE_NOT_HEARD: ['尚未听取本人陈述和申辩', 'The worker was not heard'],
  CASE_NOT_APPEALABLE: ['没有可申诉的决定', 'There is no decision to appeal against'],
  CASE_APPEAL_LATE: ['已过申诉期限', 'The time to appeal is over'],
  CASE_NOT_APPEALED: ['没有待处理的申诉', 'There is no appeal'],
  CASE_APPEAL_SAME_PERSON: ['申诉须由他人处理', 'An appeal is decided by somebody else'],
  CASE_APPEAL_MEASURE_UNFIT: ['变更须给出较轻的处理，其他结果不给出', 'A revision gives a milder measure, and only it'],
});
