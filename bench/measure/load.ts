import { percentile } from './statistics.js';

/** What one round of calls came to. */
export interface Round {
  /** Calls per second. */
  readonly rate: number;
  /** Milliseconds of each call, in the order in which they ended. */
  readonly latencies: readonly number[];
  readonly p50: number;
  readonly p99: number;
}

/** Makes calls, always as many in flight as told, each place starting its next one when its last has ended. */
export const round = async (
  inFlight: number,
  count: number,
  call: (index: number) => Promise<unknown>,
): Promise<Round> => {
  const latencies: number[] = [];
  let next = 0;
  const place = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      const begun = performance.now();
      await call(index);
      latencies.push(performance.now() - begun);
    }
  };
  globalThis.gc?.();
  const begun = performance.now();
  await Promise.all(Array.from({ length: Math.min(inFlight, count) }, place));
  const seconds = (performance.now() - begun) / 1_000;
  return { rate: count / seconds, latencies, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
};
