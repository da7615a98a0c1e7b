import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from './database.js';
import { folder } from './storage.support.js';

describe('a prepared statement', () => {
  const data = folder();
  let db: Database;
  beforeAll(() => {
    db = openDatabase(join(data, 'some.db'), { durable: false });
    db.exec('CREATE TABLE some (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT');
    const insert = db.prepare('INSERT INTO some VALUES (?, ?)');
    for (let id = 1; id <= 9; id += 1) insert.run(id, new Uint8Array([id, 255]));
  });
  afterAll(() => {
    db.close();
    rmSync(data, { recursive: true });
  });

  it('finds one row whatever it was used for before', () => {
    const from = db.prepare('SELECT id, body FROM some WHERE id >= ? ORDER BY id');
    const fifth = (): unknown => from.get(5)?.map((column) => (column instanceof Uint8Array ? [...column] : column));
    for (let time = 0; time < 2; time += 1) {
      expect(fifth()).toEqual([5, [5, 255]]);
      expect(from.all(10)).toEqual([]);
      expect(fifth()).toEqual([5, [5, 255]]);
      expect(from.get(10)).toBeUndefined();
      expect(from.all(8).map(([id]) => id)).toEqual([8, 9]);
      expect([...from.iterate(7)].map(([id]) => id)).toEqual([7, 8, 9]);
    }
  });

  it('keeps nothing open after a row was found: the file can be changed and read as it is then', () => {
    const first = db.prepare('SELECT max(id) FROM some');
    expect(first.get()).toEqual([9]);
    db.exec('INSERT INTO some VALUES (10, zeroblob(1))');
    expect(first.get()).toEqual([10]);
    expect(db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.[0]).toBe(0);
  });
});
