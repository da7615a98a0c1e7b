import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  OPINION_ALREADY_RECEIVED: ['该文书已经登记', 'The document is recorded already'],
  OPINION_DAY_IN_FUTURE: ['日期不能晚于今天', 'The day is in the future'],
  OPINION_NOT_TO_REPLY: ['该文书没有待拟写的回复', 'No reply to it is waiting to be written'],
  OPINION_REASONS_NEEDED: ['未全部采纳的，应当说明理由', 'What is not adopted needs reasons'],
  OPINION_REASONS_NOT_WANTED: [
    '全部采纳的，不需要不采纳的理由',
    'There are no reasons for not adopting what is adopted',
  ],
  OPINION_NO_DRAFT: ['没有待签发的回复稿', 'There is no draft to sign'],
  OPINION_OWN_DRAFT: ['不得签发本人拟写的回复', 'Nobody signs their own draft'],
  OPINION_NOT_REPLIED: ['尚未书面回复', 'It is not replied to yet'],
  OPINION_DEMAND_TOO_EARLY: ['日期早于回复日期', 'The day is before that of the reply'],
});
