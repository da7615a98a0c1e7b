import { addDays, instantOf, mondayOf } from '../../src/kernel/day.js';
import type { KeyDocument } from '../../src/platform/sealing/subject-keys.js';
import { newCommandId } from '../../src/platform/streams/ids.js';
import { Author } from '../history/author.js';
import { COUNTY, type Office, officesOf, personOf } from '../history/county.js';
import { writeAll } from '../history/pen.js';
import { next, quarter } from '../history/quarter.js';
import type { Line } from '../measure/figures.js';
import { round } from '../measure/load.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import type { Bench } from '../system/bench.js';
import { found, registrationOf } from '../system/founding.js';
import { accepted, HttpClient } from '../system/http-client.js';
import type { Installation } from '../system/installation.js';
import { limitLine, megabytes } from '../system/memory-log.js';
import type { Measured, Usage } from '../system/processes.js';
import { catchUp, drain } from './building.js';

/** A quarter of an office with so many people comes to some ten thousand facts; of a hundred offices, to a million. */
const [WORKERS, SUPERVISEES] = [21, 250];
const OFFICES = 100;
const EVENTS = 1_100_000;
const LEAST = 300;
const CALLS = 300;
const PAGE = 50;
/** People who are registered through the API beside the history: the commands are about them. */
const PEOPLE = 40;
const KEYS = 2_000;
/** The day on which the history ends: on a later one, time would have to be caught up with for everybody in it while others are served. */
const TODAY = '2026-03-31';
/** Looks in a row, a second apart, that have to find nothing left undone. */
const CALM = 3;
const REBUILD = { atLeast: 0.6 } as const;
const FLAT = { atMost: 1.5 } as const;

/** What was measured over a history of one size. */
interface Grown {
  readonly events: number;
  /** Median of a command, of a page of the roster and of one person, in milliseconds. */
  readonly command: number;
  readonly page: number;
  readonly person: number;
  /** Events a second: all views from nothing, and a bare reader. */
  readonly rebuild: number;
  readonly bare: number;
  readonly memory: Usage;
}

const commands = async (on: Installation, http: HttpClient, office: Office, calls: number): Promise<number> => {
  const many = Math.min(PEOPLE, calls);
  const head = await on.token(`head-${office.id}`, 'office-head', office.id);
  // Nobody of the history has these numbers.
  const people = Array.from({ length: many }, (_, index) => personOf(1_000_000 + index));
  const registeredOn = addDays(mondayOf(TODAY), -7);
  for (const person of people)
    accepted(await http.post('/v1/supervisees', head, registrationOf(office, person, registeredOn), newCommandId()));
  const visit = { kind: 'HOME_VISIT', time: '09:30', visitors: ['worker-1'], place: '某路1号', findings: '在家' };
  const done = await round(1, calls, async (index) => {
    const { id } = people[index % many] ?? { id: '' };
    const body = { day: addDays(registeredOn, index % 7), ...visit };
    accepted(await http.post(`/v1/supervisees/${id}/visits`, head, body, newCommandId()));
  });
  return done.p50;
};

const queries = async (
  http: HttpClient,
  token: string,
  calls: number,
  path: (index: number) => string,
): Promise<number> =>
  (await round(1, calls, async (index) => accepted(await http.get(`/v1/${path(index)}`, token)))).p50;

/** Keys of the people in the history, so that the queries can open what they show. */
const keep = async (on: Installation, author: Author): Promise<void> => {
  const keys = author.keyDocuments(new Date());
  for (let from = 0; from < keys.length; from += KEYS)
    await on.db.collection<KeyDocument>('_keys').insertMany(keys.slice(from, from + KEYS));
};

/** Waits until nothing that is due is left undone and no fact waits for its effect: in an installation that is new, all of history does. */
const rest = async (api: Measured): Promise<void> => {
  const zero = ['due_moments_overdue_seconds', 'reactions_waiting'];
  const one = ['due_scheduler_leading', 'reactions_leading'];
  for (let calm = 0; calm < CALM; await pause(1_000)) {
    const figures = await (await fetch(`http://127.0.0.1:${api.port}/metrics`)).text();
    const says = (name: string, value: number): boolean => new RegExp(`^${name} ${value}$`, 'm').test(figures);
    calm = zero.every((name) => says(name, 0)) && one.every((name) => says(name, 1)) ? calm + 1 : 0;
  }
};

