import { join } from 'node:path';
import type { Database } from '../../storage/database.js';
import { StorageFailure, StorageFull } from '../../storage/errors.js';
import { GroupCommit } from '../../storage/group-commit.js';
import { closeStore, openStore } from '../../storage/store-file.js';
import { decode } from '../bson/decode.js';
import { encode } from '../bson/encode.js';
import type { Reply } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { Catalogue } from './catalogue.js';
import { DOCUMENTS } from './documents-file.js';
import { asBuffer, Rows } from './rows.js';

/** A write that the client may send again: the session and its running number. */
export interface Retry {
  readonly session: string;
  readonly number: number;
}

/** The data: catalogue and documents in one file. Writes that arrive together share one wait for the disk. */
export class Engine {
  readonly catalogue: Catalogue;
  readonly rows: Rows;
  private readonly db: Database;
  private readonly commits: GroupCommit;

  constructor(folder: string, maxPages?: number) {
    this.db = openStore(join(folder, DOCUMENTS.file), DOCUMENTS, {
      durable: true,
      ...(maxPages === undefined ? {} : { maxPages }),
    });
    this.catalogue = new Catalogue(this.db);
    this.rows = new Rows(this.db, this.catalogue);
    this.commits = new GroupCommit(this.db);
  }

  /**
   * Runs a write command; resolves when it is on disk. One that was taken before answers as it did then: the record is kept in the
   * same transaction as the write. @throws MongoError OutOfDiskSpace or InternalError when the storage refused
   */
  async write(work: () => Reply, retry?: Retry): Promise<Reply> {
    try {
      return await this.commits.submit(
        () => (retry ? this.once(work, retry) : work()),
        () => this.forget(),
      );
    } catch (error) {
      if (!(error instanceof StorageFull || error instanceof StorageFailure)) throw error;
      throw error instanceof StorageFull
        ? new MongoError('OutOfDiskSpace', 'the disk is full: nothing of the write was kept')
        : new MongoError('InternalError', error.message);
    }
  }

  async close(): Promise<void> {
    await this.commits.settled();
    closeStore(this.db);
  }

  private once(work: () => Reply, { session, number }: Retry): Reply {
    const known = this.rows.statement('SELECT number, reply FROM retries WHERE session = ?').get(session);
    if (known && Number(known[0]) === number) return decode(asBuffer(known[1]));
    if (known && Number(known[0]) > number)
      throw new MongoError(
        'TransactionTooOld',
        `Cannot start transaction ${number} because a newer one has already started`,
      );
    const reply = work();
    this.rows
      .statement(
        'INSERT INTO retries VALUES (?, ?, ?) ON CONFLICT (session) DO UPDATE SET number = excluded.number, reply = excluded.reply',
      )
      .run(session, number, encode(reply));
    return reply;
  }

  /** What is in memory may be ahead of the file after a write that was undone. */
  private forget(): void {
    this.rows.forget();
    this.catalogue.reload();
  }
}
