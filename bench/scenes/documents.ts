import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Collection, MongoClient } from 'mongodb';
import { checksum } from '../../embedded/storage/checksum.js';
import { type Database, openDatabase } from '../../embedded/storage/database.js';
import { type Line, sideBySide } from '../measure/figures.js';
import { round } from '../measure/load.js';
import { median } from '../measure/statistics.js';
import type { Bench } from '../system/bench.js';
import { limitLine } from '../system/memory-log.js';
import { Measured } from '../system/processes.js';

const BATCH = 500;
const BATCHES = 20;
/** Batches at once: one, and as the projections write, several views at a time. */
const IN_FLIGHT = [1, 4] as const;
/** Batches, new and known, until the compilers of both sides have seen enough. */
const WARM = 20;
/** From one way of writing to the next, ids. */
const OWN = 10_000_000;
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

interface BareStore {
  readonly db: Database;
  readonly batch: (from: number, visits: number) => void;
}

/**
 * The same durable writes by the same storage, and no more: per document its entry for the key looked up, then its bytes with a
 * checksum, the entry for its key and the one of the index, by prepared statements, a batch in one transaction. No protocol, no
 * queries, no updates: JSON stands for the bytes.
 */
const bareStore = (folder: string): BareStore => {
  mkdirSync(folder, { recursive: true });
  const db = openDatabase(join(folder, 'bare.db'), { durable: true, merges: true });
  db.exec('CREATE TABLE documents (rid INTEGER PRIMARY KEY, body BLOB NOT NULL, checksum INTEGER) STRICT');
  for (const table of ['by_key', 'by_office'])
    db.exec(
      `CREATE TABLE ${table} (key BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (key, rid)) STRICT, WITHOUT ROWID`,
    );
  const known = db.prepare('SELECT rid FROM by_key WHERE key = ?');
  const add = db.prepare('INSERT INTO documents (body, checksum) VALUES (?, ?)');
  const set = db.prepare('UPDATE documents SET body = ?, checksum = ? WHERE rid = ?');
  const addKey = db.prepare('INSERT INTO by_key VALUES (?, ?)');
  const addOffice = db.prepare('INSERT INTO by_office VALUES (?, ?)');
  const keyOf = (id: number): Buffer => {
    const key = Buffer.alloc(8);
    key.writeDoubleBE(id);
    return key;
  };
  const put = (one: Person): void => {
    const body = Buffer.from(JSON.stringify(one));
    const key = keyOf(one._id);
    const rid = known.get(key)?.[0];
    if (rid !== undefined) {
      set.run(body, checksum(body), Number(rid));
      return;
    }
    const { lastId } = add.run(body, checksum(body));
    addKey.run(key, lastId);
    addOffice.run(Buffer.from(`${one.office}\0${one.name}`), lastId);
  };
  const batch = (from: number, visits: number): void =>
    db.transaction(() => {
      for (let id = from; id < from + BATCH; id += 1) put(person(id, visits));
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

/** Batches of upserts, half of them new documents, half of them known ones; a first round that warms both is not counted. */
const writes = async (bench: Bench, people: Collection<Person>, folder: string, server: Measured): Promise<Line[]> => {
  const bare = bareStore(folder);
  const batches = bench.size(BATCHES);
  const raw: number[] = [];
  /** Processor time of a batch, ms: the bare store's, and the server's without the driver's. */
  const cpu: Record<'bare' | 'server', number[]> = { bare: [], server: [] };
  const ours = IN_FLIGHT.map((inFlight) => ({ inFlight, rates: [] as number[] }));
  const warm = -WARM * BATCH;
  for (let batch = 0; batch < 2 * WARM; batch += 1) {
    bare.batch(warm + Math.floor(batch / 2) * BATCH, batch % 2);
    await upserts(people, warm + Math.floor(batch / 2) * BATCH, batch % 2);
  }
  for (let turn = 0; turn < bench.rounds(ROUNDS); turn += 1) {
    const from = (batch: number): number => (turn * batches + Math.floor(batch / 2)) * BATCH;
    const begun = process.cpuUsage();
    raw.push((await round(1, 2 * batches, async (batch) => bare.batch(from(batch), batch % 2))).rate);
    const { user, system } = process.cpuUsage(begun);
    cpu.bare.push((user + system) / 1_000 / (2 * batches));
    for (const [place, { inFlight, rates }] of ours.entries()) {
      // Documents of its own each time: half of them are new to every round.
      const own = (batch: number): number => from(batch) + (place + 1) * OWN;
      const before = (await server.usage()).cpuMs;
      rates.push((await round(inFlight, 2 * batches, (batch) => upserts(people, own(batch), batch % 2))).rate);
      if (inFlight === 1) cpu.server.push(((await server.usage()).cpuMs - before) / (2 * batches));
    }
  }
  bare.db.close();
  const rates = ours.map(({ inFlight, rates }) => ({
    name: `embedded MongoDB, bulkWrite of ${BATCH} upserts, ${inFlight} in flight: rate`,
    ours: `${(median(rates) * BATCH).toFixed(0)} documents/s, official driver`,
    raw: `${(median(raw) * BATCH).toFixed(0)} documents/s, the same writes to the same storage, nothing else`,
    ratio: sideBySide(rates, raw),
    aim: { atLeast: 0.5 },
    note: 'durable, one index beside the key',
  }));
  return [
    ...rates,
    {
      name: `embedded MongoDB, bulkWrite of ${BATCH} upserts: processor time of the bare store to the server’s`,
      ours: `${median(cpu.server).toFixed(1)} ms, without the driver’s`,
      raw: `${median(cpu.bare).toFixed(1)} ms`,
      ratio: sideBySide(cpu.bare, cpu.server),
      aim: { atLeast: 0.5 },
      note: 'the driver’s own share is no server’s to save',
    },
  ];
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
    const lines = await writes(bench, written, folder('bare-documents'), server);
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
