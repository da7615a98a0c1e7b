import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  CALENDAR_OTHER_YEAR: ['日期不在该年度内', 'A day is not in that year'],
  CALENDAR_REST_ON_WEEKEND: ['放假日须为周一至周五', 'Rest days are weekdays: weekends are off anyway'],
  CALENDAR_WORK_ON_WEEKDAY: ['调休上班日须为周六或周日', 'Working days are weekend days: weekdays are worked anyway'],
  CALENDAR_DAY_TWICE: ['同一日期重复', 'A day is named twice'],
  CALENDAR_UNCHANGED: ['与现行安排相同', 'The arrangement is the same as the one in force'],
});
