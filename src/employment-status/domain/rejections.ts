import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  EMPLOYMENT_UNCHANGED: ['就业状况没有变化', 'The employment is what it was'],
  EMPLOYMENT_CHANGED_LATER: ['在此日期之后已有就业变动', 'The employment changed after that day already'],
  ALREADY_AWAY: ['该对象已登记外出就业，尚未返回', 'The person is away for work already'],
  NOT_AWAY: ['该对象没有外出就业', 'The person is not away for work'],
  AWAY_REVERSED: ['预计返回日期早于外出日期', 'The person would be back before leaving'],
  AWAY_OVERLAPS: ['外出日期早于上次返回日期', 'The person was still away on that day'],
  AWAY_NOT_EXTENDED: ['延长后的日期须晚于原定日期', 'The stay is not longer than it was'],
  RETURN_BEFORE_DEPARTURE: ['返回日期早于外出日期', 'The return is before the departure'],
});
