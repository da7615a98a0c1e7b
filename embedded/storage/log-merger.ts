import { closeSync, existsSync, openSync } from 'node:fs';
import type { Database, LogKeeper, Statement } from './database.js';
import { PageSums } from './checks/page-sums.js';
import {
  FRAME_HEADER,
  frameSalts,
  offsetOf,
  PAGE,
  pageNumber,
  type Pair,
  readAt,
  same,
  saltsOf,
  walOf,
} from './checks/wal-format.js';
import { StorageFull, storageError } from './errors.js';

/** Frames after which the log is merged, 16 MiB. */
const FRAMES = 4_000;
const FRAMES_AT_ONCE = 256;

/** Does what can be left undone for want of room. */
export const unlessFull = (work: () => void): void => {
  try {
    work();
  } catch (error) {
    if (!(storageError(error) instanceof StorageFull)) throw error;
  }
};

/**
 * Merges the write-ahead log of a store into its file, in SQLite's place, since the sums of the pages must be on disk before
 * the log that holds them is written anew. So at any moment a page is as its sum says, or in the log.
 *
 * A merge is noticed that somebody else made: then there are no sums until the file is closed.
 */
export class LogMerger implements LogKeeper {
  private readonly merge: Statement;
  private readonly log: string;
  private handle: number | undefined;
  /** The log as it was when it was last looked at: its salts, how many frames were noted, whether it may be written anew. */
  private seen: { readonly salts: Pair; readonly frames: number; readonly merged: boolean } | undefined;
  private emptied = false;

  /** @param relied whether the sums are those of the file */
  constructor(
    private readonly db: Database,
    private readonly sums: PageSums,
    private relied: boolean,
  ) {
    this.log = walOf(db.file);
    this.merge = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  }

  /** Merges the log once it has grown by 16 MiB. */
  afterCommit(): void {
    // The log is there as long as the database is open.
    this.handle ??= openSync(this.log, 'r');
    const seen = this.look(this.handle);
    if (!seen) return;
    const last = readAt(this.handle, offsetOf(seen.frames + FRAMES - 1, PAGE), FRAME_HEADER);
    if (last.byteLength < FRAME_HEADER || !same(frameSalts(last), seen.salts)) return;
    unlessFull(() => this.mergeFrames(this.handle as number));
  }

  /** Merges all there is and empties the log, if nobody reads from it. */
  mergeAll(): void {
    if (existsSync(this.log)) {
      const handle = openSync(this.log, 'r');
      try {
        this.look(handle);
        this.mergeFrames(handle);
      } finally {
        closeSync(handle);
      }
    }
    this.emptied = this.db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.[0] === 0;
    if (this.emptied) this.seen = undefined;
  }

  /** Begins to note the sums of a file that was checked: of all its pages as they are now. */
  noteAll(): void {
    const some = this.db.prepare('SELECT pgno, data FROM sqlite_dbpage WHERE pgno BETWEEN ? AND ?');
    const pages = this.db.setting('page_count');
    for (let first = 1; first <= pages; first += FRAMES_AT_ONCE)
      for (const [number, data] of some.all(first, Math.min(first + FRAMES_AT_ONCE - 1, pages)))
        this.sums.note(Number(number), data as Uint8Array);
    this.sums.save();
    this.relied = true;
  }

  /** The last thing before the file is closed. */
  close(): void {
    if (this.handle !== undefined) closeSync(this.handle);
    this.handle = undefined;
    this.mergeAll();
    if (!this.relied) this.noteAll();
  }

  /** Once the file is closed: notes that it was closed in order, unless a backup still reads from the log. */
  noteClosed(): void {
    if (this.relied && this.emptied) this.sums.save(true);
  }

  private mergeFrames(handle: number): void {
    const [, frames, merged] = this.merge.get() ?? [];
    const salts = saltsOf(handle);
    // An empty log has -1 or 0 frames.
    if (!salts || Number(frames) <= 0) return;
    // What was noted before in the same log, which somebody still reads from, is as it was.
    if (this.relied) this.note(handle, this.seen?.frames ?? 0, Number(frames));
    this.seen = { salts, frames: Number(frames), merged: frames === merged };
  }

  /** From the end to the beginning: of a page that is there several times the last one counts. */
  private note(handle: number, begin: number, frames: number): void {
    const whole = FRAME_HEADER + PAGE;
    const noted = new Set<number>();
    const memory = new Uint8Array(Math.max(0, Math.min(frames - begin, FRAMES_AT_ONCE)) * whole);
    for (let end = frames; end > begin; end -= FRAMES_AT_ONCE) {
      const first = Math.max(begin, end - FRAMES_AT_ONCE);
      const bytes = readAt(handle, offsetOf(first, PAGE), (end - first) * whole, memory);
      for (let at = (end - first - 1) * whole; at >= 0; at -= whole) {
        const page = pageNumber(new DataView(bytes.buffer, at, FRAME_HEADER));
        if (noted.has(page)) continue;
        noted.add(page);
        this.sums.note(page, new Uint8Array(bytes.buffer, at + FRAME_HEADER, PAGE));
      }
    }
    this.sums.save();
  }

  /** How the log is now. SQLite counts its first salt up by one each time that it begins anew; that is in order once all was noted. */
  private look(handle: number): typeof this.seen {
    const salts = saltsOf(handle);
    if (!salts) return this.seen;
    const before = this.seen;
    if (before && same(before.salts, salts)) return before;
    const follows = !before || (before.merged && salts[0] === (before.salts[0] + 1) >>> 0);
    if (!follows) this.giveUp();
    this.seen = { salts, frames: 0, merged: false };
    return this.seen;
  }

  private giveUp(): void {
    this.relied = false;
    PageSums.drop(this.db.file);
  }
}
