import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  ASSISTANCE_ALREADY_OPENED: ['该帮扶事项已经立项', 'The case is open already'],
  ASSISTANCE_CLOSED: ['该帮扶事项已经办结', 'The case is closed'],
  ASSISTANCE_OUT_OF_ORDER: ['日期早于该帮扶事项的上一步', 'The day is before the latest step of the case'],
});
