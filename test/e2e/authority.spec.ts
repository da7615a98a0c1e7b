import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exampleOf, pathFieldsOf } from '../../src/kernel/fields.js';
import { type Role, ROLES } from '../../src/kernel/roles.js';
import { type Route, routes } from '../support/service-routes.js';
import { form, foundCounty } from '../harness/county.js';
import { type Person, Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';

type Relation = 'own' | 'sibling' | 'foreign';

/** The unit that somebody of a role works in, seen from the records: of the office Ganzhe in the county Minhou. */
const UNITS: Readonly<Record<Relation, Partial<Record<Role, string>>>> = {
  own: {
    ...{ 'social-worker': 'ganzhe', officer: 'ganzhe', 'office-head': 'ganzhe', 'deputy-director': 'minhou' },
    ...{ director: 'minhou', 'city-officer': 'fuzhou', auditor: '*', analyst: 'minhou', administrator: '*' },
  },
  sibling: { 'social-worker': 'shangjie', officer: 'shangjie', 'office-head': 'shangjie' },
  foreign: {
    ...{ 'social-worker': 'fengcheng', officer: 'fengcheng', 'office-head': 'fengcheng' },
    ...{ 'deputy-director': 'lianjiang', director: 'lianjiang', auditor: 'lianjiang', analyst: 'lianjiang' },
    ...{ 'city-officer': 'quanzhou', administrator: 'quanzhou' },
  },
};

/** Whom the tokens name where it matters who somebody is. */
const PERSONS: Partial<Record<string, string>> = { 'social-worker ganzhe': 'worker-1', 'office-head ganzhe': 'head-1' };

/** What answers for each of its rows by itself. */
const APART = /participations$|weekly-reports\/batch$/;
const orders = routes.filter((route) => route.orders && !route.open && !APART.test(route.path));
/** For some thousands of requests, on a machine that has other work too. */
const WALK_MS = 300_000;
/** What ends or moves what the others need, so it comes last. */
const LAST = /discharge|departure|dismissal|erasure|merger|transfer|withdrawal|closing|abandonment/;

describe('every command × every role × own, sibling and foreign unit', () => {
  let stores: Stores;
  let service: Service;
  const ids: Record<string, string> = {
    ...{ workerId: 'worker-1', officeId: 'ganzhe', unitId: 'ganzhe', officerId: 'head-1', memberId: 'member-1' },
    ...{ day: '2026-03-09', quarter: '2026Q1', year: '2026', award: 'CITATION', period: '2026' },
  };
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores, '2026-01-05 08:00', { RATE_LIMIT: '1000000' });
    const at = await foundCounty(service);
    await at.admin.done('units', { unitId: 'quanzhou', kind: 'CITY', name: '泉州市司法局' });
    service.clock.set('2026-03-16 09:00');
    ids.superviseeId = (await at.worker.done('supervisees', form())).id;
    ids.personId = ids.superviseeId;
    const leave = { kind: 'PERSONAL', fromDay: '2026-03-20', fromHalf: 'AM', toDay: '2026-03-20', toHalf: 'PM' };
    const requested = await at.worker.done('social-workers/worker-1/leave-requests', { ...leave, reason: '家事' });
    ids.requestId = requested.requestId;
    for (const [name, path] of CREATED) {
      const route = orders.find((one) => one.path === `v1/${path}`);
      if (!route) throw new Error(`${path} is no route`);
      ids[name] = (await at.head.done(addressOf(route).slice(3), bodyOf(route))).id;
    }
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const addressOf = ({ path }: Route): string =>
    path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? `no-${name.toLowerCase()}`);

  /** The example of the documentation, of the records of this county. */
  const bodyOf = ({ input }: Route): object => {
    if (!input) throw new Error('A command without a class');
    const inPath = pathFieldsOf(input);
    const fields = Object.entries(exampleOf(input)).filter(([name]) => !inPath.includes(name));
    const ours: Record<string, unknown> = {
      ...{ officeId: 'ganzhe', unitId: 'ganzhe', superviseeId: ids.superviseeId, workerId: 'worker-1' },
      ...{ subjectId: ids.superviseeId },
      ...{ participants: [ids.superviseeId], superviseeIds: [ids.superviseeId] },
    };
    return Object.fromEntries(fields.map(([name, value]) => [name, ours[name] ?? value]));
  };

  const persons = new Map<string, Person>();
  const personOf = async (role: Role, unit: string): Promise<Person> => {
    const key = `${role} ${unit}`;
    const known =
      persons.get(key) ?? (await service.as(role, unit, PERSONS[key] ?? `${role}-of-${unit.replace('*', 'all')}`));
    persons.set(key, known);
    return known;
  };

  /** Sends every command as somebody of every role in the unit of a relation. @returns what does not answer as it should */
  const walk = async (
    relation: Relation,
    wrong: (status: number, allowed: boolean, code: string, route: Route) => boolean,
  ): Promise<string[]> => {
    const odd: string[] = [];
    const sorted = [...orders].sort((a, b) => Number(LAST.test(a.path)) - Number(LAST.test(b.path)));
    const as = async (role: Role, route: Route): Promise<void> => {
      const unit = UNITS[relation][role];
      if (unit === undefined) return;
      const person = await personOf(role, unit);
      const { status, body } = await person.post(addressOf(route).slice(3), bodyOf(route));
      if (wrong(status, route.roles?.includes(role) ?? false, body.code, route))
        odd.push(`${role}@${unit} ${route.path}: ${status} ${body.code}`);
    };
    // One route after the other, as what one changes the next may need; its callers come all at once.
    for (const route of sorted) await Promise.all(ROLES.map((role) => as(role, route)));
    return odd;
  };

  it(
    '[SEC-2] in another county nothing exists for those who may, and nobody else may',
    async () => {
      expect(await walk('foreign', (status, allowed) => status !== (allowed ? 404 : 403))).toEqual([]);
    },
    WALK_MS,
  );

  it(
    '[SEC-2] nor in another office of the county',
    async () => {
      expect(await walk('sibling', (status, allowed) => status !== (allowed ? 404 : 403))).toEqual([]);
    },
    WALK_MS,
  );

  it('[SEC-2] of many rows in one request, each says for itself that it does not exist', async () => {
    const other = await personOf('office-head', 'shangjie');
    const rows = [{ superviseeId: ids.superviseeId, attended: true }];
    const { body } = await other.post(`activities/${ids.activityId}/participations`, { rows });
    expect(JSON.stringify(body)).toContain('NOT_FOUND');
  });

  it(
    '[SEC-2] in the own unit those who may are heard, and nobody else',
    async () => {
      expect(
        await walk('own', (status, allowed) => (allowed ? status === 403 || status === 400 : status !== 403)),
      ).toEqual([]);
    },
    WALK_MS,
  );
});

/** Records to be there before anybody comes: the name of their id, and the route that makes one. */
const CREATED: readonly (readonly [name: string, path: string])[] = [
  ['visitId', 'supervisees/:superviseeId/visits'],
  ['incidentId', 'incidents'],
  ['guidanceId', 'guidance-requests'],
  ['activityId', 'education-sessions'],
  ['caseId', 'supervisees/:superviseeId/assistance-cases'],
  ['outreachId', 'outreach-events'],
  ['intakeId', 'applications'],
  ['volunteerId', 'volunteers'],
];
