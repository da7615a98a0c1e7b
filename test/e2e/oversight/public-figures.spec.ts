import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PublicTable } from '../../../src/public-figures/domain/suppression/suppress.js';
import { identityNumber } from '../../supervisees/people.js';
import { type County, form, foundCounty } from '../../harness/county.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';

type Figures = PublicTable['whole'];
interface Published {
  readonly city: Figures & { readonly name: string };
  readonly counties: readonly (Figures & { readonly unitId: string; readonly name: string })[];
  readonly leastCount: number;
}

/** Minhou has 9 on probation and 6 on parole; Lianjiang 8 and, until somebody comes late, 4. */
describe('public figures over HTTP', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let fengcheng: Person;
  let n = 100;
  const register = async (head: Person, officeId: string, category: 'PAROLE' | 'SUSPENDED_SENTENCE', count: number) => {
    for (let left = count; left > 0; left -= 1) {
      n += 1;
      const woman = {
        sex: 'FEMALE',
        identityNumber: identityNumber(`350121199003${10 + (n % 20)}${String(2 * n).padStart(3, '0')}`),
      };
      await head.done('supervisees', form(n, { officeId, category, ...(left % 3 === 0 ? (woman as object) : {}) }));
    }
  };
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores, '2026-01-05 08:00', { RATE_LIMIT_PER_MINUTE: '150' });
    at = await foundCounty(service);
    fengcheng = await service.as('office-head', 'fengcheng', 'head-3');
    service.clock.set('2026-03-09 09:00');
    await register(at.head, 'ganzhe', 'SUSPENDED_SENTENCE', 9);
    await register(at.otherHead, 'shangjie', 'PAROLE', 6);
    await register(fengcheng, 'fengcheng', 'SUSPENDED_SENTENCE', 8);
    await register(fengcheng, 'fengcheng', 'PAROLE', 4);
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const ask = async (
    path = '',
  ): Promise<{ status: number; body: Published & { items: { quarter: string }[] }; text: string }> => {
    const response = await fetch(`${service.url}/public-figures${path}`);
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text) as never, text };
  };
  const publish = async (person: Person, path = 'fuzhou/2026Q1'): Promise<unknown[]> => {
    await at.director.see('analysis/supervisees?limit=1');
    const { status, body } = await person.post(`public-figures/${path}`);
    return [status, body.code];
  };

  it('[GOV-2] are published by the city alone, once the quarter is over', async () => {
    expect(await publish(at.director)).toEqual([403, 'FORBIDDEN']);
    expect(await publish(await service.as('city-officer', 'quanzhou', 'city-2'))).toEqual([404, 'NOT_FOUND']);
    service.clock.set('2026-03-31 23:59');
    expect(await publish(at.city)).toEqual([422, 'FIGURES_QUARTER_NOT_OVER']);
    expect((await ask('/fuzhou/2026Q1')).status).toBe(404);
    service.clock.set('2026-04-01 00:00');
    expect(await publish(at.city)).toEqual([200, undefined]);
  });

  it('[GOV-2] are read without a token; small numbers are left out, and others with them', async () => {
    await at.city.see('units');
    const { status, body, text } = await ask('/fuzhou/2026Q1');
    expect([status, body.leastCount, body.city.name, body.city.total]).toEqual([200, 5, '福州市司法局', 27]);
    expect(body.city.divisions.category).toMatchObject({ SUSPENDED_SENTENCE: 17, PAROLE: 10, PUBLIC_SURVEILLANCE: 0 });
    expect(body.counties.map(({ name, total, divisions }) => [name, total, divisions.category])).toEqual([
      ['连江县司法局', 12, expect.objectContaining({ PAROLE: null, SUSPENDED_SENTENCE: null, PUBLIC_SURVEILLANCE: 0 })],
      ['闽侯县司法局', 15, expect.objectContaining({ PAROLE: null, SUSPENDED_SENTENCE: null })],
    ]);
    expect(text).not.toMatch(/林某|350121|superviseeId|sealed/);
    expect((await ask('/fuzhou/2026Q2')).status).toBe(404);
    expect((await ask('/fuzhou/2026Q5')).status).toBe(400);
    expect((await ask()).body.items.map(({ quarter }) => quarter)).toEqual(['2026Q1']);
  });

  it('[GOV-2] stay as they are: what is recorded later changes no table, and no second one is published', async () => {
    const before = (await ask('/fuzhou/2026Q1')).text;
    await register(fengcheng, 'fengcheng', 'PAROLE', 1);
    expect(await publish(at.city)).toEqual([422, 'FIGURES_ALREADY_PUBLISHED']);
    expect((await ask('/fuzhou/2026Q1')).text).toBe(before);
  });

  it('[GOV-2] of the next quarter show five, where four were left out', async () => {
    service.clock.set('2026-07-01 09:00');
    expect(await publish(at.city, 'fuzhou/2026Q2')).toEqual([200, undefined]);
    await at.city.see('units');
    const { body } = await ask('/fuzhou/2026Q2');
    expect(body.counties[0]?.divisions.category).toMatchObject({ PAROLE: 5, SUSPENDED_SENTENCE: 8 });
    expect((await ask()).body.items.map(({ quarter }) => quarter)).toEqual(['2026Q2', '2026Q1']);
  });

  it('[GOV-2] are rate-limited by address', async () => {
    const statuses: number[] = [];
    for (let left = 200; left > 0; left -= 1) statuses.push((await ask()).status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });
});
