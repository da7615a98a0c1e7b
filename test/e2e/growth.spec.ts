import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { Rows } from '../../embedded/mongodb/store/rows.js';
import { StreamStore } from '../../src/platform/streams/stream-store.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { type County, form, foundCounty } from '../harness/county.js';
import { Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';

/** What one request makes the databases do for it. */
interface Effort {
  /** Streams that are read. */
  readonly reads: number;
  /** Events in them. */
  readonly events: number;
  /** Rows of the roster that are looked at. */
  readonly rows: number;
}

/** A page of ten looks at one more row, to know whether another page follows. */
const PAGE = 11;

describe('what a request costs', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  const counted = { reads: 0, events: 0 };
  beforeAll(async () => {
    stores = await openStores('own');
    service = await Service.start(stores);
    at = await foundCounty(service);
    service.clock.set('2026-03-16 08:00');
    countEvents(service.app.get(EventStoreDBClient));
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await service.stop();
    await stores.stop();
  });

  const countEvents = (client: EventStoreDBClient): void => {
    const read = client.readStream.bind(client);
    jest.spyOn(client, 'readStream').mockImplementation((...args: Parameters<typeof read>) => {
      counted.reads += 1;
      const events = read(...args);
      events.on('data', () => (counted.events += 1));
      return events;
    });
  };
  const [body, byId, scan] = [
    jest.spyOn(Rows.prototype, 'body'),
    jest.spyOn(Rows.prototype, 'byId'),
    jest.spyOn(Rows.prototype, 'scan'),
  ];
  /** Other collections are looked at by processes of the service at any time; of these rows, only for who asks for them. */
  const rowsLookedAt = (): number =>
    [body, byId, scan]
      .flatMap(({ mock }) => mock.calls.map(([of], n) => ({ of, found: mock.results[n]?.value })))
      .filter(({ of, found }) => of.name.startsWith('supervisee-roster@') && found !== undefined)
      .reduce((sum, { found }) => sum + (Array.isArray(found) ? found.length : 1), 0);

  /** Waits until the reactions to what was done before have read what they need. */
  const still = async (): Promise<void> => {
    for (let reads = -1; reads !== counted.reads;) {
      reads = counted.reads;
      await pause(400);
    }
  };

  /** What a request costs a process that remembers no stream, once the views show everything. */
  const effort = async (request: () => Promise<unknown>): Promise<Effort> => {
    await at.head.see('supervisees?limit=1');
    await still();
    service.app.get(StreamStore).forget();
    Object.assign(counted, { reads: 0, events: 0 });
    for (const spy of [body, byId, scan]) spy.mockClear();
    await request();
    return { ...counted, rows: rowsLookedAt() };
  };
  /** Queries wait for no stream: what is read meanwhile keeps the reference data fresh. */
  const rowsOf = async (path: string): Promise<number> => (await effort(() => at.director.get(path))).rows;

  const register = async (n: number): Promise<string> => (await at.worker.done('supervisees', form(n))).id;
  const visit = (id: string, day: string): Promise<unknown> => {
    const seen = { kind: 'HOME_VISIT', time: '09:30', visitors: ['worker-1'], place: '某路1号', findings: '在家' };
    return at.worker.done(`supervisees/${id}/visits`, { day, ...seen });
  };

  it('does not grow with the history of others: as many events and rows after ten times as much', async () => {
    const ids: string[] = [];
    for (let n = 1; n <= 12; n += 1) ids.push(await register(n));
    const measure = async (person: string): Promise<unknown> => ({
      registration: await effort(() => register(490 + ids.indexOf(person))),
      visit: await effort(() => visit(person, '2026-03-13')),
      page: await rowsOf('supervisees?office=ganzhe&limit=10'),
      termsThatEndNext: await rowsOf('supervisees?sort=termTo&limit=10'),
      person: await rowsOf(`supervisees/${person}`),
    });
    const before = await measure(ids[0] ?? '');
    expect(before).toEqual({
      registration: { reads: 3, events: expect.any(Number), rows: 0 },
      visit: { reads: 4, events: expect.any(Number), rows: 0 },
      ...{ page: PAGE, termsThatEndNext: PAGE, person: 1 },
    });
    for (let n = 101; n <= 220; n += 1) await visit(await register(n), '2026-03-12');
    expect(await measure(ids[1] ?? '')).toEqual(before);
  });
});
