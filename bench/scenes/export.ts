import { visits, type VisitRow } from '../../projections/visits/visits.view.js';
import { idOf, type KeptRow } from '../../src/platform/read-store/read-documents.js';
import { COUNTY } from '../history/county.js';
import { type Line, sideBySide } from '../measure/figures.js';
import type { Bench } from '../system/bench.js';
import type { Installation } from '../system/installation.js';
import { limitLine } from '../system/memory-log.js';
import type { Measured, Usage } from '../system/processes.js';
import { begun } from './roster.js';

const ROWS = 1_000_000;
const INSERT = 5_000;
const ROUNDS = 3;
const SAMPLE_MS = 100;
const FORMATS = ['ndjson', 'csv', 'xlsx'] as const;
type Format = (typeof FORMATS)[number];
/** Beside the database an export says what may be seen, writes it down, packs it and sends it over HTTP. */
const AIMS = { ndjson: { atLeast: 0.4 }, csv: { atLeast: 0.3 }, xlsx: { atLeast: 0.2 } } as const;

const rowOf = (n: number): KeptRow<VisitRow> => ({
  ...{
    _id: `visit-${String(n).padStart(8, '0')}`,
    _position: n,
    visitId: `visit-${n}`,
    superviseeId: `person-${n % 50_000}`,
  },
  ...{ officeId: `office-${n % 20}`, path: ['city', COUNTY, `office-${n % 20}`], kind: 'HOME_VISIT' },
  ...{ month: '2026-03', day: `2026-03-${String((n % 28) + 1).padStart(2, '0')}`, time: '09:00', visitors: ['w-1'] },
  ...{ place: 'sealed', met: null, findings: 'sealed', recordedBy: 'w-1', recordedAt: '2026-03-09T01:00:00.000Z' },
  struckOut: null,
});

const fill = async (on: Installation, count: number): Promise<void> => {
  const rows = on.db.collection<KeptRow<VisitRow>>(idOf(visits));
  for (let from = 0; from < count; from += INSERT)
    await rows.insertMany(Array.from({ length: Math.min(INSERT, count - from) }, (_, index) => rowOf(from + index)));
};

/** Reads an export to its end. @returns rows a second, and the most memory that the API was seen to use */
const read = async (api: Measured, token: string, format: Format, count: number): Promise<[number, Usage]> => {
  let peak = await api.usage();
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const usage = await api.usage();
    if (usage.rss > peak.rss) peak = usage;
    looking = undefined;
  };
  const timer = setInterval(() => {
    looking ??= look();
  }, SAMPLE_MS);
  const begin = performance.now();
  try {
    const address = `http://127.0.0.1:${api.port}/v1/analysis/visits/export?format=${format}`;
    const response = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
    let lines = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      if (format !== 'xlsx') for (const byte of chunk) if (byte === 10) lines += 1;
    const rate = count / ((performance.now() - begin) / 1_000);
    // Titles or the closing line, beside the rows.
    if (format !== 'xlsx' && lines !== count + 1) throw new Error(`${format}: ${lines} lines of ${count} rows`);
    return [rate, peak];
  } finally {
    clearInterval(timer);
    await looking;
  }
};

/** The same rows and fields as the driver streams them. */
const bare = async (on: Installation, count: number): Promise<number> => {
  const rows = on.db.collection<KeptRow<VisitRow>>(idOf(visits));
  const projection = { superviseeId: 1, path: 1, kind: 1, day: 1, struckOut: 1 };
  const filter = { $and: [{ path: COUNTY }, { _deleted: null }] };
  const begin = performance.now();
  let found = 0;
  for await (const row of rows.find(filter as never, { projection, batchSize: 500, hint: { _id: 1 } }).sort({ _id: 1 }))
    if (row) found += 1;
  if (found !== count) throw new Error(`${found} of ${count} rows`);
  return count / ((performance.now() - begin) / 1_000);
};

const scene = async (bench: Bench, on: Installation): Promise<Line[]> => {
  const projections = await on.startProjections();
  await begun(on);
  await projections.stop();
  const count = bench.size(ROWS, 2_000);
  bench.say(`export: ${count} rows`);
  await fill(on, count);
  const api = await on.startApi();
  const token = await on.token('analyst', 'analyst', COUNTY);
  const lines: Line[] = [];
  const rates: number[] = [];
  for (let turn = 0; turn < bench.rounds(ROUNDS); turn += 1) rates.push(await bare(on, count));
  for (const format of FORMATS) {
    bench.say(`export: ${format}`);
    const taken: number[] = [];
    let most: Usage | undefined;
    for (let turn = 0; turn < bench.rounds(ROUNDS); turn += 1) {
      const [rate, peak] = await read(api, token, format, count);
      taken.push(rate);
      if (!most || peak.rss > most.rss) most = peak;
    }
    const perSecond = (all: readonly number[]): string => `${Math.round(Math.max(...all)).toLocaleString('en')}/s`;
    lines.push({
      ...{
        name: `export of ${count} rows, ${format}`,
        ours: perSecond(taken),
        raw: `${perSecond(rates)} by the driver`,
      },
      ...{ ratio: sideBySide(taken, rates), aim: AIMS[format], note: 'as an analyst: persons are pseudonyms' },
    });
    if (most) lines.push(limitLine(`API during the export, ${format}`, most));
  }
  return lines;
};

/** All rows of a dataset over HTTP in each format, against the driver's bare cursor; and what memory that takes. */
export const exportOfRows = (bench: Bench): Promise<Line[]> => bench.within((on) => scene(bench, on));
