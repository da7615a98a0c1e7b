import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../src/kernel/day.js';
import { fold } from '../../src/kernel/decider.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import type { PolicyEvent } from '../../src/organisation/domain/policy-sets/events.js';
import { policy } from '../../src/organisation/domain/policy-sets/policy.js';
import { policyOn } from '../../src/organisation/domain/policy-sets/policy-book.js';
import { PublishPolicySet } from '../../src/organisation/domain/policy-sets/publish-policy-set.js';
import { SupersedePolicySet } from '../../src/organisation/domain/policy-sets/supersede-policy-set.js';
import { WithdrawPolicySet } from '../../src/organisation/domain/policy-sets/withdraw-policy-set.js';
import { given } from '../support/given.js';

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const order = fc.record({
  kind: fc.constantFrom(PublishPolicySet, SupersedePolicySet, WithdrawPolicySet),
  jurisdiction: fc.constantFrom('default', 'city', 'county'),
  setId: id,
  supersededId: id,
  effectiveFrom: fc.integer({ min: 0, max: 12 }).map((days) => addDays('2026-03-09', days)),
});
const orders = fc.array(fc.record({ order, hours: fc.integer({ min: 0, max: 40 }) }), { maxLength: 25 });

/** Each order in turn, time going forward. */
const happened = (steps: readonly { order: object; hours: number }[]): { events: PolicyEvent[]; today: string } => {
  let clock = Date.parse('2026-03-09T00:00:00Z');
  let events: PolicyEvent[] = [];
  for (const { order: one, hours } of steps) {
    clock += hours * 3_600_000;
    const { kind, jurisdiction, ...fields } = one as { kind: typeof PublishPolicySet; jurisdiction: string };
    const at = new Date(clock).toISOString().slice(0, 16).replace('T', ' ');
    const path = jurisdiction === 'county' ? ['city', 'county'] : ['city'];
    const body = { ...fields, jurisdiction, title: '制度', reason: '修订', rules: FUZHOU_REGIME };
    try {
      const next = given(policy, events)
        .when(kind, body as never, { at, jurisdiction: path })
        .events();
      events = [...events, ...(next as PolicyEvent[])];
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
  return { events, today: new Date(clock).toISOString().slice(0, 10) };
};

it('[RULE-2] no order changes which set was in force on a day that has begun', () => {
  const answer = (events: readonly PolicyEvent[], day: string): string | null => {
    try {
      return policyOn(fold(policy, policy.initial, events), day, ['city', 'county']).id;
    } catch (error) {
      if (error instanceof Rejection) return null;
      throw error;
    }
  };
  fc.assert(
    fc.property(orders, orders, (first, later) => {
      const past = happened(first);
      const { events } = happened([...first, ...later]);
      const yesterday = addDays(past.today, -1);
      const before = answer(past.events, yesterday);
      // Where the default had not begun, the first one reaches back.
      if (before !== null) expect(answer(events, yesterday)).toBe(before);
    }),
  );
});

it('evolve takes its facts in any order', () => {
  fc.assert(
    fc.property(orders, (steps) => {
      const { events } = happened(steps);
      expect(() => fold(policy, policy.initial, [...events].reverse())).not.toThrow();
    }),
  );
});
