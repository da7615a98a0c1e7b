import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { type DynamicModule, type ForwardReference, RequestMethod, type Type } from '@nestjs/common';
import { AppModule, DUE_MOMENTS } from '../../src/app.module.js';
import { pathFieldsOf } from '../../src/kernel/fields.js';
import { ROLES as KNOWN_ROLES } from '../../src/kernel/roles.js';
import { PUBLIC, ROLES } from '../../src/platform/auth/access.js';
import { SystemClock } from '../../src/platform/clock.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { COMMAND } from '../../src/platform/http/order.js';
import { QUESTION } from '../../src/platform/http/question.js';
import { AppLogger } from '../../src/platform/logging/app-logger.js';

type Part = Type | DynamicModule | Promise<DynamicModule> | ForwardReference;
type Method = (...args: unknown[]) => unknown;

interface Route {
  readonly name: string;
  readonly verb: string;
  readonly path: string;
  readonly roles: readonly string[] | undefined;
  readonly open: boolean;
  readonly input: (new () => object) | undefined;
}

const meta = <T>(key: string | symbol, of: object): T | undefined => Reflect.getMetadata(key, of) as T | undefined;

/** All controllers of a module and of what it imports. */
const controllersOf = async (part: Part, seen = new Set<unknown>()): Promise<Type[]> => {
  const known = await part;
  if ('forwardRef' in known || seen.has(known)) return [];
  seen.add(known);
  const [of, dynamic] = 'module' in known ? [known.module, known] : [known, undefined];
  const own = [...(meta<Type[]>('controllers', of) ?? []), ...(dynamic?.controllers ?? [])];
  const imports = [...(meta<Part[]>('imports', of) ?? []), ...(dynamic?.imports ?? [])];
  return [...own, ...(await Promise.all(imports.map((one) => controllersOf(one, seen)))).flat()];
};

const methodsOf = (prototype: object | null): Method[] =>
  prototype === null || prototype === Object.prototype
    ? []
    : [
        ...Object.getOwnPropertyNames(prototype)
          .filter((name) => name !== 'constructor')
          .map((name) => Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown)
          .filter((value): value is Method => typeof value === 'function'),
        ...methodsOf(Object.getPrototypeOf(prototype) as object | null),
      ];

const routesOf = (controller: Type): Route[] =>
  methodsOf(controller.prototype as object)
    .filter((method) => meta('path', method) !== undefined)
    .map((method) => ({
      name: `${controller.name}.${method.name}`,
      verb: RequestMethod[meta<RequestMethod>('method', method) ?? RequestMethod.GET],
      path: [meta<string>('path', controller), meta<string>('path', method)]
        .map((part) => (part ?? '').replace(/^\/|\/$/g, ''))
        .filter((part) => part !== '')
        .join('/'),
      roles: meta<string[]>(ROLES, method) ?? meta<string[]>(ROLES, controller),
      open: meta<boolean>(PUBLIC, method) ?? meta<boolean>(PUBLIC, controller) ?? false,
      input: meta<new () => object>(COMMAND, method) ?? meta<new () => object>(QUESTION, method),
    }));

const settings = readSettings({ EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false', MONGODB_URL: 'mongodb://127.0.0.1:1' });
const root = AppModule.forRoot({ settings, clock: new SystemClock(), logger: new AppLogger('silent') });
const routes = (await controllersOf(root)).flatMap(routesOf);

describe('the routes of the service', () => {
  it('are found', () => {
    expect(routes.map((route) => route.name)).toEqual(
      expect.arrayContaining(['HealthController.ready', 'LeaveController.approve', 'AttendanceController.checkIn']),
    );
    expect(routes.length).toBeGreaterThan(20);
  });

  it('[SEC-2] say who may, each of them', () => {
    const guarded = routes.filter((route) => !route.open);
    const unsaid = guarded.filter(({ roles }) => roles === undefined || roles.length === 0);
    const odd = guarded.filter(({ roles = [] }) => roles.some((role) => !KNOWN_ROLES.some((known) => known === role)));
    expect([...unsaid, ...odd].map(({ name }) => name)).toEqual([]);
    // A ballot is let in by its credential: an access token would tell whose it is (APP-3).
    const open = ['ballots/:workerId/:year', 'livez', 'metrics', 'readyz'];
    expect(routes.flatMap((route) => (route.open ? [route.path] : [])).sort()).toEqual(open);
  });

  it('[SEC-1] are under /v1, where requests are authenticated before their bodies are read', () => {
    const elsewhere = routes.filter(({ open, path }) => !open && !path.startsWith('v1/'));
    expect(elsewhere.map(({ name }) => name)).toEqual([]);
  });

  it('take from the path what their input says', () => {
    const asked = routes.flatMap((route) => (route.input ? [{ ...route, input: route.input }] : []));
    const inPath = asked.map(({ path }) => [...path.matchAll(/:(\w+)/g)].map((match) => String(match[1])).sort());
    expect(asked.map(({ name }, index) => [name, inPath[index]])).toEqual(
      asked.map(({ name, input }) => [name, pathFieldsOf(input).sort()]),
    );
  });

  it('leave out what time alone orders', () => {
    const ofTime = new Set<unknown>(DUE_MOMENTS.map(({ command }) => command));
    expect(ofTime.size).toBeGreaterThan(0);
    expect(routes.filter(({ input }) => ofTime.has(input)).map(({ name }) => name)).toEqual([]);
  });

  it('have an address each', () => {
    const addresses = routes.map(({ verb, path }) => `${verb} ${path.replaceAll(/:\w+/g, ':')}`);
    expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([]);
  });
});

describe('the process of the API', () => {
  const start = (env: Record<string, string>) =>
    spawnSync(process.execPath, ['dist/src/main.js'], {
      env: { PATH: process.env.PATH ?? '', ...env },
      encoding: 'utf8',
    });

  it.each<[string, Record<string, string>, string[]]>([
    ['no databases', {}, ['EVENTSTORE_URL: must be set', 'MONGODB_URL: must be set']],
    ['wrong ones', { PORT: 'x', LOG_LEVEL: 'loud' }, ['PORT: ', 'LOG_LEVEL: ']],
  ])('ends with 1 and names the settings: %s', (_, env, named) => {
    const ended = start(env);
    expect(ended.status).toBe(1);
    for (const one of named) expect(ended.stderr).toContain(one);
    expect(ended.stderr).not.toMatch(/^ {4}at /m);
  });
});
