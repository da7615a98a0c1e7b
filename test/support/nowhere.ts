import type { Jurisdictions } from '../../src/kernel/context.js';

const never = (): Promise<never> => Promise.reject(new Error('Nothing is asked for here'));
/** Reference data for deciders that need none: what asks for any fails. */
export const nowhere: Jurisdictions = {
  pathOf: never,
  policyOn: never,
  policies: never,
  rulesAsKnown: never,
  rulebookAsKnown: never,
  standsFor: never,
  actingFor: never,
  calendar: () => Promise.resolve({ kindOf: () => undefined } as never),
};
