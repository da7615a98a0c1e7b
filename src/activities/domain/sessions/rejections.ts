import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  OFFICE_NEEDED: ['活动须由司法所组织', 'Activities are planned by an office'],
  ACTIVITY_ALREADY_PLANNED: ['该活动已经安排', 'The activity is planned already'],
  ACTIVITY_TIMES_REVERSED: ['活动结束时间须晚于开始时间', 'The activity ends before it begins'],
  ACTIVITY_CANCELLED: ['该活动已经取消', 'The activity is cancelled'],
  ACTIVITY_HELD: ['该活动已有出席记录，不能取消', 'Attendance is recorded: the activity cannot be cancelled'],
  ACTIVITY_NOT_BEGUN: ['活动尚未开始，不能登记出席', 'The activity has not begun, so nobody attended yet'],
  PARTICIPATION_CONTRADICTORY: [
    '出席的不得填写缺席原因；缺席的须填写原因，不得填写时长',
    'Whoever attended has no absence; an absence has its reason and no minutes',
  ],
  MINUTES_EXCEED_ACTIVITY: ['时长超过活动的时长', 'More minutes than the activity has'],
  PARTICIPATION_ALREADY_RECORDED: [
    '该对象的出席情况已经登记，如有误请更正',
    "The person's part is recorded already; correct it if it is wrong",
  ],
  PARTICIPATION_NOT_RECORDED: ['该对象的出席情况尚未登记', "The person's part is not recorded yet"],
  PARTICIPATION_UNCHANGED: ['更正内容与已登记的一致', 'The correction says what is recorded'],
});
