import type { Day, Instant } from '../../src/kernel/day.js';
import type { PolicyRules } from '../../src/kernel/policy-rules.js';
import { view } from '../../src/kernel/view.js';
import type { PolicyEvent } from '../../src/organisation/domain/policy-sets/events.js';

/** One policy set as it was published, and what became of it before its day. */
export interface PolicySetRow {
  readonly setId: string;
  readonly jurisdiction: string;
  readonly effectiveFrom: Day;
  readonly title: string;
  readonly rules: PolicyRules;
  readonly status: 'published' | 'superseded' | 'withdrawn';
  /** The set that this one took the place of. */
  readonly supersedes: string | null;
  /** The set that took the place of this one. */
  readonly supersededBy: string | null;
  readonly withdrawnFor: string | null;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
  readonly path: readonly string[];
}

export const policySets = view<PolicySetRow, PolicyEvent>({
  name: 'policy-sets',
  version: 1,
  events: ['PolicySetPublished', 'PolicySetSuperseded', 'PolicySetWithdrawn'],
  keys: ({ data }) => [data.setId],
  project: (row, { type, data, meta }) => {
    switch (type) {
      case 'PolicySetPublished': {
        const { supersedes = null, ...set } = data;
        const by = { publishedAt: meta.occurredAt, publishedBy: meta.actor };
        return { ...set, status: 'published', supersedes, supersededBy: null, withdrawnFor: null, ...by };
      }
      case 'PolicySetSuperseded':
        return row && { ...row, status: 'superseded', supersededBy: data.by };
      case 'PolicySetWithdrawn':
        return row && { ...row, status: 'withdrawn', withdrawnFor: data.reason };
    }
  },
  indexes: [{ jurisdiction: 1, effectiveFrom: -1 }, { effectiveFrom: -1 }],
});
