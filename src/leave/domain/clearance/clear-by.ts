import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { dayOfSession, type Session } from '../../../kernel/sessions.js';

/**
 * Last day to clear the return from leave on (销假): as many working days after the day of its last session as the policy says (LEV-8).
 * Refuses a year without a calendar (RULE-3).
 */
export const clearByOf = (sessions: readonly Session[], context: Context): Day => {
  const last = sessions.at(-1);
  if (last === undefined) throw new Error('A leave has at least one session');
  let day = dayOfSession(last);
  for (let passed = 0; passed < context.policy.rules.leave.clearWithinWorkingDays; passed += 1)
    day = context.calendar.nextWorkingDay(day);
  return day;
};
