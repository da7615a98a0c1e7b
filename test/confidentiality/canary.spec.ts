import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/kernel/roles.js';
import { AppLogger } from '../../src/platform/logging/app-logger.js';
import { relationIn } from '../../src/platform/auth/access-table.js';
import { orderEverything } from '../harness/everything.js';
import { Populated, UNITS } from '../harness/populated.js';
import { type Route, routes } from '../support/service-routes.js';
import { CANARY, Plants } from './planted.js';
import { ABOUT_NOBODY } from './about-nobody.js';

const orders = routes.filter((route) => route.orders && !route.open);
const queries = routes.filter((route) => !route.orders && !route.open);
const WALK_MS = 400_000;

describe('what somebody wrote of a person', () => {
  const plants = new Plants();
  const logged: Buffer[] = [];
  /** Answers to commands that were refused. */
  const refusals: string[] = [];
  let accepted: ReadonlySet<string>;
  let county: Populated;

  beforeAll(async () => {
    const to = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        logged.push(chunk);
        done();
      },
    });
    county = await Populated.open(new AppLogger('trace', to));
    const ordered = await orderEverything(county, (route) => plants.into(route, county.bodyOf(route)));
    refusals.push(...ordered.refusals);
    accepted = ordered.accepted;
    await county.at.head.see('supervisees');
  }, WALK_MS);
  afterAll(() => county.stop());

  const filesIn = (folder: string): Buffer[] =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => existsSync(path))
      .map((path) => readFileSync(path));

  /** Fields of which something stands in clear, in whatever way it is written. */
  const told = (bytes: Buffer): string[] => {
    const seen = new Set(decodings(bytes).flatMap((text) => text.match(CANARY) ?? []));
    return [...new Set(plants.canaries.filter(({ text }) => seen.has(text)).map(({ field }) => field))].sort();
  };
  /** All but the fields that are listed as being about nobody. */
  const secret = (fields: readonly string[]): string[] => fields.filter((field) => !(field in ABOUT_NOBODY));
  const read = async (role: Role, route: Route): Promise<string> => {
    const person = await county.personOf(role, UNITS.own[role] ?? '');
    return (await person.get(`${county.addressOf(route).slice(3)}?${county.questionOf(route)}`)).text;
  };

  it('[SEC-3] is taken in through most of the commands there are', () => {
    expect(plants.canaries.length).toBeGreaterThan(300);
    expect([...accepted].length / orders.length).toBeGreaterThan(0.4);
    // Words about many persons at once among them (STA-4).
    expect([...accepted]).toEqual(expect.arrayContaining(['ReturnsController.complete', 'ReturnsController.accept']));
  });

  it(
    '[SEC-3] is in no file of the event store, the read models or the keys, in whatever encoding',
    () => {
      const files = filesIn(county.dataDir);
      const clear = files.flatMap(told);
      // That the search finds what is there.
      expect(new Set(clear).size).toBeGreaterThan(5);
      expect([...new Set(secret(clear))]).toEqual([]);
    },
    WALK_MS,
  );

  it('[SEC-3] is in no log at the finest level, no metric and no documentation', async () => {
    const lines = Buffer.concat(logged);
    expect(lines.includes('"route"')).toBe(true);
    expect(told(lines)).toEqual([]);
    for (const path of ['metrics', 'openapi.json', 'docs'])
      expect([path, told(Buffer.from(await (await fetch(`${county.service.url}/${path}`)).text()))]).toEqual([
        path,
        [],
      ]);
  });

  it('[SEC-3] does not come back in what a refusal says', () => {
    expect(refusals.length).toBeGreaterThan(50);
    expect(told(Buffer.from(refusals.join('\n')))).toEqual([]);
  });

  it(
    '[SEC-3] is in no export, and in no answer to those who have no need of it',
    async () => {
      for (const role of ['auditor', 'analyst', 'administrator'] as const)
        for (const route of queries) {
          if (!relationIn(route, role)) continue;
          expect([role, route.path, secret(told(Buffer.from(await read(role, route))))]).toEqual([
            role,
            route.path,
            [],
          ]);
        }
    },
    WALK_MS,
  );

  it('[SEC-3] is readable for those who have: the search finds it there', async () => {
    const [shown, hidden] = [await county.at.head.get('supervisees'), await county.at.auditor.get('supervisees')];
    expect(secret(told(Buffer.from(shown.text))).length).toBeGreaterThan(0);
    expect(secret(told(Buffer.from(hidden.text)))).toEqual([]);
  });
});

/** The texts that bytes are in UTF-8 and in UTF-16, from either byte on and in either order. */
const decodings = (bytes: Buffer): string[] => {
  const swapped = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
  const wide = [
    bytes,
    bytes.subarray(1),
    swapped,
    Buffer.from(bytes.subarray(1, bytes.length - ((bytes.length - 1) % 2))),
  ];
  wide[3]?.swap16();
  return [bytes.toString('utf8'), ...wide.map((part) => part.toString('utf16le'))];
};
