import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  LEAVE_NOT_FOUND: ['没有这份请假申请', 'There is no such leave request'],
  LEAVE_NOT_PENDING: ['该请假申请不在待审批状态', 'The leave request is not waiting for a decision'],
  LEAVE_NOT_RETURNED: ['该请假申请没有被退回补充', 'The leave request was not returned for more'],
  LEAVE_NOT_APPROVED: ['该请假申请尚未批准', 'The leave was not approved'],
  LEAVE_NOT_YOUR_TURN: ['该请假申请现由其他职务签批', 'The leave request waits for another post'],
  LEAVE_NEEDS_ENDORSEMENT: ['须先签注意见，再报批准', 'The leave must be endorsed before it is approved'],
  LEAVE_OWN: ['不得审批本人的请假', 'Nobody decides on their own leave'],
  LEAVE_BEGUN: ['假期已经开始，须批准后方可离开', 'The leave has begun: it must be approved before departure'],
  LEAVE_NO_WORKING_SESSION: ['所请时段没有工作时间', 'There is no working session in the period'],
  LEAVE_PERIOD_REVERSED: ['结束时段早于开始时段', 'The period ends before it begins'],
  LEAVE_BEFORE_APPOINTMENT: ['请假时段早于聘用之日', 'The leave begins before the appointment'],
  LEAVE_OVERLAPS: ['与已有的请假时段重叠', 'The period overlaps another leave'],
  LEAVE_SESSION_NOT_COVERED: [
    '所取消的时段不在已批准的假期内',
    'A session to cancel is not part of the approved leave',
  ],
  LEAVE_CERTIFICATE_NEEDED: [
    '病假超过规定天数，须附医院证明方可批准',
    'Sick leave of so many days needs a hospital certificate before it is approved',
  ],
  LEAVE_CERTIFICATE_UNFIT: ['只有病假附医院证明', 'Only sick leave comes with a hospital certificate'],
  LEAVE_CERTIFICATE_GIVEN: ['医院证明已经提交', 'The hospital certificate was submitted already'],
  LEAVE_ANNUAL_ON_PROBATION: ['试用期内没有年休假', 'There is no annual leave on probation'],
  LEAVE_ANNUAL_APPRAISAL: [
    '上一次年度考核未达合格，没有年休假',
    'There is no annual leave after an annual appraisal below competent',
  ],
  LEAVE_ANNUAL_NOT_ENTITLED: [
    '累计工作年限未核定或未满规定年限，没有年休假',
    'There is no annual leave before so many accumulated years of work',
  ],
  LEAVE_ANNUAL_BALANCE: ['年休假余额不足', 'The balance of annual leave does not suffice'],
  LEAVE_KIND_NOT_BY_WORD: ['该假别须事先书面申请', 'Leave of this kind is asked for on the form, in advance'],
  LEAVE_NOTICE_NOT_ON_DAY: [
    '口头（电话）请假须在休假发生的当天',
    'Notice by word is given on the day that the leave begins',
  ],
  LEAVE_TO_REGULARISE: ['口头（电话）请假须补办手续', 'Leave taken on notice by word is to be made good'],
  LEAVE_NOT_TO_REGULARISE: ['该请假无需补办手续', 'There is no notice by word to make good'],
  LEAVE_FORM_LATE: ['已过补办手续的期限', 'The last day for the form has passed'],
  LEAVE_NOT_TAKEN: ['该请假没有可销的假期', 'There is no leave to clear'],
  LEAVE_NOT_BEGUN: ['假期尚未开始', 'The leave has not begun'],
  LEAVE_CLEARED: ['已经销假', 'The leave was cleared already'],
  LEAVE_SUBSTITUTE_UNFIT: [
    '代班人须为本所在岗的其他社工',
    'The substitute must be another serving worker of the same office',
  ],
  WORKER_NOT_SERVING: ['该社工不在岗', 'The social worker is not in service'],
});
