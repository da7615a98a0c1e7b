import { CHECKPOINTS, type CheckpointDocument } from '../../src/platform/read-store/read-documents.js';
import { addDays, dayAt, type Day, mondayOf } from '../../src/kernel/day.js';
import { SystemClock } from '../../src/platform/clock.js';
import { newCommandId } from '../../src/platform/streams/ids.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { type Office, officesOf } from '../history/county.js';
import type { Line } from '../measure/figures.js';
import { round } from '../measure/load.js';
import { percentile } from '../measure/statistics.js';
import type { Bench } from '../system/bench.js';
import { found, registrationOf } from '../system/founding.js';
import { accepted, HttpClient } from '../system/http-client.js';
import type { Installation } from '../system/installation.js';
import { megabytes } from '../system/memory-log.js';
import type { Measured } from '../system/processes.js';

const MINUTES = 10;
/** The load is watched in as many slices; the first ones fill caches. */
const SLICES = 10;
const WARM = 3;
const IN_FLIGHT = 8;
const OFFICES = 4;
const PEOPLE = 100;
/** Of so many calls one is a command; the others are queries, as people look more often than they write. */
const COMMAND_EVERY = 4;
const LIMIT_MS = 120_000;
/** What may be left behind when the load ends: facts that were put on record within so many seconds. */
const LAG_SECONDS = 2;

/** A service with people in it, and somebody for each office who may do everything that is done here. */
interface Service {
  readonly offices: readonly Office[];
  readonly tokens: ReadonlyMap<string, string>;
  readonly http: HttpClient;
  readonly today: Day;
}

const prepare = async (on: Installation, http: HttpClient, bench: Bench): Promise<Service> => {
  const offices = officesOf(OFFICES, 1, bench.size(PEOPLE, 5));
  const today = dayAt(new SystemClock().now());
  await found(on, http, offices);
  const tokens = new Map<string, string>();
  for (const office of offices) {
    const head = await on.token(`head-${office.id}`, 'office-head', office.id);
    tokens.set(office.id, head);
    await round(IN_FLIGHT, office.supervisees.length, async (index) => {
      const person = office.supervisees[index];
      const body = person && registrationOf(office, person, addDays(mondayOf(today), -7));
      if (body) accepted(await http.post('/v1/supervisees', head, body, newCommandId()));
    });
  }
  return { offices, tokens, http, today };
};

/** The n-th call: a visit to somebody, or one of the pages that people look at. */
const call = async ({ offices, tokens, http, today }: Service, index: number): Promise<void> => {
  const office = offices[index % offices.length] as Office;
  const token = tokens.get(office.id) ?? '';
  const { id } = office.supervisees[Math.floor(index / offices.length) % office.supervisees.length] ?? { id: '' };
  if (index % COMMAND_EVERY === 0) {
    const visit = { kind: 'HOME_VISIT', time: '09:30', visitors: ['worker-1'], place: '某路1号', findings: '在家' };
    const body = { day: addDays(mondayOf(today), -(index % 7) - 1), ...visit };
    accepted(await http.post(`/v1/supervisees/${id}/visits`, token, body, newCommandId()));
    return;
  }
  const pages = [`supervisees?office=${office.id}&limit=50`, `supervisees/${id}`];
  accepted(await http.get(`/v1/${pages[index % pages.length]}`, token));
};

interface Slice {
  readonly rate: number;
  readonly p99: number;
  readonly memory: ReadonlyMap<string, number>;
}

/** Calls for so many seconds. */
const slice = async (service: Service, seconds: number, from: number): Promise<{ calls: number; p99: number }> => {
  const until = performance.now() + seconds * 1_000;
  const latencies: number[] = [];
  let next = from;
  const place = async (): Promise<void> => {
    while (performance.now() < until) {
      const begun = performance.now();
      await call(service, next++);
      latencies.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, place));
  return { calls: latencies.length, p99: percentile(latencies, 0.99) };
};

const memoryOf = async (processes: readonly Measured[]): Promise<ReadonlyMap<string, number>> =>
  new Map(
    await Promise.all(processes.map(async (one) => [one.name, (await one.usage({ collect: true })).rss] as const)),
  );

/** Seconds until all views have what was on record when the load ended. */
const lag = async (on: Installation): Promise<number> => {
  const begun = performance.now();
  const all = on.events.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1_000 });
  let last = 0;
  for await (const { event } of all)
    if (event?.streamId.startsWith(on.catalogue.storedName(''))) last = Math.max(last, Number(event.position.commit));
  const behind = (): Promise<number> =>
    on.db.collection<CheckpointDocument>(CHECKPOINTS).countDocuments({ state: 'live', position: { $lt: last } });
  while ((await behind()) > 0) {
    if (performance.now() - begun > LIMIT_MS) throw new Error('The views do not catch up');
    await pause(20);
  }
  return (performance.now() - begun) / 1_000;
};

const linesOf = (slices: readonly Slice[], minutes: number, behind: number): Line[] => {
  const [first, last] = [slices[WARM - 1] as Slice, slices.at(-1) as Slice];
  const about = `sustained load, ${minutes < 1 ? `${Math.round(minutes * 60)} s` : `${minutes.toFixed(0)} min`}`;
  return [
    {
      name: `${about}: rate at the end to the rate at the beginning`,
      ours: `${last.rate.toFixed(0)} /s`,
      raw: `${first.rate.toFixed(0)} /s`,
      ratio: last.rate / first.rate,
      aim: { atLeast: 0.8 },
      note: `p99 ${first.p99.toFixed(0)} → ${last.p99.toFixed(0)} ms; a command in ${COMMAND_EVERY} calls, ${IN_FLIGHT} in flight`,
    },
    ...[...last.memory].map(([name, rss]): Line => ({
      name: `${about}: memory of ${name}`,
      ours: `${megabytes(rss)} MB at the end`,
      raw: `${megabytes(first.memory.get(name) ?? 0)} MB after ${WARM} of ${SLICES} parts`,
      ratio: rss / (first.memory.get(name) ?? Number.NaN),
      aim: { atMost: 1.15 },
      note: `${slices.map(({ memory }) => megabytes(memory.get(name) ?? 0)).join(' ')} MB`,
    })),
    {
      name: `${about}: views behind at the end`,
      ours: `${behind.toFixed(2)} s`,
      raw: `${LAG_SECONDS} s, the bound`,
      ratio: behind / LAG_SECONDS,
      aim: { atMost: 1 },
      note: '',
    },
  ];
};

const scene = async (bench: Bench, on: Installation): Promise<Line[]> => {
  const api = await on.startApi();
  const projections = await on.startProjections();
  const http = new HttpClient(api.port);
  const watched = [api, projections, ...bench.stores.processes];
  try {
    const service = await prepare(on, http, bench);
    await lag(on);
    const minutes = MINUTES * bench.scale;
    const seconds = (minutes * 60) / SLICES;
    const slices: Slice[] = [];
    for (let turn = 0, from = 0; turn < SLICES; turn += 1) {
      bench.say(`sustained load: part ${turn + 1} of ${SLICES}`);
      const { calls, p99 } = await slice(service, seconds, from);
      from += calls;
      slices.push({ rate: calls / seconds, p99, memory: await memoryOf(watched) });
    }
    return linesOf(slices, minutes, await lag(on));
  } finally {
    http.close();
  }
};

/** Commands and queries mixed, for minutes: neither memory grows nor does anything become slower. */
export const sustainedLoad = (bench: Bench): Promise<Line[]> => bench.within((on) => scene(bench, on));
