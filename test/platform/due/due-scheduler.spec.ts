import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AbstractCursor, type MongoClient } from 'mongodb';
import { dueView } from '../../../src/kernel/due.js';
import { Rejection } from '../../../src/kernel/rejection.js';
import { Presence } from '../../../src/platform/background/presence.js';
import { Turns } from '../../../src/platform/background/turns.js';
import { DUE_OUTCOMES, type DueOutcomeDocument } from '../../../src/platform/due/due-documents.js';
import { DueScheduler, type SchedulerParts } from '../../../src/platform/due/due-scheduler.js';
import { idOf } from '../../../src/platform/read-store/read-documents.js';
import { ReadStore } from '../../../src/platform/read-store/read-store.js';
import { StoreUnavailable } from '../../../src/platform/streams/errors.js';
import { dueCommandId } from '../../../src/platform/streams/ids.js';
import { pause } from '../../../src/platform/subscriptions/backoff.js';
import { ReadSide, until } from '../../projections/read-side.js';
import { alarm, Desk, Ring, week } from './alarm.js';

const view = dueView([alarm]);
const later = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1_000).toISOString();
const weeks = (of: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${of}${from + i}`);

describe('due moments', () => {
  let side: ReadSide;
  let desk: Desk;
  let now: string;
  let presence: Presence;
  let schedulers: DueScheduler[];

  beforeEach(async () => {
    side = await ReadSide.start();
    side.run([view]);
    desk = new Desk(side);
    now = week(0);
    presence = new Presence();
    schedulers = [];
  });
  afterEach(async () => {
    await Promise.all(schedulers.map((one) => one.stop()));
    await side.stop();
  });

  const partsOf = (client: MongoClient, send: typeof desk.send): SchedulerParts => {
    const db = side.dbOf(client);
    return {
      ...{ db, rows: new ReadStore(db), moments: [alarm], send, now: () => now, warn: () => undefined },
      ...{ owner: `process-${schedulers.length}`, leaseMs: 600, pollMs: 20, seenMs: 10_000, countMs: 0 },
      turns: new Turns(presence),
    };
  };
  const scheduler = (client: MongoClient = side.client, send = desk.send): DueScheduler => {
    const one = new DueScheduler(partsOf(client, send));
    schedulers.push(one);
    return one;
  };
  const write = async (...facts: Parameters<ReadSide['history']['append']>[1]): Promise<void> =>
    side.reached(idOf(view), await side.history.append('ledger-1', facts));
  const outcomes = (): Promise<DueOutcomeDocument[]> =>
    side.db.collection<DueOutcomeDocument>(DUE_OUTCOMES).find({}).sort({ _id: 1 }).toArray();

  it('lead to a command of the service itself, at the moment, with an id that follows from what is due', async () => {
    await write(['Touched', ['a'], 1]);
    now = later(week(1), -1);
    expect(await scheduler().tick()).toBe(0);
    now = later(week(1), 3_600);
    expect(await scheduler().tick()).toBe(1);
    const [ring] = desk.taken.values();
    expect(ring).toBeInstanceOf(Ring);
    expect(ring).toMatchObject({ of: 'a', n: 1 });
    expect(ring?.meta).toMatchObject({
      ...{ actor: 'system', role: 'system', unit: 'office-1', correlationId: 'command-1', occurredAt: week(1) },
      commandId: dueCommandId('alarm', 'a', week(1)),
    });
    expect(ring?.meta.causationId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('come at their instant, the millisecond included', async () => {
    await write(['Touched', ['a'], 1]);
    now = week(1);
    expect(await scheduler().tick()).toBe(1);
  });

  it('that were missed are caught up in order, each once: a month, and a year', async () => {
    await write(['Touched', ['a'], 1], ['Touched', ['b'], 3]);
    const one = scheduler();
    now = week(4);
    expect(await one.tick()).toBe(6);
    expect(desk.rung.map((rung) => rung.slice(1))).toEqual(['1', '2', '3', '3', '4', '4']);
    now = week(56);
    expect(await one.tick()).toBe(104);
    for (const [of, from] of [
      ['a', 1],
      ['b', 3],
    ] as const)
      expect(desk.rung.filter((rung) => rung.startsWith(of))).toEqual(weeks(of, from, 56));
    const order = desk.rung.map((rung) => Number(rung.slice(1)));
    expect(order).toEqual([...order].sort((x, y) => x - y));
    expect(await one.tick()).toBe(0);
  });

  it('take effect once, when two schedulers act at the same time', async () => {
    const keys = Array.from({ length: 20 }, (_, i) => `k${i}-`);
    await write(['Touched', keys, 1]);
    now = week(3);
    await Promise.all([scheduler().tick(), scheduler(side.connect()).tick()]);
    expect([...desk.rung].sort()).toEqual(keys.flatMap((key) => weeks(key, 1, 3)).sort());
  });

  it('come eight at a time while nobody is about; beside people the first eight as ever, and of a pile then one at a time', async () => {
    const keys = Array.from({ length: 24 }, (_, i) => `k${i}-`);
    await write(['Touched', keys, 1]);
    let underWay = 0;
    const beside: number[] = [];
    const send: typeof desk.send = async (ring) => {
      beside.push((underWay += 1));
      return desk.send(ring).finally(() => (underWay -= 1));
    };
    now = week(1);
    expect(await scheduler(side.client, send).tick()).toBe(24);
    expect(beside.slice(0, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 8]);
    presence.came();
    beside.length = 0;
    now = week(2);
    expect(await scheduler(side.client, send).tick()).toBe(24);
    expect(beside).toEqual([1, 2, 3, 4, 5, 6, 7, 8, ...Array<number>(16).fill(1)]);
    expect(desk.rung.length).toBe(48);
  });

  it('say how many wait while a pile is caught up with, and end with the commands in hand when the service stops', async () => {
    await write(['Touched', Array.from({ length: 12 }, (_, i) => `k${i}-`), 1]);
    let open: () => void = () => undefined;
    const held = new Promise<void>((done) => (open = done));
    const one = scheduler(side.client, async (ring) => {
      await held;
      return desk.send(ring);
    });
    now = week(1);
    one.start();
    await until('they are counted', () => one.status().waiting === 12);
    let stopped = false;
    const stopping = one.stop().then(() => (stopped = true));
    await pause(50);
    expect([stopped, desk.rung.length]).toEqual([false, 0]);
    open();
    await stopping;
    expect(desk.rung.length).toBe(8);
    expect(one.status()).toMatchObject({ role: 'stopped', waiting: 0, overdueSince: null });
    await scheduler().tick();
    expect(desk.rung.length).toBe(12);
  });

  it('say how many wait while some of a pile were acted upon', async () => {
    await write(['Touched', Array.from({ length: 1_100 }, (_, i) => `k${i}-`), 1]);
    let open: () => void = () => undefined;
    const held = new Promise<void>((done) => (open = done));
    const one = scheduler(side.client, async (ring) => {
      if (desk.rung.length >= 500) await held;
      return desk.send(ring);
    });
    now = week(1);
    const ticking = one.tick();
    await until('the first five hundred are off the pile', () => one.status().waiting === 600);
    open();
    expect(await ticking).toBe(1_100);
    expect(one.status()).toMatchObject({ waiting: 0, overdueSince: null });
  });

  it('of a rule that this version does not know are left to others, and what is kept of them stays', async () => {
    await write(['Touched', ['a'], 1]);
    desk.before = () => {
      throw new Rejection('NO_CALENDAR', { zh: '没有日历', en: 'No calendar' });
    };
    now = week(1);
    await scheduler().tick();
    now = later(week(1), 60);
    const older = new DueScheduler({ ...partsOf(side.client, desk.send), moments: [] });
    schedulers.push(older);
    await older.tick();
    expect(await outcomes()).toMatchObject([{ status: 'rejected', attempts: 1 }]);
    desk.before = () => undefined;
    await scheduler().tick();
    expect([desk.rung, (await outcomes()).map(({ status }) => status)]).toEqual([['a1'], ['settled']]);
  });

  it('are the work of one process at a time, and of another when that one dies', async () => {
    await write(['Touched', ['a'], 1]);
    const dying = side.connect();
    const first = scheduler(dying);
    first.start();
    await until('the first leads', () => first.status().role === 'leading');
    const second = scheduler();
    second.start();
    now = week(2);
    await until('two weeks', () => desk.rung.length === 2);
    expect(second.status().role).toBe('waiting');
    await dying.close();
    now = week(4);
    await until('two more', () => desk.rung.length === 4);
    expect([second.status().role, desk.rung]).toEqual(['leading', weeks('a', 1, 4)]);
    expect(desk.calls).toEqual(desk.rung);
  });

  it('that came while no process ran are acted upon when one starts', async () => {
    await write(['Touched', ['a'], 1]);
    now = week(2);
    scheduler().start();
    await until('both', () => desk.rung.length === 2);
    expect(desk.rung).toEqual(weeks('a', 1, 2));
  });

  it('take effect once, when the process ends between the effect and the answer', async () => {
    await write(['Touched', ['a'], 1]);
    now = week(1);
    desk.after = () => {
      throw new StoreUnavailable('the line broke');
    };
    const crashing = scheduler();
    const ticking = crashing.tick();
    await until('several tries', () => desk.calls.length > 2);
    await crashing.stop();
    await expect(ticking).rejects.toThrow('Stopped');
    desk.after = () => undefined;
    await scheduler().tick();
    expect(desk.rung).toEqual(['a1']);
  });

  it('that are settled already lead to nothing, and are left alone until a fact moves them', async () => {
    await write(['Touched', ['a', 'b'], 1]);
    desk.silent.add('a');
    now = week(1);
    const one = scheduler();
    expect(await one.tick()).toBe(2);
    for (let again = 0; again < 3; again += 1) expect(await one.tick()).toBe(0);
    expect(desk.calls.filter((call) => call === 'a1')).toEqual(['a1']);
    expect(one.status()).toMatchObject({ overdueSince: null, refused: 0 });
    // A fact about it: the decision is asked for again, with the same id.
    await write(['Passed', ['a'], 9]);
    expect(await one.tick()).toBe(1);
    await write(['Touched', ['a'], 2]);
    now = week(2);
    desk.silent.clear();
    await one.tick();
    expect(desk.rung).toEqual(expect.arrayContaining(['a2', 'b1', 'b2']));
  });

  it('that are withdrawn before they come lead to nothing', async () => {
    await write(['Touched', ['a', 'b'], 1], ['Removed', ['a'], 2]);
    now = week(1);
    await scheduler().tick();
    expect(desk.rung).toEqual(['b1']);
  });

  it('that a rule refuses are kept and seen, are tried again with growing pauses, and hold up no other', async () => {
    await write(['Touched', ['a', 'b'], 1]);
    let refusing = true;
    desk.before = ({ of }) => {
      if (refusing && of === 'a') throw new Rejection('NO_CALENDAR', { zh: '没有日历', en: 'No calendar' });
    };
    now = week(1);
    const one = scheduler();
    await one.tick();
    expect(desk.rung).toEqual(['b1']);
    expect(one.status().refused).toBe(1);
    const kept = { _id: 'alarm|a', status: 'rejected', code: 'NO_CALENDAR', command: 'Ring', dueAt: week(1) };
    expect(await outcomes()).toMatchObject([{ ...kept, attempts: 1, nextTryAt: later(week(1), 60) }]);
    // Not at once, and not by another process either.
    now = later(week(1), 59);
    expect([await one.tick(), await scheduler().tick()]).toEqual([0, 0]);
    now = later(week(1), 60);
    await one.tick();
    expect(await outcomes()).toMatchObject([{ ...kept, attempts: 2, nextTryAt: later(now, 240) }]);
    refusing = false;
    now = later(now, 240);
    await one.tick();
    expect(desk.rung).toEqual(['b1', 'a1']);
    expect(await outcomes()).toMatchObject([{ status: 'settled' }]);
    expect(one.status().refused).toBe(0);
  });

  it('that a rule refuses to many are not read at every look; what comes now is found at once, what comes late soon', async () => {
    const many = Array.from({ length: 600 }, (_, i) => `k${i}-`);
    await write(['Touched', many, 1], ['Touched', ['next'], 2]);
    let refusing = true;
    desk.before = ({ of }) => {
      if (refusing && of.startsWith('k')) throw new Rejection('NO_CALENDAR', { zh: '没有日历', en: 'No calendar' });
    };
    now = week(1);
    const one = scheduler();
    await one.tick();
    expect(one.status()).toMatchObject({ refused: 600, overdueSince: null });
    const read = jest.spyOn(AbstractCursor.prototype, 'next');
    try {
      for (let look = 0; look < 20; look += 1) expect(await one.tick()).toBe(0);
      // Of twenty looks each was a whole one before.
      expect(read.mock.calls.length).toBeLessThan(4 * 600);
    } finally {
      read.mockRestore();
    }
    now = later(week(1), 30);
    await write(['Touched', ['late'], 1]);
    await until('late is found', async () => (await one.tick()) > 0);
    expect(desk.rung).toEqual(['late1']);
    now = week(2);
    refusing = false;
    await until('all that was refused is tried again', async () => {
      await one.tick();
      return desk.rung.length === 600 * 2 + 3;
    });
    expect(desk.rung.filter((rung) => !rung.startsWith('k'))).toEqual(['late1', 'late2', 'next2']);
    await until('nothing is kept in mind', async () => (await one.tick()) === 0 && one.status().refused === 0);
    expect(new Set((await outcomes()).map(({ status }) => status))).toEqual(new Set(['settled']));
  });

  it('that a rule refused are forgotten when they are withdrawn', async () => {
    await write(['Touched', ['a'], 1]);
    desk.before = () => {
      throw new Rejection('NO_CALENDAR', { zh: '没有日历', en: 'No calendar' });
    };
    now = week(1);
    const one = scheduler();
    await one.tick();
    await write(['Removed', ['a'], 2]);
    await one.tick();
    expect([(await outcomes()).map(({ status }) => status), one.status().refused]).toEqual([['settled'], 0]);
  });

  it('that fail for no reason of the domain are parked with their error', async () => {
    await write(['Touched', ['a'], 1]);
    desk.before = () => {
      throw new TypeError('no such property');
    };
    now = week(1);
    await scheduler().tick();
    expect(await outcomes()).toMatchObject([{ status: 'parked', code: 'FAILED', message: 'no such property' }]);
    expect(desk.calls.length).toBe(5);
  });

  it('wait for a store that is away, and say how long they are overdue', async () => {
    await write(['Touched', ['a'], 1]);
    let away = true;
    desk.before = () => {
      if (away) throw new StoreUnavailable('away');
    };
    now = week(1);
    const one = scheduler();
    one.start();
    await until('more tries than a command gets that is itself at fault', () => one.status().failures > 5);
    expect(one.status()).toMatchObject({ role: 'leading', overdueSince: week(1) });
    away = false;
    await until('it went on', () => desk.rung.length === 1);
    await until('nothing is overdue', () => one.status().overdueSince === null);
    expect(one.status()).toMatchObject({ failures: 0, refused: 0 });
    expect(await outcomes()).toEqual([]);
  });

  it('wait for the read database too', async () => {
    await write(['Touched', ['a'], 1]);
    const one = scheduler();
    one.start();
    await until('it leads', () => one.status().role === 'leading');
    await side.restartMongo(300);
    now = week(2);
    await until('it goes on', () => desk.rung.length === 2);
    await pause(50);
    expect(desk.rung).toEqual(weeks('a', 1, 2));
  });
});
