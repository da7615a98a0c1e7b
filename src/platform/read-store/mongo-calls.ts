import {
  MongoBulkWriteError,
  MongoClientClosedError,
  MongoError,
  MongoErrorLabel,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerClosedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  MongoUnexpectedServerResponseError,
  MongoWriteConcernError,
} from 'mongodb';
import { StoreUnavailable } from '../streams/errors.js';

const AWAY = [
  MongoNetworkError,
  MongoServerSelectionError,
  MongoOperationTimeoutError,
  MongoWriteConcernError,
  MongoNotConnectedError,
  MongoServerClosedError,
  MongoTopologyClosedError,
  MongoClientClosedError,
  // A connection that ended before the answer, or a node that changed while a write was tried again.
  MongoUnexpectedServerResponseError,
];

/** Classes that the driver keeps to itself: its pool was closed with the node that went away, or nobody gave a connection back in time. */
const AWAY_NAMES = new Set(['MongoPoolClosedError', 'MongoWaitQueueTimeoutError']);

/** Server error codes of a node that stepped down, shuts down, ran out of the time given (MaxTimeMSExpired), or lost its cursors (43). */
const AWAY_CODES = new Set<unknown>([
  6, 7, 43, 50, 89, 91, 189, 262, 9001, 10_058, 10_107, 11_600, 11_602, 13_388, 13_435, 13_436, 14_031, 134, 63, 64,
  100,
]);

/** Whether a server's error code says that the node cannot serve now, whatever it was asked: away, stepping down, no room on its disk. */
export const isAwayCode = (code: unknown): boolean => AWAY_CODES.has(code);

/** What a socket says of a connection that was lost: the driver passes it on as it is to a command that was waiting to be written. */
const LOST_CONNECTION = new Set<unknown>([
  ...['EPIPE', 'ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'],
  ...['ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'],
]);

const isLostConnection = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && LOST_CONNECTION.has(error.code);

/** Whether an error of the driver means that the database is away, overloaded or did not confirm in time. */
export const isMongoAway = (error: unknown): boolean => {
  if (!(error instanceof MongoError)) return isLostConnection(error);
  if (AWAY.some((kind) => error instanceof kind) || AWAY_NAMES.has(error.name)) return true;
  if (error.hasErrorLabel(MongoErrorLabel.RetryableWriteError)) return true;
  // A write of several documents wraps what its call failed with, and keeps it under this name.
  if (error instanceof MongoBulkWriteError && isMongoAway(error.errorResponse)) return true;
  return error instanceof MongoServerError && isAwayCode(error.code);
};

/** Longest that the database may work on one query, ms. */
export const QUERY_MS = 10_000;

/** Longest that a caller waits for the database, ms: the driver would wait for as long as its sockets may be silent, and then again. */
const LIMIT_MS = QUERY_MS + 2_000;

/** As `LIMIT_MS`, for the parts of a long answer, which have no limit in the database. */
export const LONG_ANSWER_MS = 45_000;

/**
 * Runs a call to the database, waiting for it at most `limitMs`: the driver's own limits are of one attempt, and it makes several. One
 * that fails because the database is away, or does not end in time, rejects with StoreUnavailable.
 */
export const mongoCall = async <T>(what: string, call: () => Promise<T>, limitMs = LIMIT_MS): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new StoreUnavailable(`${what}: no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([call(), limit]);
  } catch (error) {
    throw isMongoAway(error) ? new StoreUnavailable(`${what}: the read database is away`, error) : error;
  } finally {
    clearTimeout(timer);
  }
};
