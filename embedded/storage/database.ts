import Libsql from 'libsql';
import { StorageDamaged, storageError, StorageFailure } from './errors.js';

/** What may be bound to a statement. Anything else aborts the process inside the binding, so it is refused here. */
export type Value = number | bigint | string | Uint8Array | null;
/** A column as read: blobs come as views on memory of their own; integers as numbers unless the statement says bigint. */
export type Column = number | bigint | string | Uint8Array | null;
export type Row = Column[];

export interface DatabaseOptions {
  /** true: each commit is on disk before it returns (synchronous=FULL); false: after a power cut the last commits may be lost. */
  readonly durable: boolean;
  /** false: without a write-ahead log, for a file that gets its name only when it is whole. */
  readonly log?: boolean;
  /** Pages of 4 KiB that the file may have; for tests of a full disk. */
  readonly maxPages?: number;
  /** true: SQLite merges the log into the file by itself; of a store's file only its keeper does. */
  readonly merges?: boolean;
}

/** Looks after the write-ahead log of a store's file. */
export interface LogKeeper {
  /** Called after a commit was acknowledged, by whoever made it. */
  afterCommit(): void;
}

/** Memory for pages, KiB: a commit that touches more writes some of them twice, and what many indexes need is read again and again. */
const PAGES_KIB = 8_000;

/** Longest that a write waits for a backup's snapshot, ms. */
const BUSY_LIMIT_MS = 5_000;

/** Checks in place: a statement runs for every index entry of every document. */
const checked = (values: Value[]): Value[] => {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as Value;
    if (value === null || typeof value === 'string' || typeof value === 'bigint' || Buffer.isBuffer(value)) continue;
    if (typeof value === 'number' && Number.isFinite(value)) continue;
    if (!(value instanceof Uint8Array)) throw new StorageFailure(`A ${typeof value} cannot be bound to a statement`);
    values[i] = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
  return values;
};

const column = (value: unknown): Column =>
  value instanceof ArrayBuffer ? Buffer.from(value) : (value as Exclude<Column, Uint8Array>);

/** A prepared statement; rows are arrays of columns in the order of the query. */
export class Statement {
  private forOne: Libsql.Statement | undefined;
  private forAll: Libsql.Statement | undefined;

  /**
   * @param fresh prepared, not used yet
   * @param prepare prepares the same once more
   */
  constructor(
    private fresh: Libsql.Statement | undefined,
    private readonly prepare: () => Libsql.Statement,
  ) {}

  /** Runs a write; gives how many rows changed and the last inserted row id. */
  run(...values: Value[]): { changes: number; lastId: number } {
    return this.runWith(values);
  }

  /** As `run`, for the many values of many rows. */
  runWith(values: Value[]): { changes: number; lastId: number } {
    try {
      const { changes, lastInsertRowid } = this.ofAll().run(checked(values));
      return { changes, lastId: Number(lastInsertRowid) };
    } catch (error) {
      throw storageError(error);
    }
  }

  /** The first row: for one that is looked up, less than half the cost of `all`. */
  get(...values: Value[]): Row | undefined {
    try {
      // After an `all` that found nothing the binding's `get` of the same statement finds nothing either: it has one of its own.
      this.forOne ??= this.one();
      return (this.forOne.get(checked(values)) as unknown[] | undefined)?.map(column);
    } catch (error) {
      throw storageError(error);
    }
  }

  all(...values: Value[]): Row[] {
    try {
      return (this.ofAll().all(checked(values)) as unknown[][]).map((row) => row.map(column));
    } catch (error) {
      throw storageError(error);
    }
  }

  /** Rows one by one; the statement may not be used for anything else until the end. */
  *iterate(...values: Value[]): Generator<Row> {
    try {
      for (const row of this.ofAll().iterate(checked(values)) as IterableIterator<unknown[]>) yield row.map(column);
    } catch (error) {
      throw storageError(error);
    }
  }

  private ofAll(): Libsql.Statement {
    return (this.forAll ??= this.one());
  }

  private one(): Libsql.Statement {
    const one = this.fresh ?? this.prepare();
    this.fresh = undefined;
    return one;
  }
}

/** One SQLite file in WAL mode, for one process. */
export class Database {
  private readonly db: Libsql.Database;
  /** Whoever looks after the log, once there is one. */
  keeper: LogKeeper | undefined;

  constructor(
    readonly file: string,
    options: DatabaseOptions,
  ) {
    try {
      this.db = new Libsql(file);
      // A backup holds writes for the moment in which it takes its snapshot.
      this.db.pragma(`busy_timeout = ${BUSY_LIMIT_MS}`);
      this.db.pragma('locking_mode = NORMAL');
      if (options.log !== false) this.db.pragma('journal_mode = WAL');
      this.db.pragma(`synchronous = ${options.durable ? 'FULL' : 'NORMAL'}`);
      this.db.pragma(`cache_size = -${PAGES_KIB}`);
      this.db.pragma(`wal_autocheckpoint = ${options.merges ? 4_000 : 0}`);
      if (options.maxPages !== undefined) this.db.pragma(`max_page_count = ${options.maxPages}`);
      this.db.prepare('SELECT count(*) FROM sqlite_master').get();
    } catch (error) {
      throw new StorageDamaged(
        file,
        `is damaged or cannot be opened: ${storageError(error).message}`,
        undefined,
        error,
      );
    }
  }

  /** @param bigints integers are read as bigint, exactly */
  prepare(sql: string, options: { bigints?: boolean } = {}): Statement {
    const prepared = (): Libsql.Statement => {
      const statement = this.db.prepare(sql);
      if (statement.reader) statement.raw(true);
      if (options.bigints) statement.safeIntegers(true);
      return statement;
    };
    try {
      return new Statement(prepared(), prepared);
    } catch (error) {
      throw storageError(error);
    }
  }

  exec(sql: string): void {
    try {
      this.db.exec(sql);
    } catch (error) {
      throw storageError(error);
    }
  }

  get inTransaction(): boolean {
    return this.db.inTransaction;
  }

  /** Runs `work` in a write transaction: all of it or nothing. */
  transaction<T>(work: () => T): T {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk has already rolled back by itself.
      if (this.inTransaction) this.exec('ROLLBACK');
      throw error;
    }
  }

  /** A number that the file's header holds. */
  setting(name: 'application_id' | 'user_version' | 'page_count' | 'synchronous'): number {
    return Number(this.prepare(`PRAGMA ${name}`).get()?.[0]);
  }

  /** Reads the whole file: pages, order, and that each index has what its table has. @throws StorageDamaged */
  check(): void {
    let found: unknown;
    try {
      found = this.prepare('PRAGMA integrity_check(1)').get()?.[0];
    } catch (error) {
      found = storageError(error).message;
    }
    if (found !== 'ok') throw new StorageDamaged(this.file, `is damaged: ${String(found)}`);
  }

  close(): void {
    this.db.close();
  }
}

/** Opens or makes a database file. @throws StorageDamaged */
export const openDatabase = (file: string, options: DatabaseOptions): Database => new Database(file, options);
