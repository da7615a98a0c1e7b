import { randomBytes } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import Libsql from 'libsql';
import type { Database } from '../database.js';
import { StorageDamaged } from '../errors.js';
import { GroupCommit } from '../group-commit.js';
import { folder } from '../storage.support.js';
import { closeStore, openStore, type StoreKind } from '../store-file.js';
import { checkWal } from './wal-check.js';
import { noteClosed, PageSums } from './page-sums.js';

const PAGE = 4096;
/** Of each row its body begins with its number. */
const BODY = 60_000;
const markOf = (id: number): string => `row ${id};`;

/** How often a file was checked in the long way. */
let verified = 0;

const KIND: StoreKind = {
  name: 'test',
  file: 'test.db',
  id: 0x54455354,
  version: 1,
  table: 'some',
  create: (db) => db.exec('CREATE TABLE IF NOT EXISTS some (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT'),
  upgrades: [() => undefined],
  verify: (db) => {
    verified += 1;
    for (const [id, body] of db.prepare('SELECT id, body FROM some').all())
      if (
        !Buffer.from(body as Uint8Array)
          .toString('latin1')
          .startsWith(markOf(Number(id)))
      )
        throw new StorageDamaged(db.file, `is damaged: row ${Number(id)}`);
  },
};

const fileOf = (data: string): string => join(data, KIND.file);
const walSize = (data: string): number => statSync(`${fileOf(data)}-wal`).size;

/** A store and who writes to it, as a server does. */
class Writer {
  readonly db: Database;
  private readonly commits: GroupCommit;
  private id: number;

  constructor(readonly data: string) {
    this.db = openStore(fileOf(data), KIND, { durable: true });
    this.commits = new GroupCommit(this.db);
    this.id = Number(this.db.prepare('SELECT coalesce(max(id), 0) FROM some').get()?.[0]);
  }

  get rows(): number {
    return this.id;
  }

  /** Writes rows, one commit each; every third one changes one that is there. */
  async write(rows: number): Promise<void> {
    for (let n = 0; n < rows; n += 1) {
      const id = n % 3 === 2 ? 1 + Math.floor(Math.random() * this.id) : (this.id += 1);
      const body = randomBytes(BODY);
      body.write(markOf(id));
      await this.commits.submit(() => this.db.prepare('INSERT OR REPLACE INTO some VALUES (?, ?)').run(id, body));
    }
    await this.commits.settled();
  }

  /** What would be found after a crash at this moment. */
  crashed(): string {
    const data = folder();
    for (const rest of ['', '-wal', '.sums'])
      if (existsSync(`${fileOf(this.data)}${rest}`)) cpSync(`${fileOf(this.data)}${rest}`, `${fileOf(data)}${rest}`);
    return data;
  }

  close(): void {
    closeStore(this.db);
  }
}

/** Opens what is left, counts its rows and closes it. @returns whether it was checked in the long way */
const opened = (data: string, rows: number): boolean => {
  const before = verified;
  const writer = new Writer(data);
  expect(writer.db.prepare('SELECT count(*) FROM some').get()).toEqual([rows]);
  writer.close();
  return verified > before;
};

const overwrite = (path: string, at: number, bytes: Uint8Array): void => {
  const handle = openSync(path, 'r+');
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
};

