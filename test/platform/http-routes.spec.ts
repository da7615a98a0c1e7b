import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { DUE_MOMENTS } from '../../src/app.module.js';
import { pathFieldsOf } from '../../src/kernel/fields.js';
import { rolesIn } from '../../src/platform/auth/access.js';
import { routes } from '../support/service-routes.js';

describe('the routes of the service', () => {
  it('are found', () => {
    expect(routes.map((route) => route.name)).toEqual(
      expect.arrayContaining(['HealthController.ready', 'LeaveController.approve', 'AttendanceController.checkIn']),
    );
    expect(routes.length).toBeGreaterThan(20);
  });

  it('[SEC-2] say who may, each of them', () => {
    const guarded = routes.filter((route) => !route.open);
    const unsaid = guarded.filter(({ access }) => rolesIn(access).length === 0);
    expect(unsaid.map(({ name }) => name)).toEqual([]);
    // A ballot is let in by its credential: an access token would tell whose it is (APP-3).
    // Public figures are for everybody, whoever that is (GOV-2).
    const open = [
      'ballots/:workerId/:year',
      'livez',
      'metrics',
      'public-figures',
      'public-figures/:cityId/:quarter',
      'readyz',
    ];
    expect(routes.flatMap((route) => (route.open ? [route.path] : [])).sort()).toEqual(open);
  });

  it('[SEC-2] publish to all what is no secret, and nothing else', () => {
    const published = routes.filter(({ access }) => Object.values(access).includes('all'));
    expect(published.filter(({ orders }) => orders)).toEqual([]);
    expect(published.map(({ path }) => path).sort()).toEqual([
      'v1/analysis',
      'v1/audit/public-key',
      'v1/policy-sets',
      'v1/policy-sets/in-force',
      'v1/units',
      'v1/units/:unitId',
      'v1/work-calendars',
      'v1/work-calendars/:year',
    ]);
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
