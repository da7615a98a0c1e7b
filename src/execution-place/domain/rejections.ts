import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  TRANSFER_NOT_FOUND: ['没有这份变更执行地申请', 'There is no such change of the place of execution'],
  TRANSFER_NOT_PENDING: ['该变更执行地申请不在待审批状态', 'The change of place is not waiting for a decision'],
  TRANSFER_NOT_APPROVED: ['该变更执行地尚未决定，或已办结', 'The change of place is not decided, or is over'],
  TRANSFER_NOT_YOUR_TURN: ['该变更执行地申请现由其他职务签批', 'The change of place waits for another post'],
  TRANSFER_OWN_REQUEST: ['不得审批本人提出的申请', 'Nobody decides on a request of their own'],
  TRANSFER_ALREADY_OPEN: ['已有变更执行地申请在办理', 'Another change of the place of execution is under way'],
  TRANSFER_DESTINATION: [
    '须填写新执行地司法所或外市地点之一',
    'Either an office or a place outside the city is needed',
  ],
  TRANSFER_OFFICE_UNFIT: ['新执行地须为本市的其他司法所', 'The new place has to be another open office of the city'],
  TRANSFER_PERSON_ABSENT: ['该对象脱管或被羁押', 'The person is out of supervision or detained'],
  TRANSFER_TERM_OVER: ['矫正期限已届满', 'The term is over'],
  TRANSFER_REPLY_NEEDED: ['变更到外市须有对方复函', 'Leaving the city needs the answer of the other place'],
  TRANSFER_RECEIPT_NEEDED: ['外市报到须有对方回执', 'Reporting outside the city needs the receipt of the other place'],
  TRANSFER_PAPERS_OUTSTANDING: ['档案材料尚未移交', 'The papers are not handed over'],
  TRANSFER_PAPERS_HANDED_OVER: ['档案材料已经移交', 'The papers are handed over already'],
  TRANSFER_DAY_BEFORE_DECISION: ['日期早于决定之日', 'The day is before the decision'],
  TRANSFER_DAY_IN_FUTURE: ['日期不能晚于今天', 'The day is in the future'],
});
