import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EventStoreDBClient, JSONRecordedEvent } from '@eventstore/db-client';
import { AuditTrail } from '../../src/audit/audit-trail.js';
import { linesOf } from '../../src/audit/export.js';
import { verifyExport } from '../../src/audit/verification/verify.js';
import { Author, type Fact } from '../history/author.js';
import { officesOf } from '../history/county.js';
import { next, quarter } from '../history/quarter.js';
import type { Line } from '../measure/figures.js';
import type { Bench } from '../system/bench.js';
import type { Installation } from '../system/installation.js';

const EVENTS = 1_000_000;
/** An office comes to 9,929 facts in a quarter: these to a few more than are taken. */
const [OFFICES, WORKERS, SUPERVISEES] = [101, 21, 250];

const held = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** Verifies a file, and looks at the memory in use at its middle and at its end. */
export const verificationOf = async (file: string, events: number): Promise<Line> => {
  let [half, end, line] = [0, 0, 0];
  const watched = async function* (): AsyncGenerator<string> {
    for await (const text of linesOf(file)) {
      line += 1;
      if (line === Math.floor(events / 2)) half = held();
      if (line === events) end = held();
      yield text;
    }
  };
  const begun = performance.now();
  const { finding } = await verifyExport(watched());
  if (finding) throw new Error(`The export is not sound: ${finding.what}`);
  const took = (performance.now() - begun) / 1_000;
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  return {
    name: `verification of ${events} events: memory`,
    ours: `${megabytes(end)} at the end`,
    raw: `${megabytes(half)} at the middle`,
    ratio: end / half,
    aim: { atMost: 1.25 },
    note: `${(events / took).toFixed(0)} events /s`,
  };
};

/** Events as the store gives them to the product, without a store. */
const read = function* (author: Author, facts: Iterable<Fact>): Generator<{ event: JSONRecordedEvent }> {
  for (const fact of facts) {
    const { name, after, stored } = author.write(fact);
    const at = BigInt(author.count);
    yield {
      event: {
        ...{ streamId: name, id: stored.id ?? '', revision: BigInt(after + 1), type: stored.type, isJson: true },
        ...{ data: stored.data, metadata: stored.metadata, created: new Date(fact.at) },
        position: { commit: at, prepare: at },
      } as unknown as JSONRecordedEvent,
    };
  }
};

/** The export that the product makes of a history, into a file. @returns how many events are in it */
const exportedTo = async (file: string, on: Installation, facts: Iterable<Fact>): Promise<number> => {
  const author = new Author(on.catalogue, on.master);
  // The trail asks its client for one thing: all events in their order.
  const store = { readAll: () => Readable.from(read(author, facts)) } as unknown as EventStoreDBClient;
  const trail = new AuditTrail(store, on.catalogue, on.master);
  const text = async function* (): AsyncGenerator<string> {
    for await (const line of trail.lines({}, '*')) yield `${JSON.stringify(line)}\n`;
  };
  await pipeline(Readable.from(text(), { highWaterMark: 256 }), createWriteStream(file));
  return author.count;
};

const scene = async (bench: Bench, on: Installation): Promise<Line[]> => {
  const size = bench.size(EVENTS, 500);
  const folder = await mkdtemp(join(tmpdir(), 'bench-verification-'));
  try {
    const file = join(folder, 'history.ndjson');
    bench.say(`verification: an export of ${size} events`);
    const facts = next(size, quarter(officesOf(bench.size(OFFICES), WORKERS, SUPERVISEES)));
    const events = await exportedTo(file, on, facts);
    bench.say(`verification: verifying ${events} events`);
    return [await verificationOf(file, events)];
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** The offline verifier on a long export, which is made without a store: it never sees one. */
export const verification = (bench: Bench): Promise<Line[]> => bench.within((on) => scene(bench, on));
