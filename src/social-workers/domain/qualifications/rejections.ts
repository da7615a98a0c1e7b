import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  WORKER_NOT_SERVING: ['该社工不在岗', 'The social worker is not in service'],
  QUALIFICATION_OWN: ['不得登记本人的资格', 'Nobody records their own qualifications'],
  QUALIFICATION_NOT_FOUND: ['没有这份证书', 'There is no such certificate'],
  QUALIFICATION_IS_WITHDRAWN: ['该证书已失效', 'The certificate was withdrawn'],
  QUALIFICATION_PERIOD_REVERSED: ['有效期早于发证日期', 'The certificate expires before it is issued'],
  QUALIFICATION_WITHOUT_EXPIRY: ['该证书长期有效，无须续期', 'The certificate has no expiry to prolong'],
  QUALIFICATION_NOT_PROLONGED: ['续期须晚于原有效期', 'A renewal must end later than before'],
  QUALIFICATION_DAY_IN_FUTURE: ['日期晚于今天', 'The day is in the future'],
  QUALIFICATION_DAY_TOO_EARLY: ['日期早于发证日期', 'The day is before the day of issue'],
  QUALIFICATION_LEVEL_NOT_HIGHER: ['须高于现有专业级别', 'The level must be higher than the one held'],
  QUALIFICATION_EXAMINATION_MISSING: ['此前未通过该级别考试', 'The examination of that level was not passed by then'],
});
