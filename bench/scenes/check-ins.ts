import { type JSONEventData, NO_STREAM } from '@eventstore/db-client';
import { addDays, type Day, daysFrom, instantOf, weekday } from '../../src/kernel/day.js';
import { HALVES, type Half } from '../../src/kernel/sessions.js';
import type { KeyDocument } from '../../src/platform/sealing/subject-keys.js';
import { newCommandId } from '../../src/platform/streams/ids.js';
import { Author, type Fact } from '../history/author.js';
import { type Office, officesOf } from '../history/county.js';
import { appointed, recorded, RECORDINGS } from '../history/facts.js';
import { append } from '../history/pen.js';
import { type Line, sideBySide } from '../measure/figures.js';
import { type Round, round } from '../measure/load.js';
import { median } from '../measure/statistics.js';
import type { Bench } from '../system/bench.js';
import { found } from '../system/founding.js';
import { accepted, HttpClient } from '../system/http-client.js';
import type { Installation } from '../system/installation.js';
import type { Measured } from '../system/processes.js';

/** A Monday. */
const DAY = '2026-03-09';
const FRIDAY = '2026-03-06';
const TEN_YEARS_AGO = '2016-01-04';
/** Workers of each kind; days on which each checks in twice. */
const VETERANS = 40;
const DAYS = 5;
/** Rounds of the first day. */
const FIRST_DAY = HALVES.length;
const CITY_WORKERS = 2_000;
const PER_OFFICE = 20;
const IN_FLIGHT = 64;
const COME = { AM: '08:20', PM: '14:20' } as const satisfies Record<Half, string>;
/** From five to eight to five past half past eight: who comes in the last five minutes is late. */
const [FIRST_MINUTE, MINUTES] = [7 * 60 + 55, 40] as const;

interface Coming {
  readonly office: Office;
  readonly workerId: string;
}

/** The API on a clock, and who checks in through it. */
class Terminal {
  private readonly tokens = new Map<string, string>();

  private constructor(
    private readonly on: Installation,
    private readonly api: Measured,
    readonly http: HttpClient,
  ) {}

  static async at(on: Installation, day: Day): Promise<Terminal> {
    const settings = { PORT: '0', RATE_LIMIT_PER_MINUTE: '1000000000', BENCH_CLOCK: instantOf(day, '07:00') };
    const api = await on.start('API on a clock', 'bench/clocked/api.main.js', settings);
    return new Terminal(on, api, new HttpClient(api.port));
  }

  clock(day: Day, time: string): void {
    this.api.tell({ type: 'clock', at: instantOf(day, time) });
  }

  async admit(workers: readonly Coming[]): Promise<void> {
    for (const { office, workerId } of workers)
      this.tokens.set(workerId, await this.on.token(workerId, 'social-worker', office.id));
  }

  /** @throws Error when it is refused for any reason: nobody may be turned away */
  async checkIn({ workerId }: Coming): Promise<void> {
    const path = `/v1/social-workers/${workerId}/check-ins`;
    const body = { device: 'terminal-1', place: '司法所' };
    accepted(await this.http.post(path, this.tokens.get(workerId) ?? '', body, newCommandId()));
  }
}

const peopleOf = (offices: readonly Office[]): Coming[] =>
  offices.flatMap((office) => office.workers.map((workerId) => ({ office, workerId })));

const workdays = (from: Day, to: Day): Day[] => daysFrom(from, to).filter((day) => weekday(day) <= 5);

/** A service from its first day to the eve of the bench: four recordings a day. */
function* serviceOf({ office, workerId }: Coming, from: Day): Generator<Fact> {
  yield appointed(office, workerId, from);
  for (const day of workdays(from, addDays(DAY, -1)))
    for (const what of RECORDINGS) yield recorded(office, workerId, day, what, 0);
}

/** Puts history on record as it would be after all those years, with the keys that it is sealed with. */
const remember = async (on: Installation, author: Author, facts: Iterable<Fact>): Promise<void> => {
  const streams = new Map<string, JSONEventData[]>();
  for (const fact of facts) {
    const { name, stored } = author.write(fact);
    const kept = streams.get(name);
    if (kept) kept.push(stored);
    else streams.set(name, [stored]);
  }
  // A year at a time: what is measured comes after it.
  const all = [...streams];
  await round(16, all.length, async (index) => {
    const [name, stored] = all[index] ?? [];
    if (name !== undefined && stored) await on.events.appendToStream(name, stored, { expectedRevision: NO_STREAM });
  });
  await on.db.collection<KeyDocument>('_keys').insertMany(author.keyDocuments(new Date()));
};

