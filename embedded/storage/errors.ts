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

const FULL_CODES: readonly string[] = ['SQLITE_FULL', 'ENOSPC', 'SQLITE_IOERR_WRITE'];

/** What the storage binding threw, as one of ours. */
export const storageError = (error: unknown): StorageFull | StorageFailure => {
  if (error instanceof StorageFull || error instanceof StorageFailure) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (FULL_CODES.includes(code)) return new StorageFull(error);
  return new StorageFailure(`${code} ${error instanceof Error ? error.message : String(error)}`.trim(), error);
};
