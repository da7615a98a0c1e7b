import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Libsql from 'libsql';
import { EventLog } from '../../eventstore/log/event-log.js';
import { EVENT_LOG } from '../../eventstore/log/log-file.js';
import { document } from '../../mongodb/bson/values.js';
import { DOCUMENTS } from '../../mongodb/store/documents-file.js';
import { Engine } from '../../mongodb/store/engine.js';
import { StorageDamaged, StorageFailure } from '../errors.js';
import { folder } from '../storage.support.js';
import { checkStore } from '../store-file.js';

const FRAME = 24 + 4096;
const file = (data: string): string => join(data, 'events.db');
const wal = (data: string): string => `${file(data)}-wal`;

const fact = (n: number) => ({
  id: randomUUID(),
  type: 'Fact',
  contentType: 'application/json',
  custom: new Uint8Array(),
  data: Buffer.from(JSON.stringify({ n, text: `${n} `.repeat(200) })),
});

/** Appends of one, two, three … events, one commit each, with what the log's size was after each. */
const filled = async (appends: number): Promise<{ data: string; ends: number[] }> => {
  const source = folder();
  const log = new EventLog(source);
  const ends: number[] = [];
  for (let n = 0; n < appends; n += 1) {
    await log.append(
      's',
      'any',
      Array.from({ length: 1 + (n % 3) }, () => fact(n)),
    );
    ends.push(statSync(wal(source)).size);
  }
  // As it would be found after a power loss: neither closed nor merged.
  const data = folder();
  cpSync(file(source), file(data));
  cpSync(wal(source), wal(data));
  await log.close();
  rmSync(source, { recursive: true });
  return { data, ends };
};

const eventsIn = (appends: number): number =>
  Array.from({ length: appends }, (_, n) => 1 + (n % 3)).reduce((a, b) => a + b, 0);

const countIn = async (data: string): Promise<number> => {
  const log = new EventLog(data);
  const stream = log.stream('s');
  const found = stream ? log.streamUp(stream, 0, 10_000) : [];
  expect(found.map(({ revision }) => revision)).toEqual(found.map((_, n) => n));
  expect(log.allUp(-1, 10_000)).toHaveLength(found.length);
  await log.close();
  return found.length;
};

const overwrite = (path: string, at: number, bytes: Uint8Array): void => {
  const handle = openSync(path, 'r+');
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
};

const flip = (path: string, at: number): void =>
  overwrite(path, at, Buffer.from([readFileSync(path).readUInt8(at) ^ 4]));

/** Changes a file behind the system's back: as a disk does, without a new time of change. */
const silently = (path: string, change: () => void): void => {
  const { atime, mtime } = statSync(path);
  change();
  utimesSync(path, atime, mtime);
};

describe('a log whose end was torn by a power loss', () => {
  const APPENDS = 12;
  let whole: { data: string; ends: number[] };
  beforeAll(async () => {
    whole = await filled(APPENDS);
  });
  afterAll(() => rmSync(whole.data, { recursive: true }));

  const torn = async (change: (path: string, start: number, end: number) => void): Promise<void> => {
    for (const last of [3, 7, APPENDS - 1]) {
      const data = folder();
      cpSync(whole.data, data, { recursive: true });
      truncateSync(wal(data), whole.ends[last]);
      change(wal(data), whole.ends[last - 1] as number, whole.ends[last] as number);
      expect(await countIn(data)).toBe(eventsIn(last));
      // And it goes on from there.
      const log = new EventLog(data);
      expect(await log.append('s', eventsIn(last) - 1, [fact(99)])).toMatchObject({
        kind: 'written',
        revision: eventsIn(last),
      });
      await log.close();
      expect(await countIn(data)).toBe(eventsIn(last) + 1);
      rmSync(data, { recursive: true });
    }
  };

  it('keeps every commit when nothing is missing', async () => {
    const data = folder();
    cpSync(whole.data, data, { recursive: true });
    expect(await countIn(data)).toBe(eventsIn(APPENDS));
    rmSync(data, { recursive: true });
  });
  it('loses the whole last commit and nothing else when its end is cut off, anywhere', () =>
    torn((path, start, end) => truncateSync(path, start + 1 + Math.floor(Math.random() * (end - start - 2)))));
  it('… when its last page is cut off', () => torn((path, _, end) => truncateSync(path, end - 4096)));
  it('… when its last page is zeros', () => torn((path, _, end) => overwrite(path, end - 4096, Buffer.alloc(4096))));
  it('… when its last frame is scribbled over', () =>
    torn((path, _, end) => overwrite(path, end - FRAME, Buffer.alloc(FRAME, 0xa5))));
  it('… when its first page never came', () => torn((path, start) => overwrite(path, start, Buffer.alloc(FRAME))));
  it('… when there are zeros behind it', () =>
    torn((path, start, end) => {
      truncateSync(path, start);
      truncateSync(path, end + 3 * FRAME);
    }));

  it('is refused, with its place, when it is damaged before commits that were acknowledged', async () => {
    const data = folder();
    cpSync(whole.data, data, { recursive: true });
    flip(wal(data), (whole.ends[4] as number) + 24 + 2_000);
    await expect(countIn(data)).rejects.toThrow(StorageDamaged);
    await expect(countIn(data)).rejects.toThrow(`${wal(data)} is damaged at byte ${whole.ends[4] as number}`);
    rmSync(data, { recursive: true });
  });
  it('is refused when its header is damaged', async () => {
    const data = folder();
    cpSync(whole.data, data, { recursive: true });
    flip(wal(data), 17);
    await expect(countIn(data)).rejects.toThrow(/events\.db-wal is damaged in its header/);
    rmSync(data, { recursive: true });
  });
});

