/** Numbers between 0 and 1 that follow from a seed (mulberry32): the same simulation each time. */
export const random = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Above this mean a Poisson number is as good as a normal one. */
const MANY = 50;

/** How many come when so many come on average and each by itself (Poisson). */
export const arrivals = (mean: number, next: () => number): number => {
  if (mean > MANY) {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  let count = 0;
  for (let left = Math.exp(-mean), product = next(); product > left; product *= next()) count += 1;
  return count;
};

/** What became of a day's work in one queue. */
export interface Waited {
  /** Share of the capacity that was used in the busiest ten minutes, and over all seconds in which there was work. */
  readonly peak: number;
  /** Longest wait, seconds. */
  readonly longest: number;
  /** Wait that 99 of 100 pieces of work do not exceed, seconds. */
  readonly p99: number;
}

const TEN_MINUTES = 600;

/**
 * Work that comes second by second and is done in the order in which it comes (Lindley's recursion).
 * @param work what comes in each second
 * @param capacity what is done in a second
 */
export const queue = (work: readonly number[], capacity: number): Waited => {
  let backlog = 0;
  let longest = 0;
  const waits: { wait: number; amount: number }[] = [];
  for (const amount of work) {
    const wait = Math.max(0, backlog + amount - capacity) / capacity;
    if (amount > 0) waits.push({ wait, amount });
    longest = Math.max(longest, wait);
    backlog = Math.max(0, backlog + amount - capacity);
  }
  return { peak: busiest(work) / (TEN_MINUTES * capacity), longest, p99: weighted(waits, 0.99) };
};

const busiest = (work: readonly number[]): number => {
  let [window, most] = [0, 0];
  for (const [second, amount] of work.entries()) {
    window += amount - (work[second - TEN_MINUTES] ?? 0);
    most = Math.max(most, window);
  }
  return most;
};

const weighted = (waits: { wait: number; amount: number }[], share: number): number => {
  const all = waits.reduce((sum, { amount }) => sum + amount, 0);
  let passed = 0;
  for (const { wait, amount } of waits.sort((a, b) => a.wait - b.wait)) {
    passed += amount;
    if (passed >= all * share) return wait;
  }
  return 0;
};

/** What must hold of a queue. */
export interface Bound {
  /** Longest wait, seconds. */
  readonly longest: number;
  /** Share of the capacity that may be used in the busiest ten minutes: the rest is for what is not in the model. */
  readonly peak: number;
}

/** The least number of equal servers with which a day's work stays within a bound. @throws RangeError when a thousand are not enough */
export const serversFor = (work: readonly number[], capacity: number, { longest, peak }: Bound): number => {
  for (let servers = 1; servers <= 1_000; servers += 1) {
    const waited = queue(work, servers * capacity);
    if (waited.longest <= longest && waited.peak <= peak) return servers;
  }
  throw new RangeError('A thousand servers are not enough');
};
