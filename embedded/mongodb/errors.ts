/** The server's error codes this server answers with; names and numbers are those of the real server. */
export const codes = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  Unauthorized: 13,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  NotExactValueField: 111,
  WriteConflict: 112,
  DocumentValidationFailure: 121,
  ConflictingOperationInProgress: 117,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  ClusterTimeFailsRateLimiter: 205,
  IncompleteTransactionHistory: 217,
  TransactionTooOld: 225,
  NotImplemented: 238,
  SnapshotTooOld: 239,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  OperationNotSupportedInTransaction: 263,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  APIVersionError: 322,
  APIStrictError: 323,
  UnsupportedOpQueryCommand: 352,
  DuplicateKey: 11000,
  BSONObjectTooLarge: 10334,
  InterruptedAtShutdown: 11600,
  OutOfDiskSpace: 14031,
  MergeStageNoMatchingDocument: 13113,
  InvalidPipelineOperator: 168,
  MissingField: 40414,
  UnknownField: 40415,
} as const;

export type CodeName = keyof typeof codes;

/** Codes that the real server names differently from the constant, or by number only. */
const wireNames: Partial<Record<CodeName, string>> = {
  UnknownField: 'IDLUnknownField',
  MissingField: 'IDLFailedToParse',
};

/**
 * An error the client is meant to see: it becomes `{ok: 0, code, codeName, errmsg, ...extra}`, or one entry of
 * `writeErrors`. `extra` holds further reply fields (`keyPattern`, `keyValue`) and `labels` the driver's error labels.
 */
export class MongoError extends Error {
  readonly code: number;
  readonly codeName: string;

  constructor(
    name: CodeName | { code: number; name: string },
    message: string,
    readonly extra: ReadonlyMap<string, unknown> = new Map(),
    readonly labels: readonly string[] = [],
  ) {
    super(message);
    this.name = 'MongoError';
    this.code = typeof name === 'string' ? codes[name] : name.code;
    this.codeName = typeof name === 'string' ? (wireNames[name] ?? name) : name.name;
  }
}

/** Codes of the aggregation language are numbers only (`Location40324`). */
export const located = (code: number, message: string): MongoError =>
  new MongoError({ code, name: `Location${code}` }, message);

/** The value is legal for the real server, but outside what this one promises to answer rightly. */
export const unsupported = (what: string): MongoError =>
  new MongoError('NotImplemented', `${what} is not supported by the embedded server`);
