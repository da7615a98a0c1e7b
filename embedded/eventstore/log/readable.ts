import type { Database, Statement } from '../../storage/database.js';
import { ownerOf } from './stream-metadata.js';
import type { StreamRow } from './stream-table.js';

/** Which events of a stream may still be read: `$maxCount`, `$maxAge` and `$tb` of its metadata, all three at once. */
export class Readable {
  private readonly createdAt: Statement;

  constructor(db: Database) {
    this.createdAt = db.prepare('SELECT created FROM events WHERE stream = ? AND revision = ?');
  }

  /**
   * First revision that may be read, as EventStoreDB 24.2: the highest of what the three allow. One past the last when all have
   * expired: unlike there, where a scavenge keeps the last event, but reads hide it too.
   */
  firstOf(stream: StreamRow): number {
    const { name, last, maxCount, truncateBefore } = stream;
    // Of a metastream only the last event counts.
    if (ownerOf(name) !== undefined) return last;
    const first = Math.max(0, truncateBefore, maxCount === null ? 0 : last - maxCount + 1);
    return stream.maxAge === null ? first : this.firstFresh(stream, first, Date.now() - stream.maxAge * 1_000);
  }

  /** By halves: the times of a stream's events only grow. */
  private firstFresh({ id, last }: StreamRow, first: number, oldest: number): number {
    let [from, to] = [first, last + 1];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if (Number(this.createdAt.get(id, middle)?.[0] ?? 0) >= oldest) to = middle;
      else from = middle + 1;
    }
    return from;
  }
}
