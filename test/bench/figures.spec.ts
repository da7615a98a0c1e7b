import { describe, expect, it } from '@jest/globals';
import { figureOf, type Line, sideBySide } from '../../bench/measure/figures.js';
import { round } from '../../bench/measure/load.js';
import { median, percentile } from '../../bench/measure/statistics.js';
import { table } from '../../bench/measure/table.js';

const line = (ratio: number, aim: Line['aim']): Line => ({ name: 'n', ours: 'o', raw: 'r', ratio, aim, note: '' });

describe('statistics', () => {
  it('takes percentiles by the nearest rank, whatever the order', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + 1);
    expect([0.01, 0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([1, 50, 99, 100]);
    expect(percentile([7], 0.99)).toBe(7);
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
  it('takes the middle one, or the mean of the two in the middle', () => {
    expect([median([9, 1, 5]), median([4, 1, 9, 2])]).toEqual([5, 3]);
  });
  it('compares round by round, so that a slow moment of the machine weighs on both sides', () => {
    expect(sideBySide([50, 5, 60], [100, 10, 100])).toBe(0.5);
    expect(() => sideBySide([1], [])).toThrow(RangeError);
  });
});

describe('figures', () => {
  it('have exactly the fields that are promised', () => {
    expect(figureOf(line(0.71239, { atLeast: 0.7 }))).toEqual({ name: 'n', ratio: 0.712, aim: 0.7, ok: true });
  });
  it('meet a least from above and a most from below, the bound included', () => {
    const ok = (ratio: number, aim: Line['aim']): boolean => figureOf(line(ratio, aim)).ok;
    expect([ok(0.7, { atLeast: 0.7 }), ok(0.69, { atLeast: 0.7 })]).toEqual([true, false]);
    expect([ok(3, { atMost: 3 }), ok(3.01, { atMost: 3 })]).toEqual([true, false]);
  });
  it('are shown with their aim and whether it is met', () => {
    const shown = table([line(0.5, { atLeast: 0.7 }), line(2, { atMost: 3 })]);
    expect(shown).toMatch(/0\.50.*≥ 0\.7.*no/);
    expect(shown).toMatch(/2\.00.*≤ 3.*yes/);
  });
});

describe('a round of calls', () => {
  it('makes each call once, never more in flight than told', async () => {
    const made: number[] = [];
    let [now, most] = [0, 0];
    const done = await round(4, 50, async (index) => {
      made.push(index);
      now += 1;
      most = Math.max(most, now);
      await new Promise((next) => setImmediate(next));
      now -= 1;
    });
    expect(made.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect([most, done.latencies.length]).toEqual([4, 50]);
    expect(done.p50).toBeLessThanOrEqual(done.p99);
  });
  it('fails with the call that fails', async () => {
    await expect(round(2, 5, async (index) => (index === 3 ? Promise.reject(new Error('no')) : index))).rejects.toThrow(
      'no',
    );
  });
});
