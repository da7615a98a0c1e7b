import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  WORKER_ALREADY_APPOINTED: ['该社工编号已有聘用记录', 'A social worker with this id was appointed already'],
  WORKER_NOT_SERVING: ['该社工不在岗', 'The social worker is not in service'],
  WORKER_OFFICE_UNFIT: ['社工须在司法所任职', 'A social worker serves in an office that exists and is not closed'],
  WORKER_OFFICE_UNCHANGED: ['该社工已在该司法所', 'The social worker serves in that office'],
  WORKER_PROBATION_REVERSED: ['试用期须晚于聘用之日', 'The probation must end after the appointment'],
  WORKER_DAY_IN_FUTURE: ['日期晚于今天', 'The day is in the future'],
  WORKER_DAY_TOO_EARLY: ['日期早于聘用或上次调动之日', 'The day is before the appointment or the last transfer'],
});
