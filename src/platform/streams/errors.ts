/** A database is away or did not answer in time. Whether the write took effect is not known: a repeat with the same id finds out. */
export class StoreUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreUnavailable';
  }
}

/** Others kept changing the record: the decision was made again as often as is reasonable. */
export class ConflictError extends Error {
  constructor(readonly stream: string) {
    super(`The record ${stream} kept changing while the command was decided`);
    this.name = 'ConflictError';
  }
}

/** The caller's `If-Match` names another revision than the record has. */
export class RevisionMismatch extends Error {
  constructor(
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`The record is at revision ${actual}, not ${expected}`);
    this.name = 'RevisionMismatch';
  }
}

/** The same idempotency key came with another body. */
export class IdempotencyMismatch extends Error {
  constructor() {
    super('The idempotency key was used before with another body');
    this.name = 'IdempotencyMismatch';
  }
}
