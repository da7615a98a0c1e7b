import type { Instant } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type { OrganisationEvent, RevocationCause } from '../../src/organisation/domain/events.js';

/** One delegation of authority: from whom to whom, and for how long it held or will hold. */
export interface DelegationRow {
  readonly delegationId: string;
  readonly officerId: string;
  readonly delegateId: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly reason: string;
  /** Why it ended before its time; null when it did not. */
  readonly revoked: RevocationCause | null;
  readonly path: readonly string[];
}

export const delegations = view<DelegationRow, OrganisationEvent>({
  name: 'delegations',
  version: 1,
  events: ['AuthorityDelegated', 'DelegationRevoked'],
  keys: ({ type, data }) => (type === 'AuthorityDelegated' || type === 'DelegationRevoked' ? [data.delegationId] : []),
  project: (row, { type, data }) => {
    if (type === 'AuthorityDelegated') {
      const { delegationId, officerId, delegateId, from, until, reason, path } = data;
      return { delegationId, officerId, delegateId, from, until, reason, revoked: null, path };
    }
    if (type !== 'DelegationRevoked') return row;
    return row && { ...row, until: data.at, revoked: data.cause };
  },
  indexes: [{ path: 1, until: -1 }, { officerId: 1 }, { delegateId: 1 }],
});
