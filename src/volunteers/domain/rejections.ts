import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  VOLUNTEER_ALREADY_REGISTERED: ['该志愿者编号已经登记', 'A volunteer is registered under this id already'],
  VOLUNTEER_HAS_LEFT: ['该志愿者已经退出', 'The volunteer has left'],
  VOLUNTEER_DAY_IN_FUTURE: ['日期不能晚于今天', 'The day is in the future'],
  VOLUNTEER_DAY_TOO_EARLY: ['退出日期早于登记日期', 'The volunteer leaves before the registration'],
});
