import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions } from '../../../kernel/event.js';
import type { PolicyRules } from '../../../kernel/policy-rules.js';

interface OfSet {
  /** The unit that it is published for, or `default`. */
  readonly jurisdiction: string;
  readonly setId: string;
  readonly effectiveFrom: Day;
  /** From the city down to the unit; none for the default. */
  readonly path: readonly string[];
}

export type PolicySetPublished = DomainEvent<
  'PolicySetPublished',
  OfSet & { readonly title: string; readonly rules: PolicyRules; readonly supersedes?: string }
>;
/** Replaced by another before it took effect. */
export type PolicySetSuperseded = DomainEvent<'PolicySetSuperseded', OfSet & { readonly by: string }>;
/** Taken back before it took effect. */
export type PolicySetWithdrawn = DomainEvent<'PolicySetWithdrawn', OfSet & { readonly reason: string }>;

export type PolicyEvent = PolicySetPublished | PolicySetSuperseded | PolicySetWithdrawn;

export const policyEvents: EventDefinitions<PolicyEvent> = {
  PolicySetPublished: { title: ['发布规则', 'Policy set published'], version: 1 },
  PolicySetSuperseded: { title: ['规则更替', 'Policy set superseded'], version: 1 },
  PolicySetWithdrawn: { title: ['撤回规则', 'Policy set withdrawn'], version: 1 },
};
