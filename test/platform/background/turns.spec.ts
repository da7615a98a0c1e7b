import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Presence } from '../../../src/platform/background/presence.js';
import { Turns } from '../../../src/platform/background/turns.js';

/** How long a task takes here, ms, and the rest that follows it while people are about. */
const [TASK, REST] = [20, 60];
const ABOUT = 10_000;

describe('turns of what the service does by itself', () => {
  let presence: Presence;
  let turns: Turns;
  let stopping: AbortController;
  /** Numbers of the tasks that have begun, and that are under way. */
  let begun: number[];
  let underWay: number;
  let most: number;

  beforeEach(() => {
    jest.useFakeTimers();
    presence = new Presence();
    turns = new Turns(presence);
    stopping = new AbortController();
    // More wait here than there are lanes anywhere.
    setMaxListeners(0, stopping.signal);
    [begun, underWay, most] = [[], 0, 0];
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** Asks for turns of tasks of 20 ms. */
  const ask = (count: number): Promise<PromiseSettledResult<void>[]> =>
    Promise.allSettled(
      Array.from({ length: count }, (_, index) =>
        turns.run(async () => {
          begun.push(index);
          underWay += 1;
          most = Math.max(most, underWay);
          await new Promise((done) => setTimeout(done, TASK));
          underWay -= 1;
        }, stopping.signal),
      ),
    );
  const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

  it('are taken eight at a time while nobody is about', async () => {
    void ask(100);
    await pass(TASK * 12);
    expect([begun.length, most]).toEqual([100, 8]);
  });

  it('are given as they come, when few come, however many people are about', async () => {
    presence.came();
    void ask(8);
    await pass(0);
    expect(begun.length).toBe(8);
    await pass(TASK + 8 * REST);
    // As before, after as much rest as eight tasks ask for.
    void ask(8);
    await pass(0);
    expect(begun.length).toBe(16);
  });

  it('of a pile are taken one at a time while a request is being served, each followed by a rest', async () => {
    presence.came();
    void ask(20);
    await pass(TASK + REST - 1);
    expect(begun.length).toBe(8);
    most = 0;
    await pass(1);
    expect(begun.length).toBe(9);
    await pass(TASK + REST - 1);
    expect(begun.length).toBe(9);
    await pass(1);
    expect([begun.length, most]).toEqual([10, 1]);
  });

  it('go on under requests without end, in the order in which they were asked for', async () => {
    presence.came();
    const all = ask(108);
    for (let n = 0; n < 100; n += 1) {
      await pass(TASK + REST);
      presence.came();
      presence.left();
    }
    expect(begun).toEqual(Array.from({ length: 108 }, (_, index) => index));
    await pass(TASK);
    await all;
  });

  it('come once a second at least: a rest grows with what a task takes, but no further', async () => {
    presence.came();
    void ask(8);
    await pass(0);
    let ends: () => void = () => undefined;
    const slow = turns.run(() => new Promise<void>((done) => (ends = done)), stopping.signal);
    await pass(TASK + REST + 5_000);
    void ask(2);
    ends();
    await slow;
    await pass(999);
    expect(begun.length).toBe(8);
    await pass(1);
    expect(begun.length).toBe(9);
  });

  it('are few until nobody was served for ten seconds, and all again then', async () => {
    presence.came();
    presence.left();
    void ask(1_000);
    await pass(TASK + REST);
    most = 0;
    await pass(ABOUT - TASK - REST - 1);
    expect(most).toBe(1);
    await pass(1 + TASK);
    expect(most).toBe(8);
    // Who comes meets no more than what is under way.
    presence.came();
    await pass(TASK);
    const met = begun.length;
    await pass(TASK + REST);
    expect(begun.length - met).toBe(1);
  });

  it('pass on what a task throws, and are given to the next', async () => {
    const failing = turns.run(() => Promise.reject(new Error('away')), stopping.signal);
    await expect(failing).rejects.toThrow('away');
    void ask(1);
    await pass(0);
    expect(begun).toEqual([0]);
  });

  it('are asked for no more when the service stops: what waits is given up, what is under way ends', async () => {
    presence.came();
    const all = ask(12);
    await pass(0);
    stopping.abort();
    await pass(TASK);
    const ended = await all;
    expect(ended.map(({ status }) => status)).toEqual([
      ...Array<string>(8).fill('fulfilled'),
      ...Array<string>(4).fill('rejected'),
    ]);
    expect(ended[11]).toMatchObject({ reason: { name: 'Stopped' } });
    await expect(turns.run(() => Promise.resolve(), stopping.signal)).rejects.toThrow('Stopped');
    expect(begun.length).toBe(8);
  });

  it('leave nothing behind that waits, when the service stops during a rest', async () => {
    presence.came();
    void ask(12);
    await pass(TASK + 1);
    expect([begun.length, jest.getTimerCount()]).toEqual([8, 1]);
    stopping.abort();
    await pass(0);
    expect([begun.length, jest.getTimerCount()]).toEqual([8, 0]);
  });
});

describe('people', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('are about while they are served, and were last about when the last of them left', async () => {
    const presence = new Presence();
    expect([presence.requests, presence.quietMs]).toEqual([0, Number.POSITIVE_INFINITY]);
    for (let n = 0; n < 3; n += 1) presence.came();
    await jest.advanceTimersByTimeAsync(500);
    expect([presence.requests, presence.quietMs]).toEqual([3, 0]);
    presence.left(2);
    await jest.advanceTimersByTimeAsync(500);
    expect([presence.requests, presence.quietMs]).toEqual([1, 0]);
    presence.left();
    await jest.advanceTimersByTimeAsync(500);
    presence.left(0);
    expect([presence.requests, presence.quietMs]).toEqual([0, 500]);
  });
});
