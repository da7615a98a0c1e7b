import { Rejection, rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  COUNSELLING_ALREADY_RECORDED: ['该次心理辅导已经登记', 'The counselling session is recorded already'],
  COUNSELLING_NOT_YOURS_TO_GRANT: [
    '只有辅导人和司法所所长可以授权或撤销授权',
    'Only the counsellor and the head of the office grant and revoke access',
  ],
  COUNSELLING_OWN_GRANT: ['不得给自己授权', 'Nobody grants access to themselves'],
  COUNSELLING_ALREADY_GRANTED: ['该人员已经可以查阅', 'That person may read it already'],
  COUNSELLING_NOT_GRANTED: ['该人员没有查阅授权', 'That person has no access to revoke'],
});

/** Somebody of the office knows that the session took place, and may not know what was said. */
export const sealed = (): Rejection =>
  new Rejection(
    'COUNSELLING_SEALED',
    { zh: '心理辅导内容仅限辅导人和被授权人查阅', en: 'Only the counsellor and those granted access read it' },
    {},
    403,
  );
