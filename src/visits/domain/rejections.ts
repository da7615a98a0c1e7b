import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  VISIT_ALREADY_RECORDED: ['该走访记录已经登记', 'The visit is recorded already'],
  VISIT_IN_FUTURE: ['走访时间不能晚于现在', 'The visit is in the future'],
  VISIT_STRUCK_OUT: ['该走访记录已经撤销', 'The visit is struck out already'],
});
