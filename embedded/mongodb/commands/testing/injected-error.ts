import { codes, MongoError } from '../../errors.js';

/** Codes after which the real server tells clients to send a write again, with their names. */
const RETRYABLE: Readonly<Record<number, string>> = {
  6: 'HostUnreachable',
  7: 'HostNotFound',
  89: 'NetworkTimeout',
  91: 'ShutdownInProgress',
  134: 'ReadConcernMajorityNotAvailableYet',
  189: 'PrimarySteppedDown',
  262: 'ExceededTimeLimit',
  9001: 'SocketException',
  10107: 'NotWritablePrimary',
  11600: 'InterruptedAtShutdown',
  11602: 'InterruptedDueToReplStateChange',
  13435: 'NotPrimaryNoSecondaryOk',
  13436: 'NotPrimaryOrSecondary',
};
/** Codes after which a transaction may be begun again, whichever of its commands they end. */
const TRANSIENT: Readonly<Record<number, string>> = {
  24: 'LockTimeout',
  112: 'WriteConflict',
  239: 'SnapshotTooOld',
  246: 'SnapshotUnavailable',
  251: 'NoSuchTransaction',
  267: 'PreparedTransactionInProgress',
};
const OTHERS: Readonly<Record<number, string>> = {
  8: 'UnknownError',
  18: 'AuthenticationFailed',
  64: 'WriteConcernTimeout',
  100: 'UnsatisfiableWriteConcern',
  11601: 'Interrupted',
};
const NAMES = new Map([
  ...Object.entries(codes).map(([name, code]) => [Number(code), name] as const),
  ...Object.entries({ ...RETRYABLE, ...TRANSIENT, ...OTHERS }).map(([code, name]) => [Number(code), name] as const),
]);

const ENDS: ReadonlySet<string> = new Set(['commitTransaction', 'abortTransaction']);
const WRITES: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'findAndModify', 'bulkWrite', ...ENDS]);

/** The error that a fail point gives a command. @param labels those that it names; or whether the command is in a transaction */
export const injectedError = (code: number, command: string, labels: readonly string[] | boolean): MongoError =>
  new MongoError(
    { code, name: NAMES.get(code) ?? `Location${code}` },
    `Failing command '${command}' via 'failCommand' failpoint`,
    new Map(),
    typeof labels === 'boolean' ? labelsOf(code, command, labels) : labels,
  );

/** The labels that the real server gives an error by itself. */
const labelsOf = (code: number, command: string, inTransaction: boolean): string[] => {
  const canRetry = code in RETRYABLE;
  if (inTransaction && code in TRANSIENT) return ['TransientTransactionError'];
  if (inTransaction && !ENDS.has(command)) return canRetry ? ['TransientTransactionError'] : [];
  return canRetry && WRITES.has(command) ? ['RetryableWriteError'] : [];
};
