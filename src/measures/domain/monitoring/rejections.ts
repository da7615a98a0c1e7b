import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  MONITORING_IN_FORCE: ['已有生效的电子定位决定', 'An order of monitoring is in force'],
  MONITORING_PENDING: ['已有待批准的电子定位', 'A draft of monitoring waits for approval'],
  MONITORING_NOT_PENDING: ['没有待批准的电子定位', 'No draft of monitoring waits for approval'],
  MONITORING_NOT_IN_FORCE: ['没有生效的电子定位决定', 'No order of monitoring is in force'],
  MONITORING_OWN_DRAFT: ['不得审批本人拟订的电子定位', 'Nobody decides on a draft of their own'],
  MONITORING_NOT_YOURS_TO_DECIDE: ['电子定位须由县司法局批准', 'Monitoring is approved by the county'],
  MONITORING_REVERSED: ['结束日期早于起始日期', 'The period ends before it begins'],
  MONITORING_BEGUN: ['起始日期早于今天', 'The period begins before today'],
  MONITORING_TOO_LONG: ['超过每次最长期限', 'The period is longer than an order may run'],
  MONITORING_BEYOND_TERM: ['超过矫正期限', 'The period goes beyond the term'],
  MONITORING_END_IN_FUTURE: ['解除日期不能晚于今天', 'The end is in the future'],
  MONITORING_END_OUTSIDE: ['解除日期不在定位期间内', 'The end is not within the period'],
});
