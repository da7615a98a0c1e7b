import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Role, ROLES } from '../../../src/kernel/roles.js';
import { relationIn } from '../../../src/platform/auth/access-table.js';
import { orderEverything } from '../../harness/everything.js';
import { Populated, UNITS } from '../../harness/populated.js';
import { answerFaults, answersJson, type OpenApiDocument } from '../../platform/http-open-api-check.js';
import { type Route, routes } from '../../support/service-routes.js';

const WALK_MS = 300_000;
const queries = routes.filter(({ orders, open, verb }) => !orders && !open && verb === 'GET');

describe('what the service answers', () => {
  let county: Populated;
  let document: OpenApiDocument;
  beforeAll(async () => {
    county = await Populated.open();
    await orderEverything(county, (route) => county.bodyOf(route));
    await county.at.head.see('supervisees');
    document = (await (await fetch(`${county.service.url}/openapi.json`)).json()) as OpenApiDocument;
  }, WALK_MS);
  afterAll(() => county.stop());

  const answerTo = async (route: Route, role: Role, ofEverybody: boolean): Promise<unknown> => {
    const person = await county.personOf(role, UNITS.own[role] ?? '');
    const question = ofEverybody ? '' : `?${county.questionOf(route)}`;
    const { status, text } = await person.get(`${county.addressOf(route).slice(3)}${question}`);
    return status === 200 ? (JSON.parse(text) as unknown) : undefined;
  };

  it(
    '[ANA-1] is as the OpenAPI document says: every field that it says is there, and of its type',
    async () => {
      const faults = new Set<string>();
      const answered = new Set<string>();
      const asked = queries.filter(({ path }) => answersJson(document, `/${path}`));
      for (const route of asked)
        for (const role of ROLES.filter((one) => relationIn(route, one) !== undefined))
          for (const ofEverybody of [false, true]) {
            const body = await answerTo(route, role, ofEverybody);
            if (body === undefined) continue;
            answered.add(route.path);
            for (const fault of answerFaults(document, `/${route.path}`, body)) faults.add(`${route.path}${fault}`);
          }
      expect([...faults].sort()).toEqual([]);
      expect(answered.size / asked.length).toBeGreaterThan(0.7);
    },
    WALK_MS,
  );
});