const measure = async (bench: Bench, on: Installation, offices: readonly Office[]): Promise<Grown> => {
  bench.say(`growth: writing a quarter of ${offices.length} offices`);
  const author = new Author(on.catalogue, on.master);
  const last = await writeAll(on.events, author, next(bench.size(EVENTS, LEAST), quarter(offices)));
  const events = author.count;
  bench.say(`growth: reading and projecting ${events} events`);
  const bare = events / (await drain(on.events, on.catalogue.filter(), { count: events, last }));
  let memory: Usage = { rss: 0, heapUsed: 0, cpuMs: 0 };
  const done = async (process: Measured): Promise<void> => void (memory = await process.usage({ collect: true }));
  const rebuild = events / (await catchUp(on, { count: events, last }, { done }));
  bench.say(
    `growth: rebuilt ${rebuild.toFixed(0)} /s, read bare ${bare.toFixed(0)} /s, projections ${megabytes(memory.rss)} MB`,
  );
  await keep(on, author);
  bench.say('growth: waiting until nothing is left to be done');
  const clock = { PORT: '0', RATE_LIMIT_PER_MINUTE: '1000000000', BENCH_CLOCK: instantOf(TODAY, '17:00') };
  const api = await on.start('API', 'bench/clocked/api.main.js', clock);
  const projections = await on.startProjections();
  const http = new HttpClient(api.port);
  try {
    const [calls, office] = [bench.size(CALLS, 5), offices[0] as Office];
    await found(on, http, [office]);
    await rest(api);
    for (const process of [api, projections]) await process.settled();
    bench.say('growth: commands and queries');
    const director = await on.token('director', 'director', COUNTY);
    const command = await commands(on, http, office, calls);
    const page = await queries(http, director, calls, () => `supervisees?office=${office.id}&limit=${PAGE}`);
    const ids = office.supervisees.map(({ id }) => id);
    const person = await queries(http, director, calls, (index) => `supervisees/${ids[index % ids.length]}`);
    return { events, command, page, person, rebuild, bare, memory };
  } finally {
    http.close();
    await projections.stop();
    await api.stop();
  }
};

const linesOf = (small: Grown, large: Grown): Line[] => {
  const name = `growth from ${small.events} to ${large.events} events`;
  const time = (what: string, of: (one: Grown) => number): Line => ({
    name: `${name}: ${what}`,
    ours: `${of(large).toFixed(2)} ms`,
    raw: `${of(small).toFixed(2)} ms with the small history`,
    ratio: of(large) / of(small),
    aim: FLAT,
    note: '',
  });
  return [
    time('a command', (one) => one.command),
    time('a page of the roster', (one) => one.page),
    time('one person', (one) => one.person),
    time('catch-up, an event of all views', (one) => 1_000 / one.rebuild),
    {
      name: `rebuild of ${large.events} events, all views: rate`,
      ours: `${large.rebuild.toFixed(0)} /s`,
      raw: `${large.bare.toFixed(0)} /s`,
      ratio: large.rebuild / large.bare,
      aim: REBUILD,
      note: `projections ${megabytes(large.memory.rss)} MB, after the small history ${megabytes(small.memory.rss)} MB`,
    },
    limitLine(`rebuild of ${large.events} events`, large.memory),
  ];
};

/** What a hundred times the history costs: each command, each query, and each event of a rebuild. */
export const growth = async (bench: Bench): Promise<Line[]> => {
  const offices = officesOf(bench.size(OFFICES, 2), WORKERS, SUPERVISEES);
  const few = offices.slice(0, Math.max(1, Math.round(offices.length / 100)));
  const small = await bench.within((on) => measure(bench, on, few));
  return linesOf(small, await bench.within((on) => measure(bench, on, offices)));
};
