import type { PolicyRules } from '../kernel/policy-rules.js';

/** What an office has to do: people under supervision, and plans in force. */
export interface Caseload {
  readonly supervisees: number;
  readonly plans: number;
}

/** Posts for so much work: as many as the one or the other asks for, a part of a post being a post (ORG-2). */
export const suggestedPosts = ({ supervisees, plans }: Caseload, rules: PolicyRules['staffing']): number =>
  Math.max(Math.ceil(supervisees / rules.superviseesPerPost), Math.ceil(plans / rules.plansPerPost));
