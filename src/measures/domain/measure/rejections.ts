import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  MEASURE_ALREADY_DRAFTED: ['该奖惩已经拟订', 'The measure is drafted already'],
  MEASURE_NOT_FOUND: ['没有这份奖惩', 'There is no such measure'],
  MEASURE_OWN_DRAFT: ['不得审批本人拟订的奖惩', 'Nobody decides on a draft of their own'],
  MEASURE_NOT_YOUR_TURN: ['该奖惩现由其他职务签批', 'The measure waits for another post'],
  MEASURE_NEEDS_ENDORSEMENT: ['须先签注意见，再报决定', 'The measure must be endorsed before it is decided'],
  MEASURE_NOT_PENDING: ['该奖惩不在待审批状态', 'The measure is not waiting for a decision'],
  MEASURE_NOT_RETURNED: ['该奖惩没有被退回', 'The measure was not returned'],
  MEASURE_NOT_DECIDED: ['该奖惩尚未决定，或已经提请', 'The measure is not decided, or was sent already'],
  MEASURE_NOT_SENT: ['该提请尚未发出，或已有答复', 'The proposal was not sent, or is answered already'],
  MEASURE_NOT_SENT_ON: ['该项奖惩由县司法局自行决定，无须提请', 'No other body decides on this measure'],
  MEASURE_PAPER_IN_FUTURE: ['文书日期不能晚于今天', 'The document is in the future'],
  MEASURE_PAPER_TOO_EARLY: ['文书日期早于前一步骤', 'The document is before the step that it follows'],
});
