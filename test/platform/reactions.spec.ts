import { jsonEvent } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { MongoClient } from 'mongodb';
import { v5 } from 'uuid';
import { Command } from '../../src/kernel/command.js';
import { followUp, type Reaction, reaction } from '../../src/kernel/reaction.js';
import { Rejection } from '../../src/kernel/rejection.js';
import type { OutcomeDocument } from '../../src/platform/reactions/reaction-documents.js';
import { ReactionJournal } from '../../src/platform/reactions/reaction-journal.js';
import { ReactionRunner } from '../../src/platform/reactions/reaction-runner.js';
import { StoreUnavailable } from '../../src/platform/streams/errors.js';
import { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { type LedgerEvent, ledgerSource } from '../projections/ledger-view.js';
import { ReadSide, until } from '../projections/read-side.js';

class Note extends Command {
  declare readonly n: number;
  declare readonly copy: number;
}

/** Two commands for every `Touched`. */
const noting = (name = 'noting'): Reaction<LedgerEvent> =>
  reaction<LedgerEvent>({
    name,
    events: ['Touched'],
    react: ({ data: { n } }) => [followUp(Note, { n, copy: 0 }), followUp(Note, { n, copy: 1 })],
  });

/** Takes commands as an idempotent write side does, and says no where it is told to. */
class Desk {
  readonly taken = new Map<string, Note>();
  readonly calls: number[] = [];
  answer: (note: Note) => void = () => undefined;

  readonly send = async (command: Command): Promise<void> => {
    const note = command as Note;
    this.calls.push(note.n);
    await pause(0);
    this.answer(note);
    if (!this.taken.has(note.meta.commandId)) this.taken.set(note.meta.commandId, note);
  };

  get effects(): string[] {
    return [...this.taken.values()].map(({ n, copy }) => `${n}/${copy}`);
  }
}

const pairs = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => [`${from + i}/0`, `${from + i}/1`]).flat();

