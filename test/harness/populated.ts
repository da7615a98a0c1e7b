import { describeFields, exampleOf, pathFieldsOf } from '../../src/kernel/fields.js';
import type { Role } from '../../src/kernel/roles.js';
import { relationIn } from '../../src/platform/auth/access-table.js';
import type { AppLogger } from '../../src/platform/logging/app-logger.js';
import { type Route, routes } from '../support/service-routes.js';
import { type County, form, foundCounty } from './county.js';
import { type Person, Service } from './service.js';
import { openStores } from './stores.js';

/** Where somebody stands to the records: in their unit, with them or beside whom they are about; in another office of the county; elsewhere. */
export type Standing = 'own' | 'colleague' | 'sibling' | 'foreign';

/** The unit that somebody of a role works in, seen from the records: of the office Ganzhe in the county Minhou. */
export const UNITS: Readonly<Record<Standing, Partial<Record<Role, string>>>> = {
  own: {
    ...{ 'social-worker': 'ganzhe', officer: 'ganzhe', 'office-head': 'ganzhe', 'deputy-director': 'minhou' },
    ...{ director: 'minhou', 'city-officer': 'fuzhou', auditor: '*', analyst: 'minhou', administrator: '*' },
  },
  colleague: { 'social-worker': 'ganzhe' },
  sibling: { 'social-worker': 'shangjie', officer: 'shangjie', 'office-head': 'shangjie' },
  foreign: {
    ...{ 'social-worker': 'fengcheng', officer: 'fengcheng', 'office-head': 'fengcheng' },
    ...{ 'deputy-director': 'lianjiang', director: 'lianjiang', auditor: 'lianjiang', analyst: 'lianjiang' },
    ...{ 'city-officer': 'quanzhou', administrator: 'quanzhou' },
  },
};

/** Routes that answer for each of their rows by itself. */
export const ROW_BY_ROW = /participations$|weekly-reports\/batch$/;

/** What somebody of a role meets at a route, by the table of access: refused whatever is asked for, as if nothing were there, or heard. */
export const meets = (route: Route, role: Role, standing: Standing): 'refused' | 'nothing' | 'heard' => {
  const relation = relationIn(route, role);
  if (relation === undefined) return 'refused';
  if (relation === 'all' || standing === 'own') return 'heard';
  return standing === 'colleague' && relation === 'unit' ? 'heard' : 'nothing';
};

/** Whom the tokens name where it matters who somebody is. */
const PERSONS: Partial<Record<string, string>> = { 'social-worker ganzhe': 'worker-1', 'office-head ganzhe': 'head-1' };

/** Records to be there before anybody comes: the name of their id, the route that makes one, and who makes it: the head unless told. */
const CREATED: readonly (readonly [name: string, path: string, by?: 'director'])[] = [
  ['visitId', 'supervisees/:superviseeId/visits'],
  ['incidentId', 'incidents'],
  ['guidanceId', 'guidance-requests'],
  ['activityId', 'education-sessions'],
  ['caseId', 'supervisees/:superviseeId/assistance-cases'],
  ['outreachId', 'outreach-events'],
  ['intakeId', 'applications'],
  ['volunteerId', 'volunteers'],
  ['inspectionId', 'inspections', 'director'],
  ['complaintId', 'complaints', 'director'],
  ['opinionId', 'procuratorate-opinions'],
];

/** Fields of a query that name a unit or a record. */
const NAMING: Readonly<Record<string, string>> = {
  ...{ unit: 'officeId', office: 'officeId', within: 'officeId', parent: 'officeId' },
  ...{ supervisee: 'superviseeId', person: 'superviseeId', worker: 'workerId', member: 'workerId' },
  ...{
    id: 'superviseeId',
    key: 'superviseeId',
    visitor: 'workerId',
    officer: 'officerId',
    delegate: 'officerId',
    actor: 'workerId',
  },
};

