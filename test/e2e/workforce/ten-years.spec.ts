import { EventStoreDBClient, type JSONEventData, NO_STREAM } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Author } from '../../../bench/history/author.js';
import { appointed, recorded, RECORDINGS } from '../../../bench/history/facts.js';
import { eventSources } from '../../../projections/registry.js';
import { type Day, daysFrom, weekday } from '../../../src/kernel/day.js';
import { readDatabase } from '../../../src/platform/read-store/read-database.js';
import { MasterKey } from '../../../src/platform/sealing/master-key.js';
import type { KeyDocument } from '../../../src/platform/sealing/subject-keys.js';
import { EventCatalogue } from '../../../src/platform/streams/event-codec.js';
import { StreamStore } from '../../../src/platform/streams/stream-store.js';
import { foundCounty } from '../../harness/county.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';

const OFFICE = { id: 'ganzhe', path: ['fuzhou', 'minhou', 'ganzhe'], workers: [], supervisees: [] } as const;
/** Mondays of ten years: four recordings each. */
const MONDAYS = daysFrom('2016-01-04', '2025-12-31').filter((day) => weekday(day) === 1);

/** What a check-in reads of history: how many events, of which streams. No time is measured. */
interface Cost {
  readonly events: number;
  readonly streams: readonly string[];
}

describe('a check-in of who has served for ten years, beside one of who is new', () => {
  let stores: Stores;
  let service: Service;
  let people: Readonly<Record<'veteran' | 'newcomer', Person>>;
  let read: string[] = [];
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores, '2026-01-05 08:00');
    await foundCounty(service);
    await remember();
    people = {
      veteran: await service.as('social-worker', 'ganzhe', 'veteran'),
      newcomer: await service.as('social-worker', 'ganzhe', 'newcomer'),
    };
    countReads();
  }, 120_000);
  afterAll(async () => {
    jest.restoreAllMocks();
    await service.stop();
    await stores.stop();
  });

  /** Puts both on record: one with ten years of attendance, one since this morning. */
  const remember = async (): Promise<void> => {
    const catalogue = new EventCatalogue(eventSources, stores.namespace);
    const author = new Author(catalogue, service.app.get(MasterKey));
    const facts = [
      appointed(OFFICE, 'veteran', '2016-01-04'),
      appointed(OFFICE, 'newcomer', '2026-01-05'),
      ...MONDAYS.flatMap((day) => RECORDINGS.map((what) => recorded(OFFICE, 'veteran', day, what, 0))),
    ];
    const streams = new Map<string, JSONEventData[]>();
    for (const { name, stored } of facts.map((fact) => author.write(fact)))
      streams.set(name, [...(streams.get(name) ?? []), stored]);
    for (const [name, events] of streams)
      await service.events.appendToStream(name, events, { expectedRevision: NO_STREAM });
    const keys = readDatabase(service.mongo, stores.namespace).collection<KeyDocument>('_keys');
    await keys.insertMany(author.keyDocuments(new Date()));
  };
  /** Notes the stream of every event that is read from the event store. */
  const countReads = (): void => {
    const readStream = Reflect.get(EventStoreDBClient.prototype, 'readStream');
    jest.spyOn(EventStoreDBClient.prototype, 'readStream').mockImplementation(function (
      this: EventStoreDBClient,
      name,
      options,
    ) {
      const events = readStream.call(this, name, options);
      events.on('data', () => read.push(name.slice(name.indexOf('.') + 1)));
      return events;
    });
  };
  const send = (who: keyof typeof people, what: 'check-ins' | 'check-outs') =>
    people[who].done(`social-workers/${who}/${what}`, { device: 'terminal-1', place: '甘蔗司法所' });
  const costOf = async (who: keyof typeof people): Promise<Cost> => {
    read = [];
    await send(who, 'check-ins');
    return { events: read.length, streams: [...new Set(read)].map((name) => name.replace(who, '…')).sort() };
  };
  /** The same by a process that has just started. */
  const coldCostOf = (who: keyof typeof people): Promise<Cost> => {
    service.app.get(StreamStore).forget();
    return costOf(who);
  };
  const onDay = async (day: Day, does: (who: keyof typeof people) => Promise<void>): Promise<void> => {
    for (const who of ['veteran', 'newcomer'] as const) {
      service.clock.set(`${day} 08:20`);
      await does(who);
    }
  };

  it('[ATT-1] reads the same of it on the first day of a year, with ten years behind it and with none', async () => {
    expect(MONDAYS.length).toBeGreaterThan(500);
    const costs: Cost[] = [];
    await onDay('2026-01-05', async (who) => void costs.push(await coldCostOf(who)));
    const [old, young] = costs;
    expect(old).toEqual(young);
    expect(old?.streams).toContain('socialWorker-…');
    expect(old?.streams.filter((name) => name.startsWith('attendance'))).toEqual([]);
  });

  it('[ATT-1] reads nothing more once it was read: the next session costs no event', async () => {
    await onDay('2026-01-06', async (who) => void (await send(who, 'check-ins')));
    service.clock.set('2026-01-06 14:20');
    for (const who of ['veteran', 'newcomer'] as const) expect(await costOf(who)).toEqual({ events: 0, streams: [] });
  });

  it('[ATT-1] reads the book of the year alone in a process that has just started, which is as long for both', async () => {
    const first = await coldCostsOn('2026-01-07');
    expect(first).toHaveLength(1);
    for (const day of ['2026-01-08', '2026-01-09', '2026-01-12'])
      await onDay(day, async (who) => {
        await send(who, 'check-ins');
        service.clock.set(`${day} 12:00`);
        await send(who, 'check-outs');
      });
    const later = await coldCostsOn('2026-01-13');
    expect(later).toHaveLength(1);
    // What was recorded since is read, so this counts what it says: a check-in on the 7th, and two recordings on each of three days.
    expect((later[0]?.events ?? 0) - (first[0]?.events ?? 0)).toBe(7);
    expect(later[0]?.streams).toContain('attendance-…-2026');
    expect(later[0]?.streams.filter((name) => /attendance-…-20[12][0-5]/.test(name))).toEqual([]);
  });

  /** What check-ins of both cost, each cost once. */
  const coldCostsOn = async (day: Day): Promise<Cost[]> => {
    const costs = new Map<string, Cost>();
    await onDay(day, async (who) => {
      const cost = await coldCostOf(who);
      costs.set(JSON.stringify(cost), cost);
    });
    return [...costs.values()];
  };
});
