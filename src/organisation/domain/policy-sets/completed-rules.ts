import type { PolicyRules } from '../../../kernel/policy-rules.js';
import { FUZHOU_REGIME } from '../fuzhou-regime.js';

type Values = Readonly<Record<string, unknown>>;
const isGroup = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const filled = (given: Values, regime: Values): Values =>
  Object.fromEntries(
    [...new Set([...Object.keys(regime), ...Object.keys(given)])].map((name) => {
      const [own, other] = [given[name], regime[name]];
      if (own === undefined) return [name, other];
      return [name, isGroup(own) && isGroup(other) ? filled(own, other) : own];
    }),
  );

/**
 * The rules with those that the set is silent on, because it was published before the service had them, as the Fuzhou regime has
 * them. So a new rule needs no change of history.
 */
export const completed = (rules: PolicyRules): PolicyRules =>
  filled(rules as unknown as Values, FUZHOU_REGIME as unknown as Values) as unknown as PolicyRules;