/** A county with a record of every kind that a route names, and somebody of every role in every unit. */
export class Populated {
  readonly ids: Record<string, string> = {
    ...{
      workerId: 'worker-1',
      officeId: 'ganzhe',
      unitId: 'ganzhe',
      officerId: 'head-1',
      cityId: 'fuzhou',
      memberId: 'member-1',
    },
    ...{ day: '2026-03-09', month: '2026-03', quarter: '2026Q1', year: '2026', award: 'CITATION', period: '2026' },
    ...{ kind: 'ANALYSIS', span: '2026-02' },
    ...{ category: 'supervisee', view: 'supervisee-roster' },
  };
  private readonly persons = new Map<string, Person>();

  private constructor(
    readonly service: Service,
    readonly at: County,
    readonly dataDir: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async open(logger?: AppLogger): Promise<Populated> {
    const stores = await openStores();
    const service = await Service.start(stores, '2026-01-05 08:00', { RATE_LIMIT: '1000000' }, logger);
    const at = await foundCounty(service);
    const populated = new Populated(service, at, stores.dataDir, async () => {
      await service.stop();
      await stores.stop();
    });
    await populated.fill();
    return populated;
  }

  private async fill(): Promise<void> {
    const { at, ids, service } = this;
    await at.admin.done('units', { unitId: 'quanzhou', kind: 'CITY', name: '泉州市司法局' });
    service.clock.set('2026-03-16 09:00');
    ids.superviseeId = (await at.worker.done('supervisees', form())).id;
    ids.personId = ids.superviseeId;
    const leave = { kind: 'PERSONAL', fromDay: '2026-03-20', fromHalf: 'AM', toDay: '2026-03-20', toHalf: 'PM' };
    const requested = await at.worker.done('social-workers/worker-1/leave-requests', { ...leave, reason: '家事' });
    ids.requestId = requested.requestId;
    for (const [name, path, by = 'head'] of CREATED) {
      const route = routes.find((one) => one.orders && one.path === `v1/${path}`);
      if (!route) throw new Error(`${path} is no route`);
      ids[name] = (await at[by].done(this.addressOf(route).slice(3), this.bodyOf(route))).id;
    }
  }

  /** The address of a route, of the records of this county, or of others. */
  addressOf({ path }: Pick<Route, 'path'>, ids: Readonly<Record<string, string>> = this.ids): string {
    return path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? `no-${name.toLowerCase()}`);
  }

  /** The example of the documentation, of the records of this county. */
  bodyOf({ input }: Pick<Route, 'input'>, ids: Readonly<Record<string, string>> = this.ids): object {
    if (!input) throw new Error('A route without a class of fields');
    const inPath = pathFieldsOf(input);
    const fields = Object.entries(exampleOf(input)).filter(([name]) => !inPath.includes(name));
    const ours: Record<string, unknown> = {
      ...{ officeId: ids.officeId, unitId: ids.unitId, superviseeId: ids.superviseeId, workerId: ids.workerId },
      ...{ aboutUnitId: ids.unitId },
      ...{ subjectId: ids.superviseeId },
      ...{ participants: [ids.superviseeId], superviseeIds: [ids.superviseeId] },
    };
    return Object.fromEntries(fields.map(([name, value]) => [name, ours[name] ?? value]));
  }

  /** The query string of a route: what it requires, and every field that names a unit or a record. */
  questionOf({ input }: Pick<Route, 'input'>, ids: Readonly<Record<string, string>> = this.ids): string {
    const named: [string, string][] = (input ? describeFields(input) : []).flatMap(({ name, options }) => {
      const id = ids[NAMING[name] ?? ''];
      if (options.path) return [];
      if (id !== undefined) return [[name, id]];
      if (options.optional) return [];
      const values: unknown[] = Array.isArray(options.example) ? options.example : [ids[name] ?? options.example];
      return values.map((value): [string, string] => [name, String(value)]);
    });
    return new URLSearchParams(named).toString();
  }

  async personOf(role: Role, unit: string, standing: Standing = 'own'): Promise<Person> {
    const named = standing === 'own' ? PERSONS[`${role} ${unit}`] : undefined;
    const key = `${role} ${unit} ${named ?? ''}`;
    const name = named ?? `${role}-of-${unit.replace('*', 'all')}`;
    const known = this.persons.get(key) ?? (await this.service.as(role, unit, name));
    this.persons.set(key, known);
    return known;
  }
}
