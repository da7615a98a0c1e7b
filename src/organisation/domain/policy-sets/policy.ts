import { decider } from '../../../kernel/decider.js';
import { INSTALLATION } from '../../../kernel/roles.js';
import { policyEvents } from './events.js';
import { DEFAULT_JURISDICTION, evolve, NO_POLICY, POLICY_ID } from './policy-book.js';
import { PublishPolicySet, publishPolicySet } from './publish-policy-set.js';
import { SupersedePolicySet, supersedePolicySet } from './supersede-policy-set.js';
import { WithdrawPolicySet, withdrawPolicySet } from './withdraw-policy-set.js';

export const policy = decider({
  category: 'policy',
  events: policyEvents,
  commands: { PublishPolicySet, SupersedePolicySet, WithdrawPolicySet },
  initial: NO_POLICY,
  evolve,
  decide: {
    PublishPolicySet: publishPolicySet,
    SupersedePolicySet: supersedePolicySet,
    WithdrawPolicySet: withdrawPolicySet,
  },
  idOf: () => POLICY_ID,
  unitOf: (_book, { jurisdiction }) => (jurisdiction === DEFAULT_JURISDICTION ? INSTALLATION : jurisdiction),
  governed: false,
});
