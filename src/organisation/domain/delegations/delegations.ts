import type { Instant } from '../../../kernel/day.js';
import type { Principal } from '../../../kernel/roles.js';
import type { DelegationRevoked, RevocationCause } from '../events.js';
import { standingUnit } from '../organisation-queries.js';
import type { Delegation, Organisation } from '../organisation-tree.js';

type Period = Pick<Delegation, 'from' | 'until'>;

const shared = (one: Period, other: Period): Period => ({
  from: one.from > other.from ? one.from : other.from,
  until: one.until < other.until ? one.until : other.until,
});

/**
 * Whether there is a moment in the period at which `person` delegates, directly or through others, to `goal`. At no moment do the
 * recorded delegations form a cycle, so the search ends.
 */
export const leadsTo = (org: Organisation, person: string, goal: string, period: Period): boolean =>
  [...org.delegations.values()].some((one) => {
    const both = shared(one, period);
    if (one.officerId !== person || both.from >= both.until) return false;
    return one.delegateId === goal || leadsTo(org, one.delegateId, goal, both);
  });

/**
 * The principal as whom `actor` acts for another officer at an instant (ORG-1): with that officer's post and unit, when delegations
 * active at the instant lead from that officer to the actor and everybody on the way holds a post.
 */
export const actingFor = (org: Organisation, actor: string, onBehalfOf: string, at: Instant): Principal | undefined => {
  const held = org.officers.get(onBehalfOf);
  const unit = held && standingUnit(org, held.unitId);
  if (!held || unit === undefined || !reaches(org, onBehalfOf, actor, at)) return undefined;
  return { actor, role: held.post, unit, onBehalfOf };
};

const reaches = (org: Organisation, person: string, actor: string, at: Instant): boolean =>
  [...org.delegations.values()].some(
    (one) =>
      one.officerId === person &&
      one.from <= at &&
      at < one.until &&
      org.officers.has(one.delegateId) &&
      (one.delegateId === actor || reaches(org, one.delegateId, actor, at)),
  );

/** The end of all delegations that match and are not over. */
export const endDelegationsOf = (
  org: Organisation,
  which: (delegation: Delegation) => boolean,
  at: Instant,
  cause: RevocationCause,
): DelegationRevoked[] =>
  [...org.delegations]
    .filter(([, one]) => which(one) && one.until > at)
    .map(([delegationId, { officerId, delegateId }]) => ({
      type: 'DelegationRevoked',
      data: { delegationId, officerId, delegateId, at, cause },
    }));
