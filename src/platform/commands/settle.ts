import { Rejection } from '../../kernel/rejection.js';
import { isMongoAway } from '../read-store/mongo-calls.js';
import { ConflictError, IdempotencyMismatch, StoreUnavailable } from '../streams/errors.js';
import { Backoff, Stopped } from '../subscriptions/backoff.js';

/** How often a command is tried that fails neither by a rule nor because a database is away. */
const TRIES = 5;

/** What became of a command that nobody waits for. */
export type Settled<Answer> =
  | { readonly status: 'done'; readonly answer: Answer }
  /** `rejected`: a rule said no. `parked`: it failed again and again for no reason of the domain. */
  | { readonly status: 'rejected' | 'parked'; readonly code: string; readonly error: unknown };

/** Whether it is worth trying for as long as it takes: nothing is wrong with the command itself. */
const isPassing = (error: unknown): boolean =>
  error instanceof StoreUnavailable || error instanceof ConflictError || isMongoAway(error);

const refusalOf = (error: unknown): string | undefined => {
  if (error instanceof Rejection) return error.code;
  // It took effect before, with other content: as an earlier version of what ordered it had made it.
  return error instanceof IdempotencyMismatch ? 'IDEMPOTENCY_MISMATCH' : undefined;
};

/** The text of an error, bounded, as it is kept for operators. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 2_000);

/**
 * Sends a command of the service itself until it is settled: done, refused by a rule, or parked with its error. A database that is
 * away is waited for. The command must be the same, with the same id, however often it is sent.
 * @param send throws Stopped when the signal is given before it begins
 * @param onFailure told of every failure that is not a refusal
 * @throws Stopped when the signal is given before it is settled
 */
export const settle = async <Answer>(
  send: () => Promise<Answer>,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<Settled<Answer>> => {
  const backoff = new Backoff(50, 5_000);
  for (let tries = 1; ;) {
    if (signal.aborted) throw new Stopped();
    try {
      return { status: 'done', answer: await send() };
    } catch (error) {
      if (error instanceof Stopped) throw error;
      const refusal = refusalOf(error);
      if (refusal !== undefined) return { status: 'rejected', code: refusal, error };
      onFailure(error);
      const passing = isPassing(error);
      if (!passing && tries >= TRIES) return { status: 'parked', code: 'FAILED', error };
      if (!passing) tries += 1;
      await backoff.wait(signal);
    }
  }
};
