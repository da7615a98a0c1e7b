import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Libsql from 'libsql';
import { type Database, openDatabase } from './database.js';
import { StorageFull } from './errors.js';
import { GroupCommit } from './group-commit.js';
import { folder } from './storage.support.js';

/** SQLite's number for: each commit is synced before it returns. */
const FULL = 2;

describe('a group commit', () => {
  let data: string;
  let db: Database;
  let commits: GroupCommit;
  /** What another process would find on disk. */
  const onDisk = (): unknown[] => {
    const reader = new Libsql(join(data, 'some.db'));
    const rows = reader.prepare('SELECT id FROM some ORDER BY id').raw(true).all().flat();
    reader.close();
    return rows;
  };
  const put = (id: number): unknown => db.prepare('INSERT INTO some VALUES (?, zeroblob(1000))').run(id);
  const open = (maxPages?: number): void => {
    db = openDatabase(join(data, 'some.db'), { durable: true, ...(maxPages === undefined ? {} : { maxPages }) });
    db.exec('CREATE TABLE IF NOT EXISTS some (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT');
    commits = new GroupCommit(db);
  };
  beforeEach(() => {
    data = folder();
    open();
  });
  afterEach(() => {
    db.close();
    rmSync(data, { recursive: true });
  });

  it('answers only what others can read, and waits for the disk at each commit', async () => {
    expect(db.setting('synchronous')).toBe(FULL);
    const seen: unknown[] = [];
    await Promise.all([1, 2, 3].map((id) => commits.submit(() => put(id)).then(() => seen.push(onDisk()))));
    expect(seen).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  it('is one commit for all that came together', async () => {
    let count = 0;
    commits.onCommit(() => (count += 1));
    await Promise.all([1, 2, 3].map((id) => commits.submit(() => put(id))));
    expect(count).toBe(1);
    await commits.submit(() => put(4));
    expect(count).toBe(2);
  });

  it('undoes what fails by itself alone, and says so before anything else is written', async () => {
    const told: string[] = [];
    const results = await Promise.allSettled([
      commits.submit(() => put(1)),
      commits.submit(
        () => {
          put(2);
          throw new Error('not this one');
        },
        () => told.push('undone'),
      ),
      commits.submit(() => {
        told.push('third');
        return put(3);
      }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    // It is tried with the others, then by itself.
    expect(told).toEqual(['undone', 'undone', 'third']);
    expect(onDisk()).toEqual([1, 3]);
  });

  it('that fails as a whole keeps nothing, refuses all, and the next one is as any other', async () => {
    db.close();
    open(8);
    let undone = 0;
    const many = Array.from({ length: 40 }, (_, id) =>
      commits.submit(
        () => put(id),
        () => (undone += 1),
      ),
    );
    for (const result of await Promise.allSettled(many))
      expect((result as PromiseRejectedResult).reason).toBeInstanceOf(StorageFull);
    expect([undone, onDisk()]).toEqual([40, []]);
    await commits.submit(() => put(1));
    expect(onDisk()).toEqual([1]);
  });

  it('waits while it is paused', async () => {
    commits.pause();
    let answered = false;
    const one = commits.submit(() => put(1)).then(() => (answered = true));
    for (let turn = 0; turn < 5; turn += 1) await new Promise((next) => setImmediate(next));
    expect([answered, onDisk()]).toEqual([false, []]);
    commits.resume();
    await one;
    expect(onDisk()).toEqual([1]);
  });
});
