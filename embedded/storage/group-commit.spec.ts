import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Libsql from 'libsql';
import { type Database, openDatabase } from './database.js';
import { StorageFailure, StorageFull } from './errors.js';
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
    // Once more is the same as once.
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

  it('lets what is small go before the second of what is large, and large ones together up to two mebibytes', async () => {
    const [KIB, MIB] = [1024, 1024 * 1024];
    const commitsOf = async (...sizes: number[]): Promise<number[][]> => {
      const together: number[][] = [[]];
      const stop = new AbortController();
      commits.onCommit(() => stop.signal.aborted || together.push([]));
      const first = Number(db.prepare('SELECT coalesce(max(id), 0) FROM some').get()?.[0]);
      await Promise.all(
        sizes.map((bytes, place) =>
          commits.submit(() => put(first + 1 + place), undefined, bytes).then(() => together.at(-1)?.push(place)),
        ),
      );
      stop.abort();
      // Answers come after the listeners of their own commit.
      return together.filter((group) => group.length > 0);
    };
    expect(await commitsOf(2 * MIB, 2 * MIB, 10)).toEqual([[0, 2], [1]]);
    expect(await commitsOf(MIB, MIB, 64 * KIB)).toEqual([[0, 1, 2]]);
    expect(await commitsOf(MIB, MIB + 1, 64 * KIB, 64 * KIB + 1)).toEqual([[0, 2, 3], [1]]);
    expect(await commitsOf(5 * MIB, 3 * MIB, 0)).toEqual([[0, 2], [1]]);
    expect(onDisk()).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
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

  describe('that is taken apart, since one of it failed', () => {
    const wrong = new Error('not this one');
    const failing = (): never => {
      throw wrong;
    };
    const reasons = async (all: readonly Promise<unknown>[]): Promise<unknown[]> =>
      (await Promise.allSettled(all)).map((result) =>
        result.status === 'rejected' ? (result.reason as unknown) : undefined,
      );

    it('answers each by how it went by itself, however it went among the others', async () => {
      const runs = [0, 0, 0];
      const told: string[] = [];
      const submit = (id: number, work: (run: number) => unknown): Promise<unknown> =>
        commits.submit(
          () => work((runs[id] = (runs[id] ?? 0) + 1)),
          () => told.push(`${id} undone`),
        );
      const all = [
        submit(0, (run) => (put(0), run === 1 || failing())),
        submit(1, (run) => (put(1), run > 1 || failing())),
        submit(2, () => (told.push('2 runs'), put(2))),
      ];
      expect(await reasons(all)).toEqual([wrong, undefined, undefined]);
      expect(runs).toEqual([2, 2, 1]);
      expect(told).toEqual(['0 undone', '1 undone', '2 undone', '0 undone', '2 runs']);
      expect(onDisk()).toEqual([1, 2]);
    });

    it('keeps nothing when the disk is full then, refuses all, and the next one is as any other', async () => {
      db.close();
      open(8);
      let [ran, undone] = [0, 0];
      const puts = Array.from({ length: 40 }, (_, id) => () => ((ran += 1), put(id)));
      const all = [failing, ...puts].map((work) => commits.submit(work, () => (undone += 1)));
      for (const reason of await reasons(all)) expect(reason).toBeInstanceOf(StorageFull);
      // Some had been written by themselves when there was no more room; the one that failed was undone by itself once more.
      expect(ran).toBeGreaterThan(1);
      expect(ran).toBeLessThan(40);
      expect([undone, db.inTransaction, onDisk()]).toEqual([41 + 1 + 41, false, []]);
      await commits.submit(() => put(1));
      expect(onDisk()).toEqual([1]);
    });

    it('keeps nothing when the commit itself fails, refuses all, and the next one is as any other', async () => {
      // A reference that must hold at the end of the transaction, and does not.
      db.exec('PRAGMA foreign_keys = ON');
      db.exec('CREATE TABLE other (id INTEGER REFERENCES some DEFERRABLE INITIALLY DEFERRED) STRICT');
      const all = [failing, () => put(1), () => db.prepare('INSERT INTO other VALUES (2)').run()];
      for (const reason of await reasons(all.map((work) => commits.submit(work))))
        expect(reason).toBeInstanceOf(StorageFailure);
      expect([db.inTransaction, onDisk()]).toEqual([false, []]);
      await commits.submit(() => put(1));
      expect(onDisk()).toEqual([1]);
    });
  });

  it.each([
    ['an answer, whatever was submitted since', 2],
    ['something was submitted', 1],
  ])('can be closed right after %s: all of it is answered and on disk, and nothing is done after', async (_, count) => {
    let open = true;
    const looked: boolean[] = [];
    db.keeper = { afterCommit: () => looked.push(open) };
    const answered: number[] = [];
    const submit = (id: number): Promise<unknown> => commits.submit(() => put(id)).then(() => answered.push(id));
    if (count > 1) await submit(1);
    const rest = [2, 3].map(submit);
    await commits.settled();
    db.close();
    open = false;
    await Promise.all(rest);
    for (let turn = 0; turn < 5; turn += 1) await new Promise((next) => setImmediate(next));
    const all = count > 1 ? [1, 2, 3] : [2, 3];
    // Each commit was looked after, before the end.
    expect([answered, onDisk(), looked]).toEqual([all, all, Array.from({ length: count }, () => true)]);
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