describe('the sums of the pages', () => {
  let data: string;
  let writer: Writer;
  beforeEach(() => {
    data = folder();
    writer = new Writer(data);
  });
  afterEach(() => rmSync(data, { recursive: true }));

  it('confirm a file after a crash at any time: while the log grows, after it was merged, after it began anew', async () => {
    for (let time = 0; time < 8; time += 1) {
      await writer.write(1 + Math.floor(Math.random() * 90));
      const left = writer.crashed();
      expect([time, opened(left, writer.rows)]).toEqual([time, false]);
      // And once more after it was closed in order.
      expect(opened(left, writer.rows)).toBe(false);
      rmSync(left, { recursive: true });
    }
    writer.close();
    // It was merged while it was written to, and not only at the end.
    expect(walSize(data)).toBeLessThan(statSync(fileOf(data)).size / 2);
  });

  it('… and between any two steps of a merge', async () => {
    const left: { data: string; rows: number }[] = [];
    const keep = (): unknown => left.push({ data: writer.crashed(), rows: writer.rows });
    const save = Object.getOwnPropertyDescriptor(PageSums.prototype, 'save')?.value as PageSums['save'];
    const watched = jest.spyOn(PageSums.prototype, 'save').mockImplementation(function (this: PageSums, closed) {
      keep();
      save.call(this, closed);
      keep();
    });
    while (left.length < 6) await writer.write(1);
    await writer.write(1);
    keep();
    watched.mockRestore();
    for (const one of left) {
      expect(opened(one.data, one.rows)).toBe(false);
      rmSync(one.data, { recursive: true });
    }
    writer.close();
  });

  it('do not confirm a page that is another and not in the log: then it is found in the long way, and named', async () => {
    await writer.write(400);
    const left = writer.crashed();
    const inLog = checkWal(fileOf(left));
    const content = readFileSync(fileOf(left));
    const at = Array.from({ length: writer.rows }, (_, n) => content.indexOf(markOf(n + 1))).find(
      (place) => place > 0 && !inLog.has(1 + Math.floor(place / PAGE)),
    );
    overwrite(fileOf(left), at as number, Buffer.from('s'));
    const before = verified;
    expect(() => new Writer(left)).toThrow(/test\.db is damaged/);
    expect(verified).toBe(before + 1);
    rmSync(left, { recursive: true });
    writer.close();
  });

  it('that are torn or missing say nothing: the file is checked in the long way, and has sums again', async () => {
    await writer.write(400);
    for (const change of [
      (sums: string) => overwrite(sums, PAGE + 40, Buffer.from([1, 2, 3])),
      (sums: string) => overwrite(sums, 3, Buffer.from('x')),
      (sums: string) => ftruncate(sums, PAGE + 100),
      (sums: string) => rmSync(sums),
    ]) {
      const left = writer.crashed();
      change(`${fileOf(left)}.sums`);
      expect(opened(left, writer.rows)).toBe(true);
      expect(opened(left, writer.rows)).toBe(false);
      rmSync(left, { recursive: true });
    }
    writer.close();
  });
  const ftruncate = (path: string, size: number): void => {
    const handle = openSync(path, 'r+');
    ftruncateSync(handle, size);
    closeSync(handle);
  };

  it('are given up when somebody else has merged the log, and noted anew when the file is closed', async () => {
    await writer.write(20);
    const other = new Libsql(fileOf(data));
    other.pragma('wal_checkpoint(TRUNCATE)');
    other.close();
    await writer.write(20);
    const left = writer.crashed();
    expect(opened(left, writer.rows)).toBe(true);
    rmSync(left, { recursive: true });
    writer.close();
    expect(opened(data, writer.rows)).toBe(false);
  });

  it('stay true while somebody reads from the log, so that it cannot begin anew', async () => {
    const reader = new Libsql(fileOf(data));
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM some').get();
    await writer.write(600);
    expect(walSize(data)).toBeGreaterThan(30_000_000);
    const left = writer.crashed();
    expect(opened(left, writer.rows)).toBe(false);
    rmSync(left, { recursive: true });
    reader.exec('COMMIT');
    reader.close();
    await writer.write(300);
    const later = writer.crashed();
    expect(opened(later, writer.rows)).toBe(false);
    rmSync(later, { recursive: true });
    writer.close();
  });

  it('know pages that were never written as zeros', () => {
    writer.close();
    const file = join(data, 'sparse');
    const handle = openSync(file, 'w');
    ftruncateSync(handle, 3 * PAGE);
    closeSync(handle);
    noteClosed(file);
    const sums = new PageSums(file);
    sums.note(3, Buffer.alloc(PAGE));
    expect(sums.misfit(new Set())).toBeUndefined();
    overwrite(file, PAGE, Buffer.from('x'));
    expect(sums.misfit(new Set())).toBe(2);
    expect(sums.misfit(new Set([2]))).toBeUndefined();
  });
});
