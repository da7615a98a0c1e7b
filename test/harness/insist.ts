import { expect } from '@jest/globals';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import type { Answer } from './answers.js';
import { type County, form } from './county.js';

/** What was answered, and after how many milliseconds. */
export interface Answered {
  readonly status: number;
  readonly ms: number;
}

/** Sends what a front-end would send until it is acknowledged, with the same key each time; tells everything that it was answered. */
export const insist = async (send: () => Promise<Answer>, answered: Answered[] = []): Promise<Answer> => {
  const end = performance.now() + 60_000;
  for (;;) {
    const sent = performance.now();
    const answer = await send();
    answered.push({ status: answer.status, ms: performance.now() - sent });
    if (answer.status === 200) return answer;
    if (answer.status !== 503) throw new Error(`Answered ${answer.status} ${JSON.stringify(answer.body)}`);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    if (performance.now() > end) throw new Error('The service did not come back');
    await pause(100);
  }
};

/** Registers persons from..to, so many at a time, while something is done to the service. @returns everything that was answered */
export const registerDuring = async (
  { worker }: County,
  from: number,
  to: number,
  fault: () => Promise<void>,
  { changed = {}, lanes = 8 }: { changed?: Parameters<typeof form>[1]; lanes?: number } = {},
): Promise<Answered[]> => {
  const answered: Answered[] = [];
  let next = from;
  const lane = async (): Promise<void> => {
    while (next <= to) {
      const n = next;
      next += 1;
      const key = { 'idempotency-key': `register-${n}` };
      await insist(() => worker.post('supervisees', form(n, changed), key), answered);
    }
  };
  await Promise.all([fault(), ...Array.from({ length: lanes }, lane)]);
  return answered;
};
