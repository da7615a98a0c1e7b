import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  DECISION_ALREADY_RECORDED: ['该决定文书已经登记', 'This decision document is recorded already'],
  ALREADY_REGISTERED: [
    '该决定文书的社区矫正对象已经报到登记',
    'The person of this decision document is registered already',
  ],
  DOCUMENT_MISMATCH: ['登记内容与已收到的决定文书不一致', 'The registration does not agree with the recorded decision'],
  OFFICE_NEEDED: ['社区矫正对象须由司法所管理', 'A supervisee belongs to an office'],
  IDENTITY_NUMBER_INVALID: ['居民身份证号码不正确', 'The identity number is not a valid resident identity number'],
  SEX_MISMATCH: ['性别与居民身份证号码不一致', 'The sex does not agree with the identity number'],
  TERM_REVERSED: ['矫正期限的结束日早于起始日', 'The term ends before it begins'],
  REPORTED_IN_FUTURE: ['报到日期不能晚于今天', 'The reporting day is in the future'],
  REPORTED_BEFORE_EFFECT: ['报到日期早于决定生效日', 'The reporting day is before the decision took effect'],
  NOT_UNDER_SUPERVISION: ['该对象不在接受社区矫正', 'The person is not under supervision'],
  RIGHTS_ALREADY_ACKNOWLEDGED: ['权利义务告知已经登记', 'The acknowledgement of rights is recorded already'],
  ACKNOWLEDGED_BEFORE_REGISTRATION: ['告知日期早于报到日期', 'The acknowledgement is before the registration'],
  ACKNOWLEDGED_IN_FUTURE: ['告知日期不能晚于今天', 'The acknowledgement is in the future'],
  DISCHARGED_IN_FUTURE: ['解除日期不能晚于今天', 'The discharge is in the future'],
  DISCHARGED_BEFORE_REGISTRATION: ['解除日期早于报到日期', 'The discharge is before the registration'],
  TERM_NOT_EXPIRED: ['矫正期限尚未届满', 'The term has not expired by that day'],
  WEEKLY_REPORT_IN_FUTURE: ['汇报日期不能晚于今天', 'The reporting day is in the future'],
  WEEKLY_REPORT_BEFORE_REGISTRATION: ['汇报日期早于报到日期', 'The weekly report is before the registration'],
  WEEKLY_REPORT_WEEK_AHEAD: ['补报的周晚于汇报日期', 'The week reported for is after the day of the report'],
  WEEKLY_REPORT_WEEK_BEFORE_REGISTRATION: ['补报的周早于报到日期', 'The week reported for is before the registration'],
});