describe('a damaged file', () => {
  let sound: string;
  beforeAll(async () => {
    sound = folder();
    const log = new EventLog(sound);
    for (let n = 0; n < 60; n += 1) await log.append('s', 'any', [fact(n)]);
    await log.close();
  });
  afterAll(() => rmSync(sound, { recursive: true }));

  const copy = (): string => {
    const data = folder();
    cpSync(sound, data, { recursive: true, preserveTimestamps: true });
    return data;
  };
  const refused = async (change: (path: string) => void, says: RegExp): Promise<void> => {
    const data = copy();
    change(file(data));
    await expect(countIn(data)).rejects.toThrow(StorageDamaged);
    await expect(countIn(data)).rejects.toThrow(says);
    await expect(countIn(data)).rejects.toThrow(file(data));
    rmSync(data, { recursive: true });
  };

  it('was closed in order: any byte that changed is found, whatever it was for', async () => {
    const { size } = statSync(file(sound));
    for (let n = 0; n < 12; n += 1)
      await refused(
        (path) => silently(path, () => flip(path, Math.floor((size * (n + Math.random())) / 12))),
        /is damaged between bytes|is not a database/,
      );
    await refused((path) => silently(path, () => truncateSync(path, size - 4096)), /bytes and had/);
  });
  it('is found without its checksums too, after a crash: a changed byte of an event is named', async () => {
    await refused(
      (path) => flip(path, readFileSync(path).indexOf('"n":31') + 6),
      /The event at position \d+ \(revision \d+ of 's'\)/,
    );
    await refused((path) => truncateSync(path, statSync(path).size / 2), /is damaged/);
    await refused((path) => truncateSync(path, 0), /is empty: its content was lost/);
    await refused((path) => writeFileSync(path, 'no database '.repeat(1000)), /is not a database of the event store/);
    await refused((path) => overwrite(path, 4096 * 3, Buffer.alloc(4096)), /is damaged/);
    // Of the index of ids: the events are all there, but one would not be known again.
    await refused((path) => flip(path, idInIndex(path)), /is damaged: .*stream_ids/);
  });
  const idInIndex = (path: string): number => {
    const db = new Libsql(path, { readonly: true });
    const { root } = db.prepare("SELECT rootpage AS root FROM sqlite_master WHERE name = 'stream_ids'").get() as {
      root: number;
    };
    const { id } = db.prepare('SELECT event_id AS id FROM events LIMIT 1').get() as { id: string };
    db.close();
    return readFileSync(path).indexOf(id, (root - 1) * 4096) + 3;
  };
  it('is never read as if it were right, when it is damaged while the server runs', async () => {
    const data = copy();
    const log = new EventLog(data);
    const at = readFileSync(file(data)).indexOf('"n":31');
    flip(file(data), at + 6);
    expect(() => log.allUp(-1, 1_000)).toThrow(StorageFailure);
    expect(() => log.allUp(-1, 1_000)).toThrow(/is damaged: its checksum does not fit/);
    await log.close();
    rmSync(data, { recursive: true });
  });
  it('is told from one of another kind or of a newer version', async () => {
    const change = (path: string, sql: string): void => {
      const db = new Libsql(path);
      db.exec(`PRAGMA journal_mode = DELETE; ${sql}`);
      db.close();
    };
    await refused(
      (path) => change(path, 'PRAGMA user_version = 9'),
      /has version 9 .* knows versions up to 2\. Use the program that wrote it/,
    );
    await refused((path) => change(path, 'PRAGMA application_id = 5'), /is not a file of the event store/);
    await refused((path) => change(path, 'DROP TABLE events'), /is not a file of the event store/);
  });
  it('ends the process with what is wrong and an exit code that is not 0', () => {
    const data = copy();
    flip(file(data), readFileSync(file(data)).indexOf('"n":31') + 6);
    for (const kind of ['eventstore', 'mongodb']) {
      if (kind === 'mongodb') cpSync(file(data), join(data, 'documents.db'));
      const { status, stderr } = spawnSync(process.execPath, ['dist/embedded/' + kind + '/main.js', '--data', data], {
        encoding: 'utf8',
        timeout: 20_000,
      });
      expect(status).toBe(1);
      expect(stderr).toContain(data);
      expect(stderr).toMatch(/is damaged|is not a file of the document database/);
      expect(existsSync(join(data, 'process.lock'))).toBe(false);
    }
    rmSync(data, { recursive: true });
  });
});

