import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  TRAVEL_NOT_FOUND: ['没有这份外出申请', 'There is no such travel request'],
  TRAVEL_NOT_PENDING: ['该外出申请不在待审批状态', 'The travel request is not waiting for a decision'],
  TRAVEL_NOT_APPROVED: ['该外出申请尚未批准，或已销假', 'The travel was not approved, or the return is confirmed'],
  TRAVEL_NOT_YOUR_TURN: ['该外出申请现由其他职务签批', 'The travel request waits for another post'],
  TRAVEL_NEEDS_ENDORSEMENT: ['须先签注意见，再报批准', 'The travel must be endorsed before it is approved'],
  TRAVEL_OWN_REQUEST: ['不得审批本人提出的申请', 'Nobody decides on a request of their own'],
  TRAVEL_REVERSED: ['返回日期早于出发日期', 'The travel ends before it begins'],
  TRAVEL_BEGUN: ['外出须事先批准', 'Travel is approved before it begins'],
  TRAVEL_BEYOND_TERM: ['外出期间超过矫正期限', 'The travel goes beyond the term'],
  TRAVEL_TOO_LONG: ['外出天数超过可以批准的上限', 'Nobody may permit so many days'],
  TRAVEL_OVERLAPS: ['与已有的外出期间重叠', 'The travel overlaps another'],
  TRAVEL_RETURN_OUTSTANDING: ['上次外出尚未销假', 'The return from the travel before is not confirmed'],
  TRAVEL_PERSON_ABSENT: ['该对象脱管或被羁押', 'The person is out of supervision or detained'],
  RETURN_BEFORE_DEPARTURE: ['返回日期早于出发日期', 'The return is before the departure'],
  RETURN_IN_FUTURE: ['返回日期不能晚于今天', 'The return is in the future'],
});
