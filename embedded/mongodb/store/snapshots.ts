import { LRUCache } from 'lru-cache';
import type { Database } from '../../storage/database.js';
import type { Reply, Timestamp } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { Catalogue } from './catalogue.js';
import type { Store } from './engine.js';
import { Rows } from './rows.js';

/** How long a moment can be read again. The real server keeps five minutes; here each one holds back the log's truncation. */
const KEPT_MS = 60_000;
const MOST_KEPT = 16;

/** The data as they were at one moment. */
class Snapshot implements Store {
  readonly catalogue: Catalogue;
  readonly rows: Rows;

  constructor(private readonly db: Database) {
    this.catalogue = new Catalogue(db);
    this.rows = new Rows(db, this.catalogue);
    db.exec('BEGIN');
    // The first read fixes what is seen.
    this.catalogue.reload();
  }

  readonly write = (): Promise<Reply> =>
    Promise.reject(new MongoError('InvalidOptions', 'A snapshot cannot be written to'));

  close(): void {
    this.rows.forget();
    if (this.db.inTransaction) this.db.exec('ROLLBACK');
    this.db.close();
  }
}

/** Moments that sessions read more than once: each a connection of its own that stays in its read transaction. */
export class Snapshots {
  private readonly kept = new LRUCache<bigint, Snapshot>({
    max: MOST_KEPT,
    ttl: KEPT_MS,
    ttlAutopurge: true,
    dispose: (snapshot) => snapshot.close(),
  });

  constructor(private readonly open: () => Database) {}

  /** Keeps this moment under a time. */
  take(time: Timestamp): Store {
    const snapshot = new Snapshot(this.open());
    this.kept.set(time.value, snapshot);
    return snapshot;
  }

  /** @throws MongoError SnapshotTooOld when it is not kept any more */
  at(time: Timestamp): Store {
    const snapshot = this.kept.get(time.value);
    if (snapshot) return snapshot;
    throw new MongoError(
      'SnapshotTooOld',
      `Read timestamp ${time.value} is older than the oldest available timestamp.`,
    );
  }

  closeAll(): void {
    this.kept.clear();
  }
}
