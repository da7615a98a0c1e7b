import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { type Database, openDatabase } from '../database.js';
import { type StoreKind, versionOf } from '../store-file.js';

/** Pages that are copied in one go. */
const PAGES = 256;

/** A file of a server at one moment. While it is held, the server's log can't be merged fully and grows. */
export class Snapshot {
  private constructor(
    private readonly db: Database,
    readonly kind: StoreKind,
    readonly version: number,
    private readonly pages: number,
  ) {}

  /**
   * Takes snapshots of several files at one and the same moment, while their servers write on: writes to all of them are held for
   * the milliseconds that this takes.
   * @param files paths by kind; servers may have them open
   * @throws StorageDamaged on a file that cannot be read, is of another kind or newer
   */
  static take(files: readonly { readonly file: string; readonly kind: StoreKind }[]): Snapshot[] {
    const opened = files.map(({ file, kind }) => {
      const [held, db] = [openDatabase(file, { durable: true }), openDatabase(file, { durable: true })];
      return { held, db, kind, version: versionOf(db, kind) };
    });
    // Holding one after the other cannot lock up: each server writes to its own file only.
    for (const { held } of opened) held.exec('BEGIN IMMEDIATE');
    const taken = opened.map(({ db, kind, version }) => {
      db.exec('BEGIN');
      return new Snapshot(db, kind, version, db.setting('page_count'));
    });
    for (const { held } of opened) {
      held.exec('ROLLBACK');
      held.close();
    }
    return taken;
  }

  /** Where it comes from. */
  get file(): string {
    return this.db.file;
  }

  /** Writes it to a new file, page by page, and syncs it. */
  copyTo(target: string): void {
    const handle = openSync(target, 'wx', 0o600);
    const some = this.db.prepare('SELECT pgno, data FROM sqlite_dbpage WHERE pgno BETWEEN ? AND ?');
    try {
      for (let first = 1; first <= this.pages; first += PAGES)
        for (const [number, data] of some.all(first, Math.min(first + PAGES - 1, this.pages))) {
          const page = data as Uint8Array;
          writeSync(handle, page, 0, page.length, (Number(number) - 1) * page.length);
        }
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }

  /** Lets go of the moment. */
  release(): void {
    this.db.exec('COMMIT');
    this.db.close();
  }
}
