import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Collection, MongoClient } from 'mongodb';
import { type Database, openDatabase } from '../../embedded/storage/database.js';
import { type Line, sideBySide } from '../measure/figures.js';
import { round } from '../measure/load.js';
import { median } from '../measure/statistics.js';
import type { Bench } from '../system/bench.js';
import { limitLine } from '../system/memory-log.js';
import { Measured } from '../system/processes.js';

const BATCH = 500;
const BATCHES = 20;
const DOCUMENTS = 200_000;
/** A collection that is this much smaller shows whether a page costs what the collection holds. */
const SHARE = 100;
const PAGE = 50;
const PAGES = 400;
const ROUNDS = 5;

interface Person {
  readonly _id: number;
  readonly office: string;
  readonly name: string;
  readonly visits: number;
  readonly note: string;
}

const person = (id: number, visits = 0): Person => ({
  _id: id,
  office: `office-${id % 20}`,
  name: `name-${(id * 7_919) % 1_000_003}`,
  visits,
  note: 'x'.repeat(200),
});

/** The rows of a batch as bytes in one table, and two index tables: what any store must at least put on disk. */
const bareStore = (folder: string): { db: Database; batch: (from: number, visits: number) => void } => {
  mkdirSync(folder, { recursive: true });
  const db = openDatabase(join(folder, 'bare.db'), { durable: true, merges: true });
  db.exec('CREATE TABLE documents (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT');
  db.exec(
    'CREATE TABLE by_office (office TEXT, name TEXT, id INTEGER, PRIMARY KEY (office, name, id)) STRICT, WITHOUT ROWID',
  );
  const put = db.prepare('INSERT INTO documents VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body');
  const index = db.prepare('INSERT OR IGNORE INTO by_office VALUES (?, ?, ?)');
  const batch = (from: number, visits: number): void =>
    db.transaction(() => {
      for (let id = from; id < from + BATCH; id += 1) {
        const one = person(id, visits);
        put.run(id, Buffer.from(JSON.stringify(one)));
        index.run(one.office, one.name, id);
      }
    });
  return { db, batch };
};

const upserts = (people: Collection<Person>, from: number, visits: number): Promise<unknown> =>
  people.bulkWrite(
    Array.from({ length: BATCH }, (_, index) => {
      const { _id, ...rest } = person(from + index, visits);
      return { updateOne: { filter: { _id }, update: { $set: rest }, upsert: true } };
    }),
    { ordered: false },
  );

/** Batches of upserts, half of them new documents, half of them known ones. */
const writes = async (bench: Bench, people: Collection<Person>, folder: string): Promise<Line> => {
  const bare = bareStore(folder);
  const batches = bench.size(BATCHES);
  const [ours, raw]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < bench.rounds(ROUNDS); turn += 1) {
    const from = (batch: number): number => (turn * batches + Math.floor(batch / 2)) * BATCH;
    raw.push((await round(1, 2 * batches, async (batch) => bare.batch(from(batch), batch % 2))).rate);
    ours.push((await round(1, 2 * batches, (batch) => upserts(people, from(batch), batch % 2))).rate);
  }
  bare.db.close();
  return {
    name: `embedded MongoDB, bulkWrite of ${BATCH} upserts: rate`,
    ours: `${(median(ours) * BATCH).toFixed(0)} documents/s, official driver`,
    raw: `${(median(raw) * BATCH).toFixed(0)} rows/s, the same storage within the process`,
    ratio: sideBySide(ours, raw),
    aim: { atLeast: 0.5 },
    note: 'durable, one index beside the key',
  };
};

const fill = async (people: Collection<Person>, count: number): Promise<void> => {
  await people.createIndex({ office: 1, name: 1, _id: 1 });
  const chunk = 2_000;
  for (let from = 0; from < count; from += chunk)
    await people.insertMany(Array.from({ length: Math.min(chunk, count - from) }, (_, index) => person(from + index)));
};

const page = (people: Collection<Person>, index: number) => {
  const after = `name-${(index * 104_729) % 1_000_003}`;
  return people
    .find({ office: `office-${index % 20}`, name: { $gt: after } })
    .sort({ name: 1, _id: 1 })
    .limit(PAGE);
};

const checkPlan = async (people: Collection<Person>): Promise<void> => {
  const { queryPlanner } = (await page(people, 1).explain('queryPlanner')) as {
    queryPlanner: { winningPlan: { stage: string } };
  };
  const { stage } = queryPlanner.winningPlan;
  if (stage !== 'IXSCAN') throw new Error(`A page is served by ${stage}`);
};

/** A page costs the same out of a hundred times as many documents when an index serves filter and order. */
const pages = async (bench: Bench, large: Collection<Person>, small: Collection<Person>): Promise<Line> => {
  const count = bench.size(PAGES, 5);
  const [ours, raw]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < bench.rounds(ROUNDS); turn += 1) {
    raw.push((await round(1, count, (index) => page(small, index).toArray())).p99);
    ours.push((await round(1, count, (index) => page(large, index).toArray())).p99);
  }
  const [many, few] = [await large.estimatedDocumentCount(), await small.estimatedDocumentCount()];
  return {
    name: `embedded MongoDB, indexed page of ${PAGE} of ${many}: p99`,
    ours: `${median(ours).toFixed(1)} ms`,
    raw: `${median(raw).toFixed(1)} ms, of ${few}`,
    ratio: sideBySide(ours, raw),
    aim: { atMost: 2 },
    note: 'plan: IXSCAN, nothing sorted',
  };
};

/** What the embedded MongoDB does, against the storage that it stands on. A server of its own, so that its memory tells. */
export const embeddedDocuments = async (bench: Bench): Promise<Line[]> => {
  if (bench.stores.mongo.length === 0) return [];
  const folder = (name: string): string => join(bench.stores.data, 'scenes', name);
  const args = ['--data', folder('documents'), '--port', '0'];
  const server = await Measured.start('MongoDB', 'embedded/mongodb/main.js', args, {}, bench.stores.nodeArgs);
  const client = new MongoClient(`mongodb://127.0.0.1:${server.port}/?replicaSet=embedded`);
  try {
    const db = client.db('bench');
    const [written, large, small] = ['written', 'large', 'small'].map((name) => db.collection<Person>(name));
    if (!written || !large || !small) throw new Error('No collections');
    await written.createIndex({ office: 1, name: 1 });
    bench.say('embedded MongoDB, bulk writes');
    const lines = [await writes(bench, written, folder('bare-documents'))];
    const count = bench.size(DOCUMENTS, 1_000);
    bench.say(`embedded MongoDB, writing ${count} documents`);
    await fill(large, count);
    // Enough for a full page of every office.
    await fill(small, Math.max(1_500, count / SHARE));
    await checkPlan(large);
    bench.say('embedded MongoDB, pages');
    lines.push(await pages(bench, large, small));
    lines.push(limitLine(`embedded MongoDB, ${count} documents`, await server.usage()));
    return lines;
  } finally {
    await client.close();
    await server.stop();
  }
};
