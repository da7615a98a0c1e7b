import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  ALREADY_ERASED: ['该人员的个人信息已经销毁', 'The personal data of this person are erased already'],
  NOT_ERASED: ['该人员的个人信息尚未销毁', 'The personal data of this person are not erased'],
});
