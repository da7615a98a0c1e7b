import { type Instant, instantOf } from '../day.js';
import { dayOfSession, halfOfSession, type Session } from '../sessions.js';
import { type ServiceFacts, withSessions } from './conduct.js';
import type { GroundRow } from './ground-rows.js';
import type { Ground } from './grounds.js';
import type { LeaveKind } from './leave-rules.js';
import { groundsAgainst, type Service } from './service.js';
import type { Rulebook } from './tally.js';

/** A leave that somebody decides on. */
export interface AskedLeave {
  readonly requestId: string;
  readonly kind: LeaveKind;
  readonly sessions: readonly Session[];
}

/** What a decision on a leave would lead to, by the rules that cases are opened by (THR-6). */
export interface LeaveOutlook {
  /** Grounds that an approval would give and that do not stand now; and rows of grounds that would go, as the leave explains absences. */
  readonly reaches: readonly Ground[];
  readonly ends: readonly GroundRow[];
  /** Grounds that a refusal would lead to: of leave taken on notice by word, what is over becomes absence (LEV-6). */
  readonly refusalReaches: readonly Ground[];
}

/** @param now sessions that are over by then and that nobody came to are absences once the leave is refused */
export const leaveOutlook = (service: Service, leave: AskedLeave, rules: Rulebook, now: Instant): LeaveOutlook => {
  const stand = groundsAgainst(service, rules);
  const approved = groundsAgainst({ ...service, ...approvedLeave(service, leave) }, rules);
  const refused = groundsAgainst({ ...service, ...refusedLeave(service, leave, rules, now) }, rules);
  return {
    reaches: beyond(approved, stand),
    ends: beyond(stand, approved).map(({ row }) => row),
    refusalReaches: beyond(refused, stand),
  };
};

/** What is known of the sessions once the leave is approved as it stands. */
export const approvedLeave = (facts: ServiceFacts, { requestId, kind, sessions }: AskedLeave): ServiceFacts =>
  withSessions(facts, sessions, { change: 'LEAVE', requestId, kind });

/** As if the request were refused: what it covers is owed again, and what is over of it and nobody came to is an absence. */
const refusedLeave = (facts: ServiceFacts, { requestId }: AskedLeave, rules: Rulebook, now: Instant): ServiceFacts => {
  const covered = (Object.keys(facts.sessions) as Session[]).filter(
    (session) => facts.sessions[session]?.leave?.requestId === requestId,
  );
  const over = covered.filter((session) => {
    const { end } = rules.policyOn(dayOfSession(session)).rules.schedule[halfOfSession(session)];
    return !facts.sessions[session]?.worked && instantOf(dayOfSession(session), end) < now;
  });
  const released = withSessions(facts, covered, { change: 'LEAVE_RELEASED', requestId });
  return withSessions(released, over, { change: 'ABSENT' });
};

/** Grounds of rows that there are none of among others. */
const beyond = (grounds: readonly Ground[], others: readonly Ground[]): Ground[] =>
  grounds.filter(({ row }) => !others.some((one) => one.row === row));