/** A ten-year worker costs no more per check-in than a new one: in turns, on the same days. */
const tenYears = async (bench: Bench, on: Installation): Promise<Line[]> => {
  const count = bench.size(VETERANS, 10);
  const [old, young] = officesOf(2, count, 0) as [Office, Office];
  const [veterans, newcomers] = [peopleOf([old]), peopleOf([young])];
  bench.say(`check-ins, ${count} workers of ten years beside ${count} new ones`);
  await remember(on, new Author(on.catalogue, on.master), historyOf(veterans, newcomers));
  const terminal = await Terminal.at(on, DAY);
  try {
    await found(on, terminal.http, [old, young]);
    await terminal.admit([...veterans, ...newcomers]);
    const [ours, raw]: [Round[], Round[]] = [[], []];
    for (const day of workdays(DAY, addDays(DAY, 30)).slice(0, 1 + bench.rounds(DAYS)))
      for (const half of HALVES) {
        terminal.clock(day, COME[half]);
        const come = (people: readonly Coming[]): Promise<Round> =>
          round(1, people.length, (index) => terminal.checkIn(people[index] as Coming));
        // Whoever comes first finds the process colder.
        if (half === 'AM') ours.push(await come(veterans));
        raw.push(await come(newcomers));
        if (half === 'PM') ours.push(await come(veterans));
      }
    // The first day of everybody reads their records for the first time: it says what that costs, and is not counted.
    return [lineOfYears(ours, raw)];
  } finally {
    terminal.http.close();
  }
};

function* historyOf(veterans: readonly Coming[], newcomers: readonly Coming[]): Generator<Fact> {
  for (const one of veterans) yield* serviceOf(one, TEN_YEARS_AGO);
  for (const one of newcomers) yield appointed(one.office, one.workerId, addDays(DAY, -7));
}

const lineOfYears = (ours: readonly Round[], raw: readonly Round[]): Line => {
  const rates = (rounds: readonly Round[]): number[] => rounds.map(({ rate }) => rate);
  return {
    name: 'check-ins, ten years of service against none: rate',
    ours: `${median(rates(ours.slice(FIRST_DAY))).toFixed(0)} /s`,
    raw: `${median(rates(raw.slice(FIRST_DAY))).toFixed(0)} /s`,
    ratio: sideBySide(rates(ours.slice(FIRST_DAY)), rates(raw.slice(FIRST_DAY))),
    aim: { atLeast: 0.9 },
    note: `first round ${(ours[0]?.p99 ?? 0).toFixed(0)} ms against ${(raw[0]?.p99 ?? 0).toFixed(0)} ms p99`,
  };
};

/** A Monday from 07:55 to 08:35: everybody in the city checks in; nobody is refused, nothing is lost. */
const monday = async (bench: Bench, on: Installation, beside: Installation): Promise<Line[]> => {
  const offices = officesOf(bench.size(CITY_WORKERS / PER_OFFICE, 1), PER_OFFICE, 0);
  const people = peopleOf(offices);
  bench.say(`check-ins, a Monday morning of ${people.length} workers`);
  const appointments = people.map(({ office, workerId }) => appointed(office, workerId, addDays(DAY, -60)));
  await remember(on, new Author(on.catalogue, on.master), appointments);
  const terminal = await Terminal.at(on, DAY);
  try {
    await found(on, terminal.http, offices);
    await terminal.admit(people);
    const author = new Author(beside.catalogue, beside.master);
    const coming = (day: Day): Promise<Round> =>
      round(IN_FLIGHT, people.length, (index) => {
        terminal.clock(day, timeOf(FIRST_MINUTE + Math.floor((MINUTES * index) / people.length)));
        return terminal.checkIn(people[index] as Coming);
      });
    const appending = async (day: Day): Promise<Round> => {
      const what = ['CheckedIn', 'AM', '08:25'] as const;
      const written = people.map(({ office, workerId }) => author.write(recorded(office, workerId, day, what, 0)));
      return round(IN_FLIGHT, written.length, async (index) => {
        const one = written[index];
        if (one) await append(beside.events, one);
      });
    };
    // The service has been running since last week.
    await appending(FRIDAY);
    await coming(FRIDAY);
    const raw = await appending(DAY);
    const ours = await coming(DAY);
    await everybodyOnce(on, people);
    return [lineOfMonday(people.length, ours, raw)];
  } finally {
    terminal.http.close();
  }
};

const timeOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Reads back what is on record of everybody. @throws Error when anything is missing, or there twice */
const everybodyOnce = async (on: Installation, people: readonly Coming[]): Promise<void> => {
  for (const { workerId } of people) {
    const came: string[] = [];
    const name = on.catalogue.storedName(`attendance-${workerId}-${DAY.slice(0, 4)}`);
    for await (const { event } of on.events.readStream(name))
      if (event?.type === 'CheckedIn') came.push((event.data as { session: string }).session);
    if (JSON.stringify(came) !== JSON.stringify([`${FRIDAY}:AM`, `${DAY}:AM`]))
      throw new Error(`${workerId} checked in once a day, on record is ${JSON.stringify(came)}`);
  }
};

const lineOfMonday = (count: number, ours: Round, raw: Round): Line => ({
  name: `check-ins, ${count} workers on a Monday morning: p99`,
  ours: `${ours.p99.toFixed(0)} ms`,
  raw: `${raw.p99.toFixed(0)} ms`,
  ratio: ours.p99 / raw.p99,
  aim: { atMost: 3 },
  note: `${ours.rate.toFixed(0)} /s against ${raw.rate.toFixed(0)} /s, p50 ${ours.p50.toFixed(0)} ms; none refused, none lost`,
});

/** Check-ins over HTTP: of who has served for ten years, and of a whole city at once. */
export const checkIns = async (bench: Bench): Promise<Line[]> => [
  ...(await bench.within((on) => tenYears(bench, on))),
  ...(await bench.within((on) => bench.within((beside) => monday(bench, on, beside)))),
];