describe('data from before there were checksums', () => {
  const unversioned = (path: string, table: string, more = ''): void => {
    const db = new Libsql(path);
    db.exec(
      `${more} ALTER TABLE ${table} DROP COLUMN checksum; PRAGMA user_version = 0; PRAGMA application_id = 0; PRAGMA wal_checkpoint(TRUNCATE)`,
    );
    db.close();
  };

  it('opens as it is, and is checked from then on', async () => {
    const data = folder();
    const log = new EventLog(data);
    for (let n = 0; n < 30; n += 1) await log.append('s', 'any', [fact(n)]);
    await log.close();
    unversioned(file(data), 'events');
    expect(await countIn(data)).toBe(30);
    expect(await countIn(data)).toBe(30);
    flip(file(data), readFileSync(file(data)).indexOf('"n":17') + 6);
    await expect(countIn(data)).rejects.toThrow(/is damaged: The event at position/);
    rmSync(data, { recursive: true });
  });

  it('of a log whose index of ids was of all streams, knows what it has of each', async () => {
    const data = folder();
    const log = new EventLog(data);
    const facts = Array.from({ length: 30 }, (_, n) => fact(n));
    for (const one of facts) await log.append('s', 'any', [one]);
    await log.close();
    const db = new Libsql(file(data));
    db.exec(
      'DROP INDEX stream_ids; CREATE INDEX events_by_id ON events (event_id); PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)',
    );
    db.close();
    const again = new EventLog(data);
    for (const [revision, one] of facts.entries())
      expect(await again.append('s', 'any', [one])).toMatchObject({ kind: 'written', revision });
    await again.close();
    expect(await countIn(data)).toBe(30);
    const upgraded = new Libsql(file(data), { readonly: true });
    const indexes = upgraded
      .prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND sql > ''")
      .raw(true)
      .all();
    upgraded.close();
    expect(indexes.flat().sort()).toEqual(['events_by_stream', 'stream_ids']);
    rmSync(data, { recursive: true });
  });

  it('is found damaged in a file of version 1 too, at the start and by a check', async () => {
    const data = folder();
    const log = new EventLog(data);
    for (let n = 0; n < 30; n += 1) await log.append('s', 'any', [fact(n)]);
    await log.close();
    const engine = new Engine(data);
    await engine.write(() => {
      const collection = engine.catalogue.ensure('d', 'c');
      for (let n = 0; n < 50; n += 1) engine.rows.insert(collection, document({ _id: n, a: `value-${n}` }));
      return document({ ok: 1 });
    });
    await engine.close();
    const files = [
      {
        path: file(data),
        kind: EVENT_LOG,
        sql: 'DROP INDEX stream_ids',
        mark: '"n":17',
        open: () => new EventLog(data),
      },
      {
        ...{ path: join(data, 'documents.db'), kind: DOCUMENTS, sql: 'ALTER TABLE collections DROP COLUMN validator' },
        ...{ mark: 'value-17', open: () => new Engine(data) },
      },
    ];
    for (const { path, kind, sql, mark, open } of files) {
      const db = new Libsql(path);
      db.exec(`${sql}; PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)`);
      db.close();
      checkStore(path, kind);
      flip(path, readFileSync(path).indexOf(mark) + mark.length - 1);
      rmSync(`${path}.sums`, { force: true });
      expect(() => checkStore(path, kind)).toThrow(/is damaged/);
      for (let start = 0; start < 2; start += 1) expect(open).toThrow(/is damaged/);
    }
    rmSync(data, { recursive: true });
  });

  it('of the document database too, whose documents and indexes are compared', async () => {
    const data = folder();
    const path = join(data, 'documents.db');
    const engine = new Engine(data);
    await engine.write(() => {
      const collection = engine.catalogue.ensure('d', 'c');
      engine.catalogue.addIndex(collection, { name: 'a', key: document({ a: 1 }), unique: false, sparse: false });
      for (let n = 0; n < 50; n += 1) engine.rows.insert(collection, document({ _id: `id-${n}`, a: `value-${n}` }));
      return document({ ok: 1 });
    });
    await engine.close();
    unversioned(path, 'docs_1', 'ALTER TABLE collections DROP COLUMN validator;');
    const again = new Engine(data);
    const collection = again.catalogue.find('d', 'c');
    expect(collection && again.rows.scan(collection, -1, 100)).toHaveLength(50);
    await again.close();
    const good = readFileSync(path);
    // In the table of documents, then in the index: the same value, in another place.
    const places = [good.indexOf('value-23'), good.lastIndexOf('value-23')];
    expect(places[0]).not.toBe(places[1]);
    for (const at of places) {
      writeFileSync(path, good);
      flip(path, at + 7);
      expect(() => new Engine(data)).toThrow(
        /documents\.db is damaged: (Document \d+ of d\.c|the index a of d\.c|row)/,
      );
    }
    rmSync(data, { recursive: true });
  });
});
