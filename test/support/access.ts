import type { Route } from './service-routes.js';

/**
 * How far a route reaches. `unit`: records of the caller's unit and of those under it; all others do not exist. `all`: what everybody
 * who may ask sees alike, since it is published to all.
 */
export type Reach = 'unit' | 'all';

/** The routes that are not bound to the caller's unit, and why. */
export const FOR_ALL: Readonly<Record<string, string>> = {
  'v1/units': 'who is who is no secret',
  'v1/units/:unitId': 'who is who is no secret',
  'v1/policy-sets': 'rules are public',
  'v1/policy-sets/in-force': 'rules are public',
  'v1/work-calendars': 'calendars are public',
  'v1/work-calendars/:year': 'calendars are public',
  'v1/audit/public-key': 'a public key is public',
  'v1/analysis': 'what can be analysed is no secret',
};

export const reachOf = ({ path }: Pick<Route, 'path'>): Reach => (path in FOR_ALL ? 'all' : 'unit');
