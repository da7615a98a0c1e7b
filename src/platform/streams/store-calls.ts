import { ErrorType, isCommandError } from '@eventstore/db-client';
import { StoreUnavailable } from './errors.js';

const AWAY = new Set<string>([
  ErrorType.UNAVAILABLE,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.TIMEOUT,
  ErrorType.CANCELLED,
  ErrorType.NOT_LEADER,
  ErrorType.UNKNOWN,
]);

/** What the client says, in a plain error without type or code, when no node of a cluster answers or its connection was just closed. */
const NO_CONNECTION = /^(Failed to discover after|Channel has been shut down)/;

/** Whether an error of the event store's client means that the store is away, overloaded or cannot take writes now. */
const isAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (isCommandError(error)) return AWAY.has(error.type);
  // What the client throws before it has a connection carries a gRPC status code and no type.
  return 'code' in error || NO_CONNECTION.test(error.message);
};

/**
 * Waits for a call to the event store, at most `limitMs`. The client has no timer of its own for appends. A store that is away becomes
 * StoreUnavailable; any other error passes through.
 */
export const storeCall = async <T>(what: string, call: Promise<T>, limitMs = 15_000): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new StoreUnavailable(`${what}: no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([call, limit]);
  } catch (error) {
    throw isAway(error) ? new StoreUnavailable(`${what}: the event store is away`, error) : error;
  } finally {
    clearTimeout(timer);
  }
};
