import type { PolicyInForce } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { notFound } from '../../../kernel/rejection.js';
import type { PolicyRules } from '../../../kernel/policy-rules.js';
import type { PolicyEvent } from './events.js';
import { reject } from './rejections.js';
import { completed } from './completed-rules.js';

/** The jurisdiction of the sets that hold where no unit has its own. */
export const DEFAULT_JURISDICTION = 'default';
/** The id of the one stream. */
export const POLICY_ID = 'main';

export interface StandingSet {
  readonly setId: string;
  readonly jurisdiction: string;
  readonly effectiveFrom: Day;
  readonly rules: PolicyRules;
}

/**
 * All policy sets of the installation, in one stream: an id names one set everywhere, and to find the set in force takes one look
 * however many units there are.
 */
export interface PolicyBook {
  /** By jurisdiction, the latest first; without those that were taken back. */
  readonly sets: ReadonlyMap<string, readonly StandingSet[]>;
  /** Every id that was ever given. */
  readonly ids: ReadonlySet<string>;
}

export const NO_POLICY: PolicyBook = { sets: new Map(), ids: new Set() };

export const evolve = (book: PolicyBook, event: PolicyEvent): PolicyBook => {
  const { jurisdiction, setId, effectiveFrom } = event.data;
  const others = (book.sets.get(jurisdiction) ?? []).filter((set) => set.setId !== setId);
  const after = (sets: readonly StandingSet[]): ReadonlyMap<string, readonly StandingSet[]> =>
    new Map([...book.sets, [jurisdiction, sets]]);
  switch (event.type) {
    case 'PolicySetPublished': {
      const set = { setId, jurisdiction, effectiveFrom, rules: completed(event.data.rules) };
      const sorted = [set, ...others].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1));
      return { sets: after(sorted), ids: new Set([...book.ids, setId]) };
    }
    case 'PolicySetSuperseded':
    case 'PolicySetWithdrawn':
      return { ...book, sets: after(others) };
  }
};

/**
 * The set in force on a day for the unit with this path (RULE-2): that of the nearest unit up the tree which has one that took effect
 * on or before the day, else the default.
 */
export const policyOn = (book: PolicyBook, day: Day, path: readonly string[]): PolicyInForce => {
  for (const jurisdiction of [...path].reverse().concat(DEFAULT_JURISDICTION)) {
    const set = book.sets.get(jurisdiction)?.find(({ effectiveFrom }) => effectiveFrom <= day);
    if (set) return { id: set.setId, rules: set.rules };
  }
  throw reject('NO_POLICY_IN_FORCE', { day });
};

/** A set of the jurisdiction that has not taken effect yet, or the refusal. */
export const pendingSet = (book: PolicyBook, jurisdiction: string, setId: string, today: Day): StandingSet => {
  const set = book.sets.get(jurisdiction)?.find((one) => one.setId === setId);
  if (!set) throw notFound();
  if (set.effectiveFrom <= today) throw reject('POLICY_IN_FORCE', { effectiveFrom: set.effectiveFrom });
  return set;
};
