import type { Context } from '../../../kernel/context.js';
import { addDays, type Day } from '../../../kernel/day.js';

/** Last day for the form: so many days after the notice, or the first working day after that when it is none (LEV-6). */
export const formDueFrom = (day: Day, { calendar, policy }: Context): Day => {
  const last = addDays(day, policy.rules.leave.emergency.formWithinDays);
  return calendar.isWorkingDay(last) ? last : calendar.nextWorkingDay(last);
};
