import { join } from 'node:path';
import { type Database, openDatabase } from '../../storage/database.js';
import { StorageFailure, StorageFull } from '../../storage/errors.js';
import { GroupCommit } from '../../storage/group-commit.js';
import { closeStore, openStore } from '../../storage/store-file.js';
import { decode } from '../bson/decode.js';
import { encode } from '../bson/encode.js';
import type { Document, Reply } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { Catalogue } from './catalogue.js';
import { DOCUMENTS } from './documents-file.js';
import { Rows } from './rows.js';
import { asBuffer } from './stored-document.js';
import { Snapshots } from './snapshots.js';
import { COMMITTED, REMEMBER } from './transaction.js';
import { Transactions } from './transactions.js';

/** A write that the client may send again: the session and its running number. */
export interface Retry {
  readonly session: string;
  readonly number: number;
}

/** What a command reads and writes: all data as they are, or one transaction's view of them. */
export interface Store {
  readonly catalogue: Catalogue;
  readonly rows: Rows;
  /** @param bytes how much is written, about */
  readonly write: (work: () => Reply, retry?: Retry, bytes?: number) => Promise<Reply>;
}

/** The data: catalogue and documents in one file. Writes that arrive together share one wait for the disk. */
export class Engine implements Store {
  readonly transactions: Transactions;
  readonly snapshots: Snapshots;
  readonly catalogue: Catalogue;
  readonly rows: Rows;
  private readonly db: Database;
  private readonly commits: GroupCommit;

  constructor(folder: string, maxPages?: number) {
    const file = join(folder, DOCUMENTS.file);
    const options = { durable: true, ...(maxPages === undefined ? {} : { maxPages }) };
    this.db = openStore(file, DOCUMENTS, options);
    this.catalogue = new Catalogue(this.db);
    this.rows = new Rows(this.db, this.catalogue);
    this.commits = new GroupCommit(this.db);
    this.snapshots = new Snapshots(() => openDatabase(file, options));
    this.transactions = new Transactions({
      open: () => openDatabase(file, options),
      hold: () => this.commits.pause(),
      release: (changed) => {
        if (changed) this.forget();
        this.commits.resume();
      },
      wasCommitted: ({ session, number }) => {
        const known = this.record(session);
        return known?.number === number && known.reply.has(COMMITTED);
      },
    });
  }

  /**
   * Runs a write command; resolves when it is on disk. One that was taken before answers as it did then: the record is kept in the
   * same transaction as the write. @throws MongoError OutOfDiskSpace or InternalError when the storage refused
   */
  async write(work: () => Reply, retry?: Retry, bytes?: number): Promise<Reply> {
    if (retry) this.transactions.supersede(retry);
    try {
      return await this.commits.submit(
        () => (retry ? this.once(work, retry) : this.stored(work)),
        () => this.forget(),
        bytes,
      );
    } catch (error) {
      if (!(error instanceof StorageFull || error instanceof StorageFailure)) throw error;
      throw error instanceof StorageFull
        ? new MongoError('OutOfDiskSpace', 'the disk is full: nothing of the write was kept')
        : new MongoError('InternalError', error.message);
    }
  }

  async close(): Promise<void> {
    this.transactions.abortAll();
    this.snapshots.closeAll();
    await this.commits.settled();
    closeStore(this.db);
  }

  private once(work: () => Reply, { session, number }: Retry): Reply {
    const known = this.record(session);
    if (known?.number === number) {
      if (!known.reply.has(COMMITTED)) return known.reply;
      throw new MongoError('IncompleteTransactionHistory', `${number} is the number of a transaction, not of a write`);
    }
    if (known && known.number > number)
      throw new MongoError(
        'TransactionTooOld',
        `Cannot start transaction ${number} because a newer one has already started`,
      );
    const reply = this.stored(work);
    this.rows.statement(REMEMBER).run(session, number, encode(reply));
    return reply;
  }

  private stored(work: () => Reply): Reply {
    const reply = work();
    this.rows.flush();
    return reply;
  }

  /** The last retryable write or transaction of a session that was kept. */
  private record(session: string): { readonly number: number; readonly reply: Document } | undefined {
    const known = this.rows.statement('SELECT number, reply FROM retries WHERE session = ?').get(session);
    return known && { number: Number(known[0]), reply: decode(asBuffer(known[1])) };
  }

  /** What is in memory may be ahead of the file after a write that was undone. */
  private forget(): void {
    this.rows.forget();
    this.catalogue.reload();
  }
}
