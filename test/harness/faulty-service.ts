import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { startEventStore } from '../../embedded/eventstore/server.js';
import { startMongo } from '../../embedded/mongodb/server.js';
import { StreamStore } from '../../src/platform/streams/stream-store.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { until } from '../projections/read-side.js';
import { eventStoreUrl } from '../support/databases.js';
import { type County, form, foundCounty } from './county.js';
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
   * People are registered, lists read and health is asked for, while connections to one database suffer a fault for a while. Afterwards
   * everybody is on record once, whatever was sent however often, and so say the views.
   */
  async suffer(which: 'events' | 'documents', fault: Fault, ms: number, people: number, lanes = 8): Promise<Suffered> {
    const from = this.registered + 1;
    const to = (this.registered += people);
    const [reads, down, inFlight]: [Answered[], string[], number[]] = [[], [], []];
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
    const failAndHeal = async (): Promise<void> => {
      await pause(50);
      await this[which].set(fault);
      const looking = Promise.all([look(), watch()]);
      await pause(ms);
      await this[which].heal();
      over = true;
      await looking;
    };
    const commands = await registerDuring(this.at, from, to, failAndHeal, { lanes });
    await this.expectAllOnce();
    return { commands, reads, down, mostInFlight: Math.max(...inFlight) };
  }

  /** Everything that was ever sent took effect once: in history, by its repeats, in the views; and nothing is still in trouble. */
  async expectAllOnce(): Promise<void> {
    const { service, at } = this;
    const events = await history(service);
    expectWhole(events);
    expect(events.filter(({ stream }) => stream.includes('.supervisee-'))).toHaveLength(this.registered);
    // What is on record answers, not what the process remembers.
    service.app.get(StreamStore).forget();
    for (let n = 1; n <= this.registered; n += 7) {
      const again = await at.worker.done('supervisees', form(n), { 'idempotency-key': `register-${n}` });
      expect(again.revision).toBe(0);
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

/** What was answered while a fault lasted, and until it was over. */
export interface Suffered {
  readonly commands: readonly Answered[];
  readonly reads: readonly Answered[];
  /** What was down as health said whenever it was asked. */
  readonly down: readonly string[];
  /** Most requests of the API that were served at once, as its figures say. */
  readonly mostInFlight: number;
}

/** Longest that anybody waits for an answer, ms, whatever becomes of the databases. */
const BOUND_MS = 25_000;

/** Nobody was left waiting: everything that was sent was answered, in time. */
export const expectAnswered = ({ commands, reads }: Suffered): void =>
  expect(Math.max(...[...commands, ...reads].map(({ ms }) => ms))).toBeLessThan(BOUND_MS);