describe('reactions', () => {
  let side: ReadSide;
  let desk: Desk;
  let journal: ReactionJournal;
  let runners: ReactionRunner[];

  beforeEach(async () => {
    side = await ReadSide.start();
    desk = new Desk();
    journal = new ReactionJournal(side.db);
    runners = [];
  });
  afterEach(async () => {
    await stopAll();
    await side.stop();
  });

  const stopAll = async (): Promise<void> => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  };

  const run = (
    reactions = [noting()],
    client: MongoClient = side.client,
    reader: EventCatalogue = side.history.catalogue,
  ): ReactionRunner => {
    const runner = new ReactionRunner({
      client: side.history.client,
      reader,
      db: side.dbOf(client),
      reactions,
      send: desk.send,
      now: () => '2026-03-09T02:00:00.000Z',
      owner: `process-${runners.length}`,
      leaseMs: 900,
      warn: () => undefined,
    });
    runners.push(runner);
    runner.start();
    return runner;
  };

  const write = async (from: number, to: number): Promise<number> => side.history.write(from, to, ['a']);
  const settled = async (runner: ReactionRunner, position: number): Promise<void> =>
    until(`settled up to ${position}`, () => runner.status().position >= position);

  it('turn facts into commands of the service itself, with ids that follow from the fact', async () => {
    const runner = run();
    await settled(runner, await write(7, 7));
    const [first, second] = [...desk.taken.values()];
    expect(first).toBeInstanceOf(Note);
    const causationId = first?.meta.causationId ?? '';
    expect(first?.meta).toEqual({
      actor: 'system',
      role: 'system',
      unit: 'office-1',
      commandId: v5('noting:0', causationId),
      correlationId: 'command-7',
      causationId,
      occurredAt: '2026-03-09T02:00:00.000Z',
    });
    expect(second?.meta.commandId).toBe(v5('noting:1', causationId));
  });

  it('happen once and in order, across stops, starts and a death', async () => {
    const first = run();
    await settled(first, await write(0, 49));
    await stopAll();
    await write(50, 99);
    const dying = side.connect();
    run(undefined, dying);
    await until('some of it', () => desk.taken.size > 120);
    await dying.close();
    const last = await write(100, 149);
    await settled(run(), last);
    expect(desk.effects).toEqual(pairs(0, 149));
    await stopAll();
    const calls = desk.calls.length;
    await settled(run(), last);
    expect(desk.calls.length).toBe(calls);
  });

  it('are the work of one process at a time', async () => {
    const one = run();
    const last = await write(0, 19);
    await settled(one, last);
    const other = run();
    await settled(one, await write(20, 39));
    expect(other.status().role).toBe('waiting');
    expect(desk.calls.length).toBe(80);
  });

  it('that a rule refuses are noted, and the next go on', async () => {
    desk.answer = ({ n }) => {
      if (n === 3) throw new Rejection('NOT_NOW', { zh: '现在不行', en: 'Not now' });
    };
    const runner = run();
    await settled(runner, await write(0, 5));
    expect(desk.effects).toEqual(pairs(0, 5).filter((pair) => !pair.startsWith('3/')));
    expect(await journal.list('rejected')).toMatchObject([
      { reaction: 'noting', code: 'NOT_NOW', command: 'Note', event: { stream: 'ledger-1', revision: 3 } },
      { code: 'NOT_NOW' },
    ]);
    expect(desk.calls.filter((n) => n === 3).length).toBe(2);
  });

  it('wait, in order, for a store that is away', async () => {
    let away = true;
    desk.answer = ({ n }) => {
      if (away && n === 2) throw new StoreUnavailable('away');
    };
    const runner = run();
    const last = await write(0, 5);
    await until('more tries than a command gets that is itself at fault', () => runner.status().failures > 6);
    expect(desk.effects).toEqual(pairs(0, 1));
    away = false;
    await settled(runner, last);
    expect(desk.effects).toEqual(pairs(0, 5));
    expect(await journal.list('parked')).toEqual([]);
  });

  it('that fail for no reason of the domain are parked with their error, and can be tried again', async () => {
    let broken = true;
    desk.answer = ({ n, copy }) => {
      if (broken && n === 2 && copy === 0) throw new TypeError('no such property');
    };
    const runner = run();
    await settled(runner, await write(0, 4));
    expect(desk.effects).toEqual(pairs(0, 4).filter((pair) => pair !== '2/0'));
    const [parked] = await journal.list('parked');
    expect(parked).toMatchObject({ code: 'FAILED', message: 'no such property', index: 0 });
    const id = parked?._id ?? '';
    expect((await runner.retryParked(id))?.status).toBe('parked');
    broken = false;
    expect((await runner.retryParked(id))?.status).toBe('settled');
    expect(desk.effects).toEqual([...pairs(0, 4).filter((pair) => pair !== '2/0'), '2/0']);
  });

  it('whose function fails do not stop the others', async () => {
    const failing: Reaction<LedgerEvent> = {
      ...noting('failing'),
      react: () => {
        throw new Error('not thought of');
      },
    };
    const runner = run([failing, noting()]);
    await settled(runner, await write(0, 1));
    expect(desk.effects).toEqual(pairs(0, 1));
    const parked: OutcomeDocument[] = await journal.list('parked');
    expect(parked.map(({ reaction: name, code, message }) => [name, code, message])).toEqual([
      ['failing', 'NO_COMMAND', 'not thought of'],
      ['failing', 'NO_COMMAND', 'not thought of'],
    ]);
  });

  it('that are added later begin where the others are', async () => {
    await settled(run(), await write(0, 4));
    await stopAll();
    desk.taken.clear();
    const runner = run([noting(), noting('later')]);
    await settled(runner, await write(5, 5));
    expect(desk.effects).toEqual(['5/0', '5/1', '5/0', '5/1']);
  });

  it('that are added later begin from the start where they say so, and the others react to nothing twice', async () => {
    await settled(run(), await write(0, 4));
    await stopAll();
    desk.taken.clear();
    desk.calls.length = 0;
    const runner = run([noting(), { ...noting('later'), fromStart: true }]);
    await settled(runner, await write(5, 5));
    expect(desk.effects).toEqual([...pairs(0, 4), '5/0', '5/1', '5/0', '5/1']);
    expect(desk.calls.length).toBe(desk.effects.length);
    await stopAll();
    await settled(run([noting(), { ...noting('later'), fromStart: true }]), await write(6, 6));
    expect(desk.calls.length).toBe(desk.effects.length);
  });

  it('read no streams that nothing reacts to, and get on past what is written there', async () => {
    const { client, catalogue } = side.history;
    const reader = new EventCatalogue([ledgerSource, { category: 'diary', events: {} }], catalogue.namespace);
    const subscribe = jest.spyOn(client, 'subscribeToAll');
    const runner = run([noting()], side.client, reader);
    const last = await write(0, 4);
    await settled(runner, last);
    const ledgers = expect.objectContaining({ prefixes: [`${catalogue.namespace}.ledger-`] });
    expect(subscribe).toHaveBeenCalledWith(expect.objectContaining({ filter: ledgers }), expect.anything());
    subscribe.mockRestore();
    const entries = Array.from({ length: 600 }, () => jsonEvent({ type: 'Entered', data: {} }));
    await client.appendToStream(reader.storedName('diary-1'), entries);
    await settled(runner, last + 1);
    await settled(runner, await write(5, 6));
    expect(desk.effects).toEqual(pairs(0, 6));
  });
});
