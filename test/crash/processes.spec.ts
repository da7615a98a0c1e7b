import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventsOf } from '../../src/platform/streams/read-events.js';
import { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { eventSources } from '../../projections/registry.js';
import { form, foundCounty } from '../harness/county.js';
import { expectRebuildEqual } from '../harness/rebuild.js';
import { Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';
import { until } from '../projections/read-side.js';
import { Fleet } from './fleet.js';

/** Front-ends at work at once. */
const HANDS = 3;

const documentOf = (n: number): string => `（2026）闽0121刑初${n}号`;

/** What a request met with: an answer, no process at the address, or a process that went away in the middle. */
type Met = { readonly status: number; readonly position?: number } | 'nobody' | 'broken off';

/** People who register others one after another, each until it is acknowledged, with the same key. */
class Load {
  readonly acknowledged: number[] = [];
  readonly odd: string[] = [];
  brokenOff = 0;
  latest = -1;
  private next = 1;
  private going = true;
  private readonly hands: Promise<void>[];

  constructor(
    private readonly fleet: Fleet,
    private readonly token: string,
    private readonly from: number,
  ) {
    this.hands = Array.from({ length: HANDS }, () => this.work());
  }

  async end(): Promise<void> {
    this.going = false;
    await Promise.all(this.hands);
  }

  private async work(): Promise<void> {
    while (this.going) {
      const n = this.from + this.next;
      this.next += 1;
      await this.register(n);
    }
  }

  private async register(n: number): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const apis = this.fleet.apis();
      const api = apis[(n + tries) % Math.max(apis.length, 1)];
      const met = api ? await this.ask(api.port, n) : 'nobody';
      if (met === 'broken off') this.brokenOff += 1;
      else if (met !== 'nobody' && met.status === 200) {
        this.acknowledged.push(n);
        this.latest = Math.max(this.latest, met.position ?? -1);
        return;
      } else if (met !== 'nobody' && met.status !== 503) {
        this.odd.push(`${n}: ${met.status}`);
        return;
      }
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  private async ask(port: number, n: number): Promise<Met> {
    const headers = {
      ...{ authorization: `Bearer ${this.token}`, 'content-type': 'application/json', connection: 'close' },
      'idempotency-key': `person-${n}`,
    };
    const body = JSON.stringify(form(1, { documentNumber: documentOf(n) }));
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/v1/supervisees`, { method: 'POST', headers, body });
      const { position } = (await answer.json()) as { position?: number };
      return { status: answer.status, ...(position === undefined ? {} : { position }) };
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } };
      return cause?.code === 'ECONNREFUSED' ? 'nobody' : 'broken off';
    }
  }
}

describe('processes of API and projections that come and go under load', () => {
  let stores: Stores;
  let fleet: Fleet;
  let token: string;
  beforeAll(async () => {
    stores = await openStores();
    const service = await Service.start(stores, '2026-03-16 09:00', {});
    const { worker } = await foundCounty(service);
    ({ token } = worker);
    await service.stop();
    fleet = new Fleet(stores);
    await Promise.all((['api', 'api', 'projections', 'projections'] as const).map((kind) => fleet.start(kind)));
  }, 180_000);
  afterAll(async () => {
    await fleet.stop();
    await stores.stop();
  });

  /** Everybody who was acknowledged is in the history once, and the views are what a rebuild makes of it. */
  const consistent = async (load: Load): Promise<void> => {
    const service = await Service.start(stores, '2026-03-16 09:00');
    try {
      service.latest = load.latest;
      const catalogue = new EventCatalogue(eventSources, stores.namespace);
      const registered = new Map<string, number>();
      for await (const resolved of eventsOf(service.events.readAll())) {
        const event = catalogue.decode(resolved);
        if (event?.type !== 'SuperviseeRegistered') continue;
        const { documentNumber } = event.data as { documentNumber: string };
        registered.set(documentNumber, (registered.get(documentNumber) ?? 0) + 1);
      }
      const missing = load.acknowledged.filter((n) => registered.get(documentOf(n)) !== 1);
      expect({ missing, odd: load.odd }).toEqual({ missing: [], odd: [] });
      expect([...registered.values()].every((times) => times === 1)).toBe(true);
      await expectRebuildEqual(service);
    } finally {
      await service.stop();
    }
  };

  it('are killed at any moment: nothing acknowledged is lost, nothing takes effect twice, the views equal a rebuild', async () => {
    const load = new Load(fleet, token, 0);
    for (let round = 0; round < 6; round += 1) {
      const before = load.acknowledged.length;
      await until('work goes on', () => load.acknowledged.length > before + 4 + round);
      const members = [...fleet.members];
      const victim = members[(round * 3 + 1) % members.length];
      if (!victim) throw new Error('Nobody is left');
      expect(await fleet.end(victim, 'SIGKILL')).toBe('SIGKILL');
      await fleet.start(victim.kind);
    }
    await load.end();
    await consistent(load);
  }, 300_000);

  it('are replaced one by one: no command fails but by 503, and none is broken off', async () => {
    const load = new Load(fleet, token, 10_000);
    for (const member of [...fleet.members]) {
      const before = load.acknowledged.length;
      await until('work goes on', () => load.acknowledged.length > before + 4);
      await fleet.start(member.kind);
      expect(await fleet.end(member, 'SIGTERM')).toBe(0);
    }
    await load.end();
    expect(load.brokenOff).toBe(0);
    await consistent(load);
  }, 300_000);
});
