import { pause } from '../../src/platform/subscriptions/backoff.js';

/** Looks again and again, for what a reaction leads to comes by itself, a moment later. @returns what was seen last */
export const until = async <T>(look: () => Promise<T>, settled: (seen: T) => boolean): Promise<T> => {
  let seen = await look();
  for (let tries = 0; !settled(seen) && tries < 400; tries += 1) {
    await pause(50);
    seen = await look();
  }
  return seen;
};
