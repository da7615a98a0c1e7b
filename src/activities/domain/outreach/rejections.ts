import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  OUTREACH_ALREADY_RECORDED: ['该宣传活动已经登记', 'The event is recorded already'],
  OUTREACH_OFFICE_NEEDED: ['宣传活动须由司法所登记', 'Outreach is recorded by an office'],
  OUTREACH_IN_FUTURE: ['宣传日期不能晚于今天', 'The event is in the future'],
  OUTREACH_STRUCK_OUT: ['该宣传活动记录已经撤销', 'The event is struck out already'],
});
