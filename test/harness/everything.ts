import { ROLES } from '../../src/kernel/roles.js';
import { relationIn } from '../../src/platform/auth/access-table.js';
import { type Route, routes } from '../support/service-routes.js';
import { type Populated, UNITS } from './populated.js';

/** What ends or moves what the others need comes last. */
const LAST = /discharge|departure|dismissal|erasure|merger|transfer|withdrawal|closing|abandonment|end$/;
/** Ids that the documentation's addresses ask for, by the routes whose receipts give them. */
const GIVEN: readonly (readonly [path: RegExp, name: string])[] = [
  [/sanctions$|rewards$/, 'measureId'],
  [/monitoring$/, 'orderId'],
  [/counselling-sessions$/, 'counsellingId'],
  [/qualifications$/, 'qualificationId'],
  [/study-sessions$/, 'sessionId'],
];

/** What became of the commands of a service. */
export interface Ordered {
  /** Names of the routes that took one. */
  readonly accepted: ReadonlySet<string>;
  /** Answers to those that were refused. */
  readonly refusals: readonly string[];
}

/** Sends every command there is, as everybody of the own unit who may, until it is taken. */
export const orderEverything = async (county: Populated, bodyOf: (route: Route) => object): Promise<Ordered> => {
  const accepted = new Set<string>();
  const refusals: string[] = [];
  const order = async (route: Route): Promise<void> => {
    for (const role of [...ROLES].reverse()) {
      const unit = UNITS.own[role];
      if (!relationIn(route, role) || unit === undefined) continue;
      const person = await county.personOf(role, unit);
      const { status, body, text } = await person.post(county.addressOf(route).slice(3), bodyOf(route));
      if (status !== 200) refusals.push(text);
      if (status !== 200) continue;
      accepted.add(route.name);
      for (const [name, value] of Object.entries(body)) if (/Id$/.test(name)) county.ids[name] ??= String(value);
      const given = GIVEN.find(([path]) => path.test(route.path));
      if (given) county.ids[given[1]] ??= body.id;
      return;
    }
  };
  const orders = routes.filter((route) => route.orders && !route.open);
  const sorted = orders.sort((a, b) => Number(LAST.test(a.path)) - Number(LAST.test(b.path)));
  // What was refused for want of another is taken the second time.
  for (let pass = 0; pass < 2; pass += 1) for (const route of sorted) if (!accepted.has(route.name)) await order(route);
  return { accepted, refusals };
};
