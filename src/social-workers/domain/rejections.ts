import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  WORKER_ALREADY_APPOINTED: ['该社工编号已有聘用记录', 'A social worker with this id was appointed already'],
  WORKER_NOT_SERVING: ['该社工不在岗', 'The social worker is not in service'],
  WORKER_OWN: ['不得决定本人的聘用事项', 'Nobody decides on their own service'],
  WORKER_CASE_UNFIT: [
    '该社工没有决定解除聘用的该辞退案件',
    'There is no such case of this worker that was decided for dismissal',
  ],
  WORKER_OFFICE_UNFIT: ['社工须在司法所任职', 'A social worker serves in an office that exists and is not closed'],
  WORKER_APPLICATION_UNFIT: ['该应聘申请未被本所录用', 'Nobody was hired for this office on that application'],
  WORKER_OFFICE_UNCHANGED: ['该社工已在该司法所', 'The social worker serves in that office'],
  WORKER_PROBATION_REVERSED: ['试用期须晚于聘用之日', 'The probation must end after the appointment'],
  WORKER_NOT_ON_PROBATION: ['该社工没有待转正的试用期', 'There is no probation to confirm'],
  WORKER_PROBATION_OVER: [
    '转正之日不得晚于试用期届满次日',
    'The first day after the probation cannot be later than its end',
  ],
  WORKER_UNDERTAKING_SIGNED: ['保密承诺书已经签订', 'The undertaking of confidentiality was signed already'],
  WORKER_UNDERTAKING_MISSING: [
    '尚未签订保密承诺书，不得转正',
    'Not confirmed without the undertaking of confidentiality',
  ],
  WORKER_CONTRACT_REVERSED: ['合同终止日早于起始日', 'The contract ends before it begins'],
  WORKER_CONTRACT_OVERLAPS: ['与现有合同期限重叠', 'The contract overlaps the one before'],
  WORKER_WORK_SINCE_LATE: [
    '累计工作年限起算日不得晚于聘用之日',
    'Accumulated work counts from the day of the appointment at the latest',
  ],
  WORKER_RESIGNATION_PENDING: ['已有待处理的辞职申请', 'A resignation waits for a decision already'],
  WORKER_NOT_RESIGNING: ['没有待处理的辞职申请', 'There is no resignation'],
  WORKER_DAY_PASSED: ['日期已过', 'The day has passed'],
  WORKER_DAY_IN_FUTURE: ['日期晚于今天', 'The day is in the future'],
  WORKER_DAY_TOO_EARLY: ['日期早于聘用或上次调动之日', 'The day is before the appointment or the last transfer'],
});
