import type { Database } from '../../storage/database.js';
import { StorageFailure, StorageFull } from '../../storage/errors.js';
import { encode } from '../bson/encode.js';
import type { Reply } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { Catalogue } from './catalogue.js';
import type { Store } from './engine.js';
import { Rows } from './rows.js';
import { conflict } from './transactions.js';

/** Keeps the last retryable write, or transaction, of a session. */
export const REMEMBER =
  'INSERT INTO retries VALUES (?, ?, ?) ON CONFLICT (session) DO UPDATE SET number = excluded.number, reply = excluded.reply';

/** Field of a kept reply that tells a transaction from a write. */
export const COMMITTED = 'committed';

/** Who may write: one at a time. */
export interface Writers {
  claim(transaction: Transaction): void;
}

/** One transaction: a connection to the file that sees it as it was at the beginning, and what it wrote itself. */
export class Transaction implements Store {
  readonly catalogue: Catalogue;
  readonly rows: Rows;
  private wrote = false;

  constructor(
    readonly session: string,
    readonly number: number,
    private readonly db: Database,
    private readonly writers: Writers,
    private readonly expire: NodeJS.Timeout,
  ) {
    // A lock that is held is answered at once: to wait for it would stop the one that holds it.
    db.exec('PRAGMA busy_timeout = 0');
    this.catalogue = new Catalogue(db);
    this.rows = new Rows(db, this.catalogue);
    db.exec('BEGIN');
    // The first read fixes what the transaction sees.
    this.catalogue.reload();
  }

  /** @throws MongoError WriteConflict when the file has changed since the beginning, or another transaction writes */
  write = (work: () => Reply): Promise<Reply> =>
    // A failed write gives the whole transaction up, so nothing needs to be undone here.
    new Promise((resolve) => {
      this.claim();
      const reply = this.stored(() => {
        const done = work();
        this.rows.flush();
        return done;
      });
      resolve(reply);
    });

  commit(): void {
    this.stored(() => this.db.exec('COMMIT'));
  }

  rollback(): void {
    if (this.db.inTransaction) this.db.exec('ROLLBACK');
  }

  close(): void {
    clearTimeout(this.expire);
    this.rows.forget();
    this.db.close();
  }

  private claim(): void {
    if (this.wrote) return;
    this.writers.claim(this);
    try {
      this.db.prepare(REMEMBER).run(this.session, this.number, encode(new Map([[COMMITTED, true]])));
    } catch (error) {
      if (error instanceof StorageFailure && error.message.includes('SQLITE_BUSY')) throw conflict();
      throw error;
    }
    this.wrote = true;
  }

  private stored<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof StorageFull)
        throw new MongoError('OutOfDiskSpace', 'the disk is full: nothing of the transaction was kept');
      if (error instanceof StorageFailure) throw new MongoError('InternalError', error.message);
      throw error;
    }
  }
}
