import { expect } from '@jest/globals';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import type { Answer, Body } from './answers.js';
import { type County, form } from './county.js';

/** What was answered to a request that was sent, perhaps not for the first time. */
export interface Answered {
  /** The request: what is sent again has the same. */
  readonly of: string;
  readonly status: number;
  readonly body: Body;
  /** When it was sent, milliseconds of a monotonic clock, and how many later it was answered. */
  readonly sentAt: number;
  readonly ms: number;
}

/** Refused for now, in the form of every refusal, with when to ask again. */
const expectComeAgain = ({ headers, body }: Answer): void => {
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(body as object).toMatchObject({ status: 503, code: expect.stringMatching(/^(STORE_UNAVAILABLE|TOO_BUSY)$/) });
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
};

/** Sends what a front-end would send until it is acknowledged, with the same key each time; tells everything that it was answered. */
export const insist = async (send: () => Promise<Answer>, answered: Answered[] = [], of = ''): Promise<Answer> => {
  const end = performance.now() + 60_000;
  for (;;) {
    const sentAt = performance.now();
    const answer = await send();
    answered.push({ of, status: answer.status, body: answer.body, sentAt, ms: performance.now() - sentAt });
    if (answer.status === 200) return answer;
    if (answer.status !== 503) throw new Error(`Answered ${answer.status} ${JSON.stringify(answer.body)}`);
    expectComeAgain(answer);
    if (performance.now() > end) throw new Error('The service did not come back');
    await pause(100);
  }
};

/** The idempotency key of the n-th registration. */
export const registration = (n: number): string => `register-${n}`;

/**
 * Registers persons from..to, so many at a time, while something is done to the service, which sees what was answered so far.
 * @returns everything that was answered
 */
export const registerDuring = async (
  { worker }: County,
  from: number,
  to: number,
  fault: (soFar: readonly Answered[]) => Promise<void>,
  { changed = {}, lanes = 8 }: { changed?: Parameters<typeof form>[1]; lanes?: number } = {},
): Promise<Answered[]> => {
  const answered: Answered[] = [];
  let next = from;
  const lane = async (): Promise<void> => {
    while (next <= to) {
      const n = next;
      next += 1;
      const key = { 'idempotency-key': registration(n) };
      await insist(() => worker.post('supervisees', form(n, changed), key), answered, registration(n));
    }
  };
  await Promise.all([fault(answered), ...Array.from({ length: lanes }, lane)]);
  return answered;
};
