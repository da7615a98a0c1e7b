import type { Context } from '../../kernel/context.js';
import type { LeaveTier } from '../../kernel/policy-rules.js';
import { runsOf, type Session } from '../../kernel/sessions.js';
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

/** Days of the run that the sessions are part of: with all other leave that no session that is worked parts from it (RULE-9). */
export const runDays = (
  sessions: readonly Session[],
  book: LeaveBook,
  calendar: WorkCalendar,
  except?: string,
): number => {
  const others = Object.entries(book.requests).flatMap(([id, leave]) => (id === except ? [] : sessionsOf(leave)));
  // Session by session: of a leave that was cancelled in part, what is left may be on both sides of days that are worked.
  const runs = runsOf(calendar, [...sessions, ...others].sort());
  return daysOf(runs.find((run) => sessions.some((session) => run.includes(session))) ?? []);
};
