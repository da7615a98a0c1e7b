import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  WORKER_NOT_SERVING: ['该社工当日不在岗', 'The social worker is not in service on that day'],
  NOT_A_WORKING_DAY: ['该日不是工作日', 'The day is not a working day'],
  NO_SESSION: ['当日工作时间已经结束', 'The working hours of the day are over'],
  ALREADY_CHECKED_IN: ['该时段已经签到', 'The worker has checked in to this session'],
  ALREADY_CHECKED_OUT: ['该时段已经签退', 'The worker has checked out of this session'],
  NOT_CHECKED_IN: ['没有签到', 'The worker has not checked in'],
  REASON_NEEDED: ['代为记录须写明原因', 'A record made for the worker needs a reason'],
  SESSION_NOT_BEGUN: ['该时段尚未开始', 'The session has not begun'],
  SESSION_NOT_OVER: ['该时段尚未结束', 'The session is not over'],
  ON_LEAVE: ['该时段已批准请假', 'Approved leave covers the session'],
  CHECKED_IN: ['该时段已有签到记录', 'The worker has checked in to the session'],
  ALREADY_ABSENT: ['该时段已记为旷工', 'The session is an absence already'],
  DAY_NOT_OVER: ['当日工作时间尚未结束', 'The working hours of the day are not over'],
  MONTH_CLOSED: ['该月考勤已经结账', 'The attendance of the month is closed'],
  MONTH_NOT_CLOSED: ['该月考勤尚未结账', 'The attendance of the month is not closed'],
  MONTH_NOT_OVER: ['该月尚未结束', 'The month is not over'],
  MONTH_DAYS_OPEN: ['该月尚有未结算的工作日', 'There are working days of the month that are not closed'],
  MONTH_REOPENED: [
    '县局重新开放的月份只能由县局更正',
    'Of a month that the county reopened, the county alone corrects',
  ],
  OUTCOME_UNCHANGED: ['与现有记录相同', 'The session is recorded as that already'],
  GROUND_UNFIT: [
    '更正为旷工须写明情形，更正为出勤则无',
    'A correction to an absence needs its ground, one to attendance has none',
  ],
  OWN_ATTENDANCE: ['不得更正本人的考勤', 'Nobody corrects their own attendance'],
  DAY_CLOSED: ['当日考勤已经结账', 'The attendance of the day is closed'],
});
