import { describe, expect, it } from '@jest/globals';
import { planFor, type Rates, speedUp } from '../../bench/capacity/plan.js';
import { arrivals, queue, random, serversFor } from '../../bench/capacity/queue.js';
import { aDay, factsOfADay, meanFacts, meanQueries } from '../../bench/capacity/workload.js';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe('a queue', () => {
  it('keeps nobody waiting as long as no second brings more than it can do', () => {
    expect(queue([10, 10, 10], 10)).toMatchObject({ longest: 0, p99: 0 });
  });
  it('does what is left in the seconds after it, in order', () => {
    expect(queue([30, 0, 0, 5], 10)).toMatchObject({ longest: 2 });
    // Twenty are left, then ten and ten more: two seconds of work again.
    expect(queue([30, 10, 10], 10)).toMatchObject({ longest: 2 });
    expect(queue([11, 11, 11], 10).longest).toBeCloseTo(0.3);
  });
  it('weighs waits by the work that waits', () => {
    expect(queue([990, 0, ...Array.from({ length: 98 }, () => 0), 20], 1_000).p99).toBe(0);
    expect(queue([20, ...Array.from({ length: 10 }, () => 1)], 10).p99).toBe(1);
  });
  it('tells how busy its busiest ten minutes are', () => {
    const work = Array.from({ length: 1_200 }, (_, second) => (second < 600 ? 2 : 8));
    expect(queue(work, 10).peak).toBeCloseTo(0.8);
  });
  it('needs just as many servers as keep within the bound', () => {
    const bound = { longest: 1, peak: 1 };
    expect(serversFor([20], 10, bound)).toBe(1);
    expect(serversFor([20.1], 10, bound)).toBe(2);
    const steady = Array.from({ length: 600 }, () => 10);
    expect(serversFor(steady, 10, { longest: 1, peak: 1 })).toBe(1);
    expect(serversFor(steady, 10, { longest: 1, peak: 0.99 })).toBe(2);
    expect(() => serversFor([1e9], 1, bound)).toThrow(RangeError);
  });
});

describe('arrivals', () => {
  it('are as many as expected on average, few or many, spread as by chance, and the same for a seed', () => {
    for (const mean of [0.3, 8, 400]) {
      const next = random(7);
      const counts = Array.from({ length: 20_000 }, () => arrivals(mean, next));
      const found = sum(counts) / counts.length;
      const variance = sum(counts.map((count) => (count - found) ** 2)) / counts.length;
      expect(found / mean).toBeCloseTo(1, 1);
      expect(variance / mean).toBeCloseTo(1, 1);
    }
    const [one, two] = [random(3), random(3)];
    for (let time = 0; time < 100; time += 1) expect(arrivals(5, one)).toBe(arrivals(5, two));
  });
});

describe('the work of a day', () => {
  it('is what the offices of the bench put on record: each of it at its time, nothing lost', () => {
    const facts = factsOfADay();
    // Of 21 social workers each comes and goes twice, and each day is closed once.
    expect([facts.get('CheckedIn'), facts.get('CheckedOut'), facts.get('AttendanceDayClosed')]).toEqual([42, 42, 21]);
    const means = meanFacts(10);
    expect(sum(means)).toBeCloseTo(10 * sum([...facts.values()]), 3);
    expect(sum(means.slice(0, 8 * 3_600))).toBe(0);
    // Half of the check-ins come in the twenty minutes before half past eight.
    expect(sum(means.slice(8 * 3_600, 8.5 * 3_600))).toBeCloseTo(210, 3);
    expect(sum(meanQueries(10, 3))).toBeCloseTo(3 * sum(means), 3);
    expect(sum(aDay(means, random(1))) / sum(means)).toBeCloseTo(1, 1);
  });
});

describe('a plan', () => {
  const rates: Rates = {
    commandMs: 4,
    queryMs: 10,
    appends: 1_000,
    readMs: 0.1,
    applyMs: 0.1,
    documentQueryMs: 5,
    documentFactMs: 0.2,
    factBytes: 1_000,
  };
  const place = { name: 'a', supervisees: 50_000, queries: 5, years: 5, partition: 50_000 };

  it('follows from the rates: twice as slow an API needs about twice the processes, and no more of anything else', () => {
    const one = planFor(place, { ...rates, commandMs: 40, queryMs: 100 });
    const two = planFor(place, { ...rates, commandMs: 80, queryMs: 200 });
    expect(two.apis / one.apis).toBeGreaterThanOrEqual(1.5);
    expect(two.apis / one.apis).toBeLessThan(2.5);
    expect({ ...two, apis: one.apis, apiWait: one.apiWait }).toEqual(one);
  });
  it('grows with the people, and is the same each time', () => {
    const [one, many] = [planFor(place, rates), planFor({ ...place, supervisees: 700_000 }, rates)];
    expect(planFor(place, rates)).toEqual(one);
    expect(many.factsADay / one.factsADay).toBeCloseTo(14, 5);
    expect(many.busiest).toBeGreaterThan(one.busiest * 5);
    expect(many.rebuild.one / one.rebuild.one).toBeCloseTo(14, 5);
    expect(one.gigabytesAYear).toBeCloseTo((one.factsADay * 248 * 1_000) / 1e9, 9);
  });
  it('has an event store for each partition, and the facts of one to build views from', () => {
    const whole = planFor({ ...place, partition: 1e9 }, rates);
    const [five, six] = [10_000, 9_999].map((partition) => planFor({ ...place, partition }, rates));
    expect([whole.stores, five?.stores, six?.stores]).toEqual([1, 5, 6]);
    expect([whole.workers, five?.workers]).toEqual([1, 5]);
    expect(whole.rebuild.each / (five?.rebuild.each ?? 0)).toBeCloseTo(5, 9);
  });
  it('knows that workers on one event store all read everything', () => {
    expect(speedUp(1, rates)).toBe(1);
    expect(speedUp(1_000, rates)).toBeLessThan(2);
  });
});
