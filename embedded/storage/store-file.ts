import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Database, type DatabaseOptions, openDatabase } from './database.js';
import { confirmed, PageSums } from './checks/page-sums.js';
import { syncFolder } from './checks/files.js';
import { checkWal } from './checks/wal-check.js';
import { StorageDamaged } from './errors.js';
import { LogMerger, unlessFull } from './log-merger.js';

/** What a server keeps in its file, and in which version of its form. */
export interface StoreKind {
  /** As messages call it. */
  readonly name: string;
  /** Name of the file in the server's folder. */
  readonly file: string;
  /** Marks files of this kind (SQLite's application_id). */
  readonly id: number;
  /** Version of the form (SQLite's user_version). Files from before there were versions have 0. */
  readonly version: number;
  /** A table that tells files of version 0. */
  readonly table: string;
  /** Makes the tables that are missing. */
  readonly create: (db: Database) => void;
  /** `upgrades[n]` brings a file from version n to n + 1, in a transaction. */
  readonly upgrades: readonly ((db: Database) => void)[];
  /** Compares every record with its checksum, and what is kept twice, in a file of any version from 1 on. @throws StorageDamaged */
  readonly verify: (db: Database) => void;
}

const MAGIC = 'SQLite format 3\0';

const mergers = new WeakMap<Database, LogMerger>();

/**
 * Opens the file of a server, made when it is missing, after it has been checked: the write-ahead log for lost commits, and the
 * whole file; by the sums of its pages, and when these cannot confirm it, page by page and record by record. Older files are upgraded.
 * @throws StorageDamaged when it is damaged, of another kind, or of a newer version
 */
export const openStore = (file: string, kind: StoreKind, options: DatabaseOptions): Database => {
  if (!existsSync(file)) make(file, kind);
  checkHeader(file, kind);
  const sums = confirmed(file, checkWal(file));
  const db = openDatabase(file, options);
  try {
    const version = versionOf(db, kind);
    if (!sums) db.check();
    const merger = begin(db, sums);
    upgrade(db, kind, version);
    kind.create(db);
    // Files from before there were versions had no checksums.
    if (!sums && version > 0) kind.verify(db);
    if (!sums) unlessFull(() => merger.noteAll());
    db.keeper = merger;
    mergers.set(db, merger);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/** From here on the file changes. What a torn commit left in the log must not lie behind later ones, so the log is emptied. */
const begin = (db: Database, sums: PageSums | undefined): LogMerger => {
  const merger = new LogMerger(db, sums ?? new PageSums(db.file), sums !== undefined);
  if (sums) unlessFull(() => sums.save());
  else PageSums.drop(db.file);
  unlessFull(() => void merger.mergeAll());
  return merger;
};

/** Closes a file that `openStore` opened, and notes that it was closed in order. */
export const closeStore = (db: Database): void => {
  const merger = mergers.get(db);
  db.keeper = undefined;
  // The binding closes the file only once the statements are collected, so the log is merged here.
  unlessFull(() => merger?.close());
  db.close();
  // Without that note the next start takes the file for one of a server that was killed.
  unlessFull(() => merger?.noteClosed());
};

/** Checks a closed file thoroughly: pages and records. @throws StorageDamaged */
export const checkStore = (file: string, kind: StoreKind): void => {
  checkHeader(file, kind);
  const db = openDatabase(file, { durable: true });
  try {
    const version = versionOf(db, kind);
    db.check();
    if (version > 0) kind.verify(db);
  } finally {
    db.close();
  }
};

/** Version of an open file's form. @throws StorageDamaged when it is of another kind, or newer than what is known here */
export const versionOf = (db: Database, kind: StoreKind): number => {
  const id = db.setting('application_id');
  const version = db.setting('user_version');
  const known =
    db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(kind.table) !== undefined;
  const unmarked = id === 0 && version === 0;
  if (!known || (id !== kind.id && !unmarked))
    throw new StorageDamaged(db.file, `is not a file of the ${kind.name}`, 'Name the folder that holds its data.');
  if (version > kind.version)
    throw new StorageDamaged(
      db.file,
      `has version ${version} of the ${kind.name}'s form, and this program knows versions up to ${kind.version}`,
      'Use the program that wrote it, or a newer one.',
    );
  return version;
};

const upgrade = (db: Database, kind: StoreKind, version: number): void => {
  for (let from = version; from < kind.version; from += 1)
    db.transaction(() => {
      kind.upgrades[from]?.(db);
      mark(db, kind, from + 1);
    });
};

const mark = (db: Database, kind: StoreKind, version: number): void =>
  db.exec(`PRAGMA application_id = ${kind.id}; PRAGMA user_version = ${version}`);

/** Makes an empty file whole or not at all: one that is there and empty has lost its content. */
const make = (file: string, kind: StoreKind): void => {
  if (existsSync(`${file}-wal`))
    throw new StorageDamaged(
      file,
      'is missing, though its write-ahead log is there',
      'Put it back, or restore the last backup into an empty folder.',
    );
  const fresh = `${file}.new`;
  for (const rest of ['', '-journal']) rmSync(`${fresh}${rest}`, { force: true });
  const db = openDatabase(fresh, { durable: true, log: false });
  db.transaction(() => {
    kind.create(db);
    mark(db, kind, kind.version);
  });
  db.close();
  sync(fresh);
  renameSync(fresh, file);
  syncFolder(dirname(file));
};

const sync = (file: string): void => {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
};

const checkHeader = (file: string, kind: StoreKind): void => {
  const handle = openSync(file, 'r');
  const start = Buffer.alloc(MAGIC.length);
  const got = readSync(handle, start, 0, start.length, 0);
  closeSync(handle);
  if (got === 0)
    throw new StorageDamaged(
      file,
      'is empty: its content was lost',
      'Restore the last backup, or remove the file if it never held data.',
    );
  if (start.toString('latin1') !== MAGIC) throw new StorageDamaged(file, `is not a database of the ${kind.name}`);
};
