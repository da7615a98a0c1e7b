import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { FORWARDS, NO_STREAM, START } from '@eventstore/db-client';
import { PastStates } from '../../src/audit/as-of/past-states.js';
import { attendance } from '../../src/attendance/domain/attendance.js';
import { addDays } from '../../src/kernel/day.js';
import { eventsOf } from '../../src/platform/streams/read-events.js';
import { Author } from '../history/author.js';
import { officesOf } from '../history/county.js';
import { recorded, RECORDINGS } from '../history/facts.js';
import { writeInBulk } from '../history/pen.js';
import { next, quarter } from '../history/quarter.js';
import { type Line, sideBySide } from '../measure/figures.js';
import { median } from '../measure/statistics.js';
import type { Bench } from '../system/bench.js';
import type { Installation } from '../system/installation.js';
import { verificationOf } from './verification.js';

const EVENTS = 1_000_000;
const ROUNDS = 3;
/** People of 20 offices come to some 200,000 facts in a quarter. */
const [OFFICES, WORKERS, SUPERVISEES] = [100, 21, 250];
const FACTS_OF_ONE = 1_000;
const AS_OF_ROUNDS = 20;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
};

/** The whole history as an auditor fetches it, into a file. */
const exported = async (url: string, token: string, file: string): Promise<void> => {
  const answer = await fetch(`${url}/v1/audit/events`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.body || answer.status !== 200) throw new Error(`The audit stream answered ${answer.status}`);
  await pipeline(Readable.fromWeb(answer.body as ReadableStream<Uint8Array>), createWriteStream(file));
};

/** What the bare driver needs to read the same log to its end. */
const drained = async (on: Installation): Promise<number> => {
  let count = 0;
  for await (const { event } of eventsOf(on.events.readAll({ direction: FORWARDS, fromPosition: START })))
    if (event?.isJson) count += 1;
  return count;
};

/** A stream of its own, of somebody who came and went so many times. */
const oneOfMany = (count: number) => {
  const [office] = officesOf(1, 1, 1);
  if (!office) throw new Error('No office');
  const worker = 'worker-of-many';
  const stream = `attendance-${worker}-2026`;
  const facts = Array.from({ length: count }, (_, index) => {
    const [type, half, time] = RECORDINGS[index % RECORDINGS.length] ?? RECORDINGS[0];
    const day = addDays('2026-01-05', Math.floor(index / RECORDINGS.length));
    return { ...recorded(office, worker, day, [type, half, time], 0), stream };
  });
  return { id: stream.slice('attendance-'.length), stream, facts };
};

/** The state of one record as of now, explained, against reading its stream bare. */
const asOf = async (bench: Bench, on: Installation, author: Author): Promise<Line> => {
  const { id, stream, facts } = oneOfMany(FACTS_OF_ONE);
  const written = facts.map((fact) => author.write(fact));
  const name = on.catalogue.storedName(stream);
  await on.events.appendToStream(
    name,
    written.map(({ stored }) => stored),
    { expectedRevision: NO_STREAM },
  );
  const past = new PastStates(on.events, on.catalogue);
  const reader = {
    actor: 'auditor',
    role: 'auditor',
    unit: '*',
    relation: 'unit',
    reach: ['*'],
  } as const;
  const asked = { moment: () => true, reader, explained: true };
  const [ours, raw]: [number[], number[]] = [[], []];
  for (let turn = 0; turn <= bench.rounds(AS_OF_ROUNDS); turn += 1) {
    const bare = await seconds(async () => {
      const read = on.events.readStream(name, {
        direction: FORWARDS,
        fromRevision: START,
      });
      for await (const resolved of eventsOf(read)) if (!resolved.event) throw new Error('An event is missing');
    });
    const folded = await seconds(async () => {
      const state = await past.record(attendance, id, asked);
      if (state?.facts !== FACTS_OF_ONE) throw new Error(`${FACTS_OF_ONE} facts were written`);
    });
    // The first time round warms up.
    if (turn === 0) continue;
    raw.push(bare);
    ours.push(folded);
  }
  const ms = (times: readonly number[]): string => `${(median(times) * 1_000).toFixed(1)} ms`;
  return {
    name: `as of now, a record of ${FACTS_OF_ONE} events, explained: time`,
    ours: ms(ours),
    raw: ms(raw),
    ratio: sideBySide(ours, raw),
    // Nothing asks for it: a bound that a change for the worse goes beyond.
    aim: { atMost: 3 },
    note: 'the same stream read bare',
  };
};

const scene = async (bench: Bench, on: Installation): Promise<Line[]> => {
  const size = bench.size(EVENTS, 500);
  bench.say(`audit: writing a history of ${size} events`);
  const author = new Author(on.catalogue, on.master);
  await writeInBulk(on.events, author, next(size, quarter(officesOf(bench.size(OFFICES), WORKERS, SUPERVISEES))));
  const folder = await mkdtemp(join(tmpdir(), 'bench-audit-'));
  try {
    const api = await on.startApi();
    const token = await on.token('auditor-all', 'auditor', '*');
    const file = join(folder, 'history.ndjson');
    const url = `http://127.0.0.1:${api.port}`;
    const [ours, raw]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < bench.rounds(ROUNDS); turn += 1) {
      bench.say('audit: reading the history');
      let count = 0;
      const bare = await seconds(async () => (count = await drained(on)));
      raw.push(count / bare);
      ours.push(author.count / (await seconds(() => exported(url, token, file))));
    }
    const stream: Line = {
      name: `audit stream of ${author.count} events: rate`,
      ours: `${median(ours).toFixed(0)} /s`,
      raw: `${median(raw).toFixed(0)} /s`,
      ratio: sideBySide(ours, raw),
      aim: { atLeast: 0.6 },
      note: 'over HTTP into a file, digests and signature with it, against readAll to the end',
    };
    const verified = await verificationOf(file, author.count);
    return [stream, verified, await asOf(bench, on, author)];
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** What an auditor does: the whole history as a stream, its verification, and one record as of a moment. */
export const audit = (bench: Bench): Promise<Line[]> => bench.within((on) => scene(bench, on));
