import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { startEventStore } from '../../embedded/eventstore/server.js';
import { startMongo } from '../../embedded/mongodb/server.js';
import { commandIdOf } from '../../src/platform/streams/ids.js';
import { StreamStore } from '../../src/platform/streams/stream-store.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { until } from '../projections/read-side.js';
import { eventStoreUrl } from '../support/databases.js';
import type { Body } from './answers.js';
import { type County, foundCounty } from './county.js';
import { type Fault, FaultyProxy } from './faulty-proxy.js';
import { type Answered, insist, registerDuring } from './insist.js';
import { expectRebuildEqual } from './rebuild.js';
import { Service } from './service.js';
import { expectWhole, history } from './stored-history.js';

/** Straight to the one server behind a proxy: its own address, which it tells clients of a replica set, would go round the proxy. */
const directMongoUrl = (port: number): string => `mongodb://127.0.0.1:${port}/?directConnection=true`;

/** The whole service, every byte of which to and from its databases goes through proxies that can fail. */
export class FaultyService {
  private registered = 0;

  private constructor(
    readonly service: Service,
    readonly at: County,
    readonly events: FaultyProxy,
    readonly documents: FaultyProxy,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(namespace: string, env: Record<string, string> = {}): Promise<FaultyService> {
    const dataDir = mkdtempSync(join(tmpdir(), 'e2e-faulty-'));
    const store = await startEventStore({ data: join(dataDir, 'eventstore'), port: 0 });
    const mongo = await startMongo({ data: join(dataDir, 'mongodb'), port: 0 });
    const [events, documents] = [await FaultyProxy.to(store.port), await FaultyProxy.to(mongo.port)];
    const stop = async (): Promise<void> => {
      await service.stop();
      for (const one of [events, documents, store, mongo]) await one.stop();
      rmSync(dataDir, { recursive: true });
    };
    const urls = { eventStoreUrl: eventStoreUrl(events.port), mongoUrl: directMongoUrl(documents.port) };
    const service = await Service.start({ ...urls, namespace, dataDir, stop }, undefined, env);
    const at = await foundCounty(service);
    service.clock.set('2026-03-09 08:00');
    return new FaultyService(service, at, events, documents, stop);
  }

  /**
   * People are registered, lists read and health is asked for, while connections to one database suffer a fault for a while: `ms`, and
   * until somebody was refused each of what is named. Afterwards everybody is on record once, whatever was sent however often, and so
   * say the views.
   */
  async suffer(which: Which, fault: Fault, course: Course): Promise<Suffered> {
    const { ms, people, lanes = 8, readers = 1, refuses = [] } = course;
    const from = this.registered + 1;
    const to = (this.registered += people);
    const [reads, down, inFlight]: [Answered[], string[], number[]] = [[], [], []];
    let [began, ended, opened] = [Number.NaN, Number.NaN, Number.NaN];
    let over = false;
    const look = async (): Promise<void> => {
      while (!over) {
        await insist(() => this.at.worker.get('supervisees?limit=5'), reads);
        await pause(20);
      }
    };
    const watch = async (): Promise<void> => {
      while (!over) {
        inFlight.push((await this.figures())['http_requests_in_flight'] ?? Number.NaN);
        down.push(...(await this.down()));
      }
    };
    const failAndHeal = async (commands: readonly Answered[]): Promise<void> => {
      const looking = Promise.all([watch(), ...Array.from({ length: readers }, look)]);
      await until('some are on record, and others on their way', () => receiptsIn(commands).size >= lanes / 2);
      began = performance.now();
      await this[which].set(fault);
      const before = this[which].opened;
      await pause(ms);
      const told = { commands, reads };
      for (const what of refuses)
        await until(`${what} are refused`, () => told[what].some(({ status }) => status === 503));
      opened = this[which].opened - before;
      await this[which].heal();
      ended = performance.now();
      over = true;
      await looking;
    };
    const commands = await registerDuring(this.at, from, to, failAndHeal, { lanes }).finally(() => (over = true));
    await this.expectAllOnce(from, to, commands);
    return { commands, reads, down, mostInFlight: Math.max(...inFlight), opened, began, ended };
  }

  /**
   * Everything that was ever sent took effect once: in history, by its repeats, in the views; and nothing is still in trouble.
   * @param commands all that was answered to the registrations from..to
   */
  private async expectAllOnce(from: number, to: number, commands: readonly Answered[]): Promise<void> {
    const { service, at } = this;
    // What is on record answers, not what the process remembers.
    service.app.get(StreamStore).forget();
    const receipts = receiptsIn(commands);
    expect(receipts.size).toBe(to - from + 1);
    expect(receiptsIn(await registerDuring(at, from, to, async () => undefined))).toEqual(receipts);
    const events = await history(service);
    expectWhole(events);
    expect(events.filter(({ stream }) => stream.includes('.supervisee-'))).toHaveLength(this.registered);
    for (const [of, { id, revision, position }] of receipts) {
      const place = { stream: `${service.stores.namespace}.supervisee-${id}`, revision, position };
      const commandId = commandIdOf('worker-1', of);
      expect(events.filter((event) => event.commandId === commandId)).toEqual([expect.objectContaining(place)]);
    }
    const rows = await expectRebuildEqual(service);
    expect(rows['supervisee-roster']).toHaveLength(this.registered);
    await until('everything is well', async () => {
      const { role, healthy, views } = service.runner.status();
      const lag = Math.max(...Object.values(views).map(({ lagEvents }) => lagEvents));
      const { reactions_leading: leads, reactions_waiting: waiting } = await this.figures();
      return (
        (await this.down()).length === 0 && role === 'leading' && healthy && lag === 0 && leads === 1 && waiting === 0
      );
    });
  }

  /** What the API's health says is down. */
  private async down(): Promise<string[]> {
    const { checks } = (await (await fetch(`${this.service.url}/readyz`)).json()) as { checks: Record<string, string> };
    return Object.keys(checks).filter((name) => checks[name] !== 'up');
  }

  /** Figures of the API without labels, by name. */
  async figures(): Promise<Record<string, number>> {
    const text = await (await fetch(`${this.service.url}/metrics`)).text();
    return Object.fromEntries(
      [...text.matchAll(/^([a-z_]+) ([\d.e+-]+)$/gm)].map(([, name = '', value]) => [name, Number(value)]),
    );
  }
}

/** What was acknowledged, by request. */
const receiptsIn = (answered: readonly Answered[]): Map<string, Body> =>
  new Map(answered.filter(({ status }) => status === 200).map(({ of, body }) => [of, body]));

type Which = 'events' | 'documents';

/** How a fault goes. */
export interface Course {
  /** How long it lasts at least. */
  readonly ms: number;
  /** How many are registered meanwhile, and how many at once. */
  readonly people: number;
  readonly lanes?: number;
  /** How many read lists all the while. */
  readonly readers?: number;
  /** What somebody has to be refused before it is over. */
  readonly refuses?: readonly ('commands' | 'reads')[];
}

/** What was answered before a fault, while it lasted, and until all was done. */
export interface Suffered {
  readonly commands: readonly Answered[];
  readonly reads: readonly Answered[];
  /** What was down as health said whenever it was asked. */
  readonly down: readonly string[];
  /** Most requests of the API that were served at once, as its figures say. */
  readonly mostInFlight: number;
  /** Connections to the database that were opened, or tried, while it lasted. */
  readonly opened: number;
  /** When the fault began and ended, milliseconds of a monotonic clock. */
  readonly began: number;
  readonly ended: number;
}

/** Longest that anybody waits for an answer, ms, whatever becomes of the databases. */
const BOUND_MS = 25_000;

/** Nobody was left waiting: everything that was sent was answered, in time. */
export const expectAnswered = ({ commands, reads }: Suffered): void =>
  expect(Math.max(...[...commands, ...reads].map(({ ms }) => ms))).toBeLessThan(BOUND_MS);

/** The fault met commands on their way, and others were sent while it lasted. */
export const expectMet = ({ commands, began, ended }: Suffered): void => {
  expect(commands.filter(({ sentAt, ms }) => sentAt < began && sentAt + ms > began)).not.toEqual([]);
  expect(commands.filter(({ sentAt }) => sentAt > began && sentAt < ended)).not.toEqual([]);
};
