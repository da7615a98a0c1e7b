/** The folder is used by another running process. */
export class DataFolderInUse extends Error {
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(`The data folder ${folder} is in use by process ${pid}`);
    this.name = 'DataFolderInUse';
  }
}

/** The disk, or the size that the file may have, is full. Nothing of the write was kept. */
export class StorageFull extends Error {
  constructor(cause: unknown) {
    super('The storage is full', { cause });
    this.name = 'StorageFull';
  }
}

/** The storage could not read or write. Nothing of the write was kept. */
export class StorageFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StorageFailure';
  }
}

/** A file is not what was written, or not what this version can read. Says which file, what is wrong with it and what to do. */
export class StorageDamaged extends StorageFailure {
  constructor(
    readonly file: string,
    readonly what: string,
    advice: string = RESTORE,
    cause?: unknown,
  ) {
    super(`${file} ${what}. ${advice}`, cause);
    this.name = 'StorageDamaged';
  }
}

const RESTORE = 'Keep the folder as it is for inquiry, and restore the last backup into an empty one.';

const FULL_CODES: readonly string[] = ['SQLITE_FULL', 'ENOSPC', 'SQLITE_IOERR_WRITE'];

/** What the storage binding threw, as one of ours. */
export const storageError = (error: unknown): StorageFull | StorageFailure => {
  if (error instanceof StorageFull || error instanceof StorageFailure) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (FULL_CODES.includes(code)) return new StorageFull(error);
  return new StorageFailure(`${code} ${error instanceof Error ? error.message : String(error)}`.trim(), error);
};
