import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { Command, command } from '../../../src/kernel/command.js';
import { decider } from '../../../src/kernel/decider.js';
import type { DomainEvent } from '../../../src/kernel/event.js';
import { INSTALLATION } from '../../../src/kernel/roles.js';
import { SystemClock } from '../../../src/platform/clock.js';
import { DeciderRegistry } from '../../../src/platform/commands/decider-registry.js';
import { Decisions } from '../../../src/platform/commands/decisions.js';
import { KeyedQueue } from '../../../src/platform/commands/keyed-queue.js';
import { MasterKey } from '../../../src/platform/sealing/master-key.js';
import { SubjectKeys } from '../../../src/platform/sealing/subject-keys.js';
import { StoreUnavailable } from '../../../src/platform/streams/errors.js';
import { EventCatalogue } from '../../../src/platform/streams/event-codec.js';
import { emptyStream } from '../../../src/platform/streams/loaded-stream.js';
import { StreamStore } from '../../../src/platform/streams/stream-store.js';
import { metaOf } from '../../support/given.js';
import { nowhere } from '../../support/nowhere.js';

class Tick extends Command {
  declare readonly tallyId: string;
}
type Ticked = DomainEvent<'Ticked', Record<string, never>>;
const ticked = jest.fn((): Ticked[] => [{ type: 'Ticked', data: {} }]);
const tally = decider({
  category: 'tally',
  governed: false,
  events: { Ticked: { version: 1 } },
  commands: { Tick },
  initial: 0,
  evolve: (count: number, _event: Ticked) => count + 1,
  decide: { Tick: ticked },
  idOf: ({ tallyId }: Tick) => tallyId,
  unitOf: () => INSTALLATION,
});

/** A promise that is kept when `open` is called. */
const gate = (): { opened: Promise<void>; open: () => void } => {
  let open = (): void => undefined;
  const opened = new Promise<void>((done) => {
    open = done;
  });
  return { opened, open };
};
const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('commands of one record that wait behind a store that hangs', () => {
  const client = EventStoreDBClient.connectionString('esdb://127.0.0.1:1?tls=false');
  const master = new MasterKey(randomBytes(32));
  const keys = new SubjectKeys(() => {
    throw new Error('A tally has no personal data');
  }, master);
  let store: StreamStore;
  let decisions: Decisions;
  let hanging: ReturnType<typeof gate>;
  let load: ReturnType<typeof jest.spyOn>;
  let append: ReturnType<typeof jest.spyOn>;
  beforeEach(() => {
    ticked.mockClear();
    store = new StreamStore(client, new EventCatalogue([tally]), keys);
    hanging = gate();
    load = jest.spyOn(store, 'load').mockImplementation(async () => {
      await hanging.opened;
      return emptyStream(0);
    });
    append = jest
      .spyOn(store, 'append')
      .mockImplementation(async (_of, _id, from) => ({ ...from, revision: from.revision + 1, position: 7 }));
    decisions = bounded(60);
  });
  const bounded = (limitMs: number): Decisions =>
    new Decisions(store, new DeciderRegistry([tally]), nowhere, master, new SystemClock(), { waiting: 2, limitMs });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const tick = (tallyId: string, commandId: string): Promise<unknown> =>
    decisions
      .take(tally, 'Tick', command(Tick, { tallyId }, metaOf({ commandId, by: { role: 'administrator', unit: '*' } })))
      .catch((error: unknown) => error);

  it('are given up together, and neither decided nor stored when the store answers again', async () => {
    const sent = ['1', '2', '3'].map((id) => tick('one', id));
    expect(await Promise.all(sent)).toEqual(sent.map(() => expect.any(StoreUnavailable)));
    hanging.open();
    await settle();
    expect(load).toHaveBeenCalledTimes(1);
    expect(append).not.toHaveBeenCalled();
    expect(await tick('one', '4')).toMatchObject({ revision: 0 });
    expect(append).toHaveBeenCalledTimes(1);
  });

  it('are refused at once when too many wait, while those of another record are not', async () => {
    decisions = bounded(60_000);
    const sent = ['1', '2', '3'].map((id) => tick('one', id));
    const refused = (await tick('one', '4')) as StoreUnavailable;
    expect(refused).toBeInstanceOf(StoreUnavailable);
    expect(refused.message).toContain('2 commands wait already');
    const other = tick('other', '5');
    hanging.open();
    expect(await Promise.all([...sent, other])).toEqual(
      [1, 2, 3, 4].map(() => expect.objectContaining({ revision: 0 })),
    );
    expect(append).toHaveBeenCalledTimes(4);
  });
});

describe('a queue by key', () => {
  it('runs one after another in order, also after one that failed', async () => {
    const queue = new KeyedQueue({ waiting: 9, limitMs: 60_000 });
    const first = gate();
    const done: string[] = [];
    const task =
      (name: string, before: Promise<void> = Promise.resolve()) =>
      async (): Promise<string> => {
        await before;
        done.push(name);
        if (name === 'b') throw new Error('b fails');
        return name;
      };
    const all = Promise.allSettled([
      queue.run('x', task('a', first.opened)),
      queue.run('x', task('b')),
      queue.run('x', task('c')),
      queue.run('y', task('d')),
    ]);
    await settle();
    expect(done).toEqual(['d']);
    first.open();
    expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(done).toEqual(['d', 'a', 'b', 'c']);
    expect(await queue.run('x', task('e'))).toBe('e');
  });

  it('lets the next in line start when one before it was given up while it waited', async () => {
    const queue = new KeyedQueue({ waiting: 9, limitMs: 60 });
    const first = gate();
    const late = jest.fn(() => Promise.resolve('late'));
    const running = queue.run('x', () => first.opened);
    const outcomes = await Promise.allSettled([running, queue.run('x', late)]);
    expect(outcomes).toEqual([1, 2].map(() => ({ status: 'rejected', reason: expect.any(StoreUnavailable) })));
    first.open();
    const next = queue.run('x', () => Promise.resolve('next'));
    expect(await next).toBe('next');
    expect(late).not.toHaveBeenCalled();
  });
});
