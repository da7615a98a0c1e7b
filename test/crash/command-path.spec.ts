import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { Command, command } from '../../src/kernel/command.js';
import { decider } from '../../src/kernel/decider.js';
import type { DomainEvent, Personal } from '../../src/kernel/event.js';
import { INSTALLATION } from '../../src/kernel/roles.js';
import { SystemClock } from '../../src/platform/clock.js';
import { DeciderRegistry } from '../../src/platform/commands/decider-registry.js';
import { Decisions } from '../../src/platform/commands/decisions.js';
import type { Receipt } from '../../src/platform/commands/receipt.js';
import { MasterKey } from '../../src/platform/sealing/master-key.js';
import { type KeyDocument, SubjectKeys } from '../../src/platform/sealing/subject-keys.js';
import { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { eventsOf } from '../../src/platform/streams/read-events.js';
import { StreamStore } from '../../src/platform/streams/stream-store.js';
import { metaOf } from '../support/given.js';
import { nowhere } from '../support/nowhere.js';
import { newNamespace } from '../support/databases.js';
import { ReadSide } from '../projections/read-side.js';
import { CrashPoints, pointsOf } from './crash-points.js';

class Tick extends Command {
  declare readonly tallyId: string;
  declare readonly remark: string;
}
type Ticked = DomainEvent<'Ticked', { readonly tallyId: string; readonly n: number; readonly remark: Personal }>;
type Rounded = DomainEvent<'Rounded', { readonly tallyId: string; readonly n: number }>;

/** Two facts a command, one of them with a sealed field. */
const tally = decider({
  category: 'tally',
  governed: false,
  events: { Ticked: { version: 1, personal: ['remark'], subject: 'tallyId' }, Rounded: { version: 1 } },
  commands: { Tick },
  initial: 0,
  evolve: (count: number, event: Ticked | Rounded) => (event.type === 'Ticked' ? count + 1 : count),
  decide: {
    Tick: ({ tallyId, remark }: Tick, count): (Ticked | Rounded)[] => [
      { type: 'Ticked', data: { tallyId, n: count + 1, remark } },
      { type: 'Rounded', data: { tallyId, n: count + 1 } },
    ],
  },
  idOf: ({ tallyId }: Tick) => tallyId,
  unitOf: () => INSTALLATION,
});

describe('a process that is stopped at every call of a command', () => {
  const master = new MasterKey(randomBytes(32));
  let side: ReadSide;
  let catalogue: EventCatalogue;
  beforeAll(async () => {
    side = await ReadSide.start();
    catalogue = new EventCatalogue([tally], newNamespace());
  });
  afterAll(async () => {
    await side.stop();
  });

  /** The event store as a process sees it: appends are calls; a read is one from when it is asked for. */
  const clientOf = (points: CrashPoints): EventStoreDBClient =>
    new Proxy(side.history.client, {
      get: (of, name) => {
        const found = Reflect.get(of, name) as unknown;
        if (typeof found !== 'function') return found;
        const ask = found.bind(of) as (...args: unknown[]) => unknown;
        return name === 'appendToStream'
          ? (...args: unknown[]) => points.call('append', async () => ask(...args))
          : ask;
      },
    });
  const process = (points: CrashPoints): Decisions => {
    const keys = new SubjectKeys(() => points.db(side.db).collection<KeyDocument>('_keys'), master);
    const store = new StreamStore(clientOf(points), catalogue, keys);
    return new Decisions(store, new DeciderRegistry([tally]), nowhere, master, new SystemClock());
  };
  const tick = (decisions: Decisions, tallyId: string, commandId: string): Promise<Receipt> => {
    const meta = metaOf({ commandId, by: { role: 'administrator', unit: '*' } });
    return decisions.take(tally, 'Tick', command(Tick, { tallyId, remark: 'seen' }, meta));
  };
  const stored = async (tallyId: string): Promise<string[]> => {
    const facts: string[] = [];
    for await (const resolved of eventsOf(side.history.client.readStream(catalogue.storedName(`tally-${tallyId}`)))) {
      const { type, data } = catalogue.decode(resolved) as unknown as { type: string; data: { n: number } };
      facts.push(`${type} ${data.n}`);
    }
    return facts;
  };

  it('takes effect once: sent again to another process it gives the receipt of the first, whole or not at all', async () => {
    const dry = new CrashPoints();
    await tick(process(dry), 'dry', randomUUID());
    const points = pointsOf(dry.passed);
    expect(points).toEqual(expect.arrayContaining(['append#1 before', 'append#1 after']));
    for (const [n, point] of points.entries())
      for (const ending of ['dies', 'pauses'] as const) {
        const [tallyId, commandId] = [`t${n}-${ending}`, randomUUID()];
        await tick(process(new CrashPoints()), tallyId, randomUUID());
        const stopped = new CrashPoints({ point, ending });
        const first = tick(process(stopped), tallyId, commandId).then(
          (receipt) => receipt,
          (error: unknown) => error,
        );
        await Promise.race([stopped.reached, first]);
        const receipt = await tick(process(new CrashPoints()), tallyId, commandId);
        stopped.end();
        const answer = await first;
        expect({ point, ending, facts: await stored(tallyId) }).toEqual({
          ...{ point, ending },
          facts: ['Ticked 1', 'Rounded 1', 'Ticked 2', 'Rounded 2'],
        });
        expect(receipt.revision).toBe(3);
        // Who only stood still gets the same answer, from whichever of the two took effect.
        if (ending === 'pauses') expect({ point, answer }).toEqual({ point, answer: receipt });
        expect(await tick(process(new CrashPoints()), tallyId, commandId)).toEqual(receipt);
      }
  }, 180_000);
});
