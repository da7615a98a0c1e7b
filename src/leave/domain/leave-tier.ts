import type { Context } from '../../kernel/context.js';
import type { LeaveTier } from '../../kernel/policy-rules.js';
import { type Session, workingSessions } from '../../kernel/sessions.js';
import type { WorkCalendar } from '../../kernel/work-calendar.js';
import { daysOf, type LeaveBook, sessionsOf } from './leave-book.js';

/**
 * Who decides on so many days (LEV-2 … LEV-5): the first tier that they fit into, the number included. More than the last tier gives
 * goes the last tier's way, marked beyond delegation.
 */
export const tierFor = (days: number, context: Context): { tier: LeaveTier; beyondDelegation: boolean } => {
  const { tiers } = context.policy.rules.leave;
  const fitting = tiers.find((tier) => days <= tier.upToDays);
  const last = tiers.at(-1);
  if (!last) throw new Error('A policy set without leave tiers was published');
  return { tier: fitting ?? last, beyondDelegation: fitting === undefined };
};

/** Days of the run that the sessions are part of: with the worker's other leave that no working session parts from it (RULE-9). */
export const runDays = (
  sessions: readonly Session[],
  book: LeaveBook,
  calendar: WorkCalendar,
  except?: string,
): number => {
  let run = [...sessions];
  let others = Object.entries(book.requests)
    .filter(([id]) => id !== except)
    .map(([, leave]) => sessionsOf(leave))
    .filter((other) => other.length > 0);
  for (;;) {
    const joined = others.filter((other) => adjoin(run, other, calendar));
    if (joined.length === 0) return daysOf(run);
    run = [...run, ...joined.flat()].sort();
    others = others.filter((other) => !joined.includes(other));
  }
};

const adjoin = (one: readonly Session[], other: readonly Session[], calendar: WorkCalendar): boolean => {
  const [earlier, later] = (one[0] ?? '') < (other[0] ?? '') ? [one, other] : [other, one];
  const [end, start] = [earlier.at(-1), later[0]];
  if (!end || !start) return false;
  const between = workingSessions(calendar, end, start).filter((session) => session > end && session < start);
  return between.length === 0;
};
