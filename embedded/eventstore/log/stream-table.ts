import { LRUCache } from 'lru-cache';
import type { Database, Row, Statement } from '../../storage/database.js';

/** One stream as the log knows it. `last` is the revision of its last event, -1 for a stream that has only metadata. */
export interface StreamRow {
  readonly id: number;
  readonly name: string;
  readonly last: number;
  readonly tombstoned: boolean;
  readonly maxCount: number | null;
  /** Seconds. */
  readonly maxAge: number | null;
  /** First revision that is still readable. */
  readonly truncateBefore: number;
}

/** The streams, with those used lately in memory. Changes belong inside a transaction; after a failed one call `forget`. */
export class StreamTable {
  private readonly known = new LRUCache<string, StreamRow>({ max: 100_000 });
  private readonly select: Statement;
  private readonly insert: Statement;
  private readonly update: Statement;

  constructor(db: Database) {
    const columns = 'id, name, last, tombstoned, max_count, max_age, truncate_before';
    this.select = db.prepare(`SELECT ${columns} FROM streams WHERE name = ?`);
    this.insert = db.prepare('INSERT INTO streams (name, last) VALUES (?, ?)');
    this.update = db.prepare(
      'UPDATE streams SET last = ?, tombstoned = ?, max_count = ?, max_age = ?, truncate_before = ? WHERE id = ?',
    );
  }

  find(name: string): StreamRow | undefined {
    const kept = this.known.get(name);
    if (kept) return kept;
    const row = this.select.get(name);
    if (!row) return undefined;
    const found = rowOf(row);
    this.known.set(name, found);
    return found;
  }

  /** The stream, made when it is new. @param last revision of the last event that it is about to get, if that is known */
  ensure(name: string, last = -1): StreamRow {
    const found = this.find(name);
    if (found) return found;
    const { lastId } = this.insert.run(name, last);
    const made = { id: lastId, name, last, tombstoned: false, maxCount: null, maxAge: null, truncateBefore: 0 };
    this.known.set(name, made);
    return made;
  }

  save(stream: StreamRow): StreamRow {
    const { id, last, tombstoned, maxCount, maxAge, truncateBefore } = stream;
    this.update.run(last, tombstoned ? 1 : 0, maxCount, maxAge, truncateBefore, id);
    this.known.set(stream.name, stream);
    return stream;
  }

  /** Drops what is in memory: after a transaction that was undone it may be ahead of the file. */
  forget(): void {
    this.known.clear();
  }
}

const rowOf = ([id, name, last, tombstoned, maxCount, maxAge, truncateBefore]: Row): StreamRow => ({
  id: Number(id),
  name: String(name),
  last: Number(last),
  tombstoned: tombstoned === 1,
  maxCount: maxCount === null ? null : Number(maxCount),
  maxAge: maxAge === null ? null : Number(maxAge),
  truncateBefore: Number(truncateBefore),
});
