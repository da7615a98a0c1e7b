import { addDays, instantOf } from '../../src/kernel/day.js';
import type { KeyDocument } from '../../src/platform/sealing/subject-keys.js';
import { newCommandId } from '../../src/platform/streams/ids.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { Author } from '../history/author.js';
import { COUNTY, type Office, officesOf, personOf } from '../history/county.js';
import { appointed, registered } from '../history/facts.js';
import { writeAll } from '../history/pen.js';
import { type Line, sideBySide } from '../measure/figures.js';
import { round } from '../measure/load.js';
import { median } from '../measure/statistics.js';
import type { Bench } from '../system/bench.js';
import { found, registrationOf } from '../system/founding.js';
import { accepted, HttpClient } from '../system/http-client.js';
import type { Installation } from '../system/installation.js';
import type { Measured } from '../system/processes.js';

/** Everybody in the history was registered on this Monday, and reports nothing from then on. */
const FROM = '2026-01-05';
/** Nothing is due before the week after it is over. */
const START = addDays(FROM, 7);
/** Each round makes so many weeks pass at once. */
const WEEKS = 4;
const SUPERVISEES = 2_000;
const PER_OFFICE = 250;
/** Appointments of a round that come into the history from outside: each leads to a command. */
const APPOINTMENTS = 3_000;
const CALLS = 120;
const ROUNDS = 3;
const PAGE = 50;
/** People who are registered through the API, the commands are about them; nobody of the history has these numbers. */
const TOLD = Array.from({ length: 20 }, (_, index) => personOf(1_000_000 + index));
const POLL_MS = 250;
const TWICE = { atMost: 2 } as const;

/** Medians of people's calls, one at a time, in milliseconds, and what the service did by itself meanwhile, a second. */
interface Calls {
  readonly command: number;
  readonly page: number;
  readonly done: number;
}
type Figures = Readonly<Record<string, number>>;

/** People at work, and what can be left undone beside them. */
class Town {
  private heads = '';
  private director = '';
  private weeks = 0;
  private appointments = 0;

  constructor(
    private readonly on: Installation,
    private readonly api: Measured,
    private readonly http: HttpClient,
    private readonly author: Author,
    private readonly offices: readonly Office[],
  ) {}

  private get office(): Office {
    return this.offices[0] as Office;
  }

  async found(): Promise<void> {
    const { on, http, office } = this;
    await found(on, http, this.offices);
    this.heads = await on.token(`head-${office.id}`, 'office-head', office.id);
    this.director = await on.token('director', 'director', COUNTY);
    for (const person of TOLD)
      accepted(await http.post('/v1/supervisees', this.heads, registrationOf(office, person, FROM), newCommandId()));
  }

  /** Weeks pass without a report of anybody. */
  passTime(): void {
    this.weeks += WEEKS;
    this.api.tell({ type: 'clock', at: instantOf(addDays(START, 7 * this.weeks), '09:00') });
  }

  /** Facts come into the history that nobody has acted upon. */
  async appoint(count: number): Promise<void> {
    const from = this.appointments;
    this.appointments += count;
    const workers = Array.from({ length: count }, (_, index) => `appointed-${from + index}`);
    await writeAll(
      this.on.events,
      this.author,
      workers.map((worker) => appointed(this.office, worker, FROM)),
    );
  }

  async figures(): Promise<Figures> {
    const text = await (await fetch(`http://127.0.0.1:${this.api.port}/metrics`)).text();
    return Object.fromEntries(
      [...text.matchAll(/^([^#\s]\S*) (\d\S*)$/gm)].map(([, name, value]) => [name, Number(value)] as const),
    ) as Figures;
  }

  /** Commands that took effect in the process, whoever gave them. */
  private async appends(): Promise<number> {
    return (await this.figures())['append_duration_seconds_count{outcome="stored"}'] ?? 0;
  }

  /** @throws Error when the figure stays zero: there is nothing to be measured beside */
  async begun(figure: string): Promise<void> {
    for (let tries = 0; ((await this.figures())[figure] ?? 0) === 0; tries += 1) {
      if (tries === 40) throw new Error(`${figure} stays zero`);
      await pause(POLL_MS);
    }
  }

  /** @throws Error when the figure is zero: not all that was measured was beside something to be done */
  async lasts(figure: string): Promise<void> {
    if (((await this.figures())[figure] ?? 0) === 0) throw new Error(`${figure} fell to zero too soon`);
  }

  /** Waits until nothing is left undone, three looks in a row. */
  async rest(): Promise<void> {
    for (let calm = 0; calm < 3; await pause(POLL_MS * 2)) {
      const { due_moments_overdue_seconds: overdue, reactions_waiting: waiting } = await this.figures();
      calm = overdue === 0 && waiting === 0 ? calm + 1 : 0;
    }
  }

  async calls(count: number): Promise<Calls> {
    const visit = { kind: 'HOME_VISIT', time: '09:30', visitors: ['worker-1'], place: '某路1号', findings: '在家' };
    const [before, begun] = [await this.appends(), performance.now()];
    const commands = await round(1, count, async (index) => {
      const { id } = TOLD[index % TOLD.length] ?? { id: '' };
      const body = { day: addDays(FROM, index % 7), ...visit };
      accepted(await this.http.post(`/v1/supervisees/${id}/visits`, this.heads, body, newCommandId()));
    });
    const path = `/v1/supervisees?office=${this.office.id}&limit=${PAGE}`;
    const pages = await round(1, count, async () => accepted(await this.http.get(path, this.director)));
    const seconds = (performance.now() - begun) / 1_000;
    const done = ((await this.appends()) - before - count) / seconds;
    return { command: commands.p50, page: pages.p50, done };
  }
}

type Condition = 'nothing' | 'due' | 'facts';
const NAMES = { due: 'due moments', facts: 'follow-ups' } as const;

/** One round: the same calls with nothing to be done, while weeks are caught up with, and while many facts wait for their effect. */
const measured = async (bench: Bench, town: Town, calls: number): Promise<Record<Condition, Calls>> => {
  const nothing = await town.calls(calls);
  town.passTime();
  await town.begun('due_moments_overdue_seconds');
  const due = await town.calls(calls);
  await town.lasts('due_moments_overdue_seconds');
  bench.say('backlog: the rest of what is due');
  await town.rest();
  await town.appoint(bench.size(APPOINTMENTS, 150));
  await town.begun('reactions_waiting');
  const facts = await town.calls(calls);
  await town.lasts('reactions_waiting');
  await town.rest();
  return { nothing, due, facts };
};

const linesOf = (rounds: readonly Record<Condition, Calls>[]): Line[] =>
  (['due', 'facts'] as const).flatMap((condition) =>
    (['command', 'page'] as const).map((what): Line => {
      const of = (one: Condition, part: keyof Calls): number[] => rounds.map((turn) => turn[one][part]);
      return {
        name: `while ${NAMES[condition]} are caught up with: a ${what}`,
        ours: `${median(of(condition, what)).toFixed(1)} ms`,
        raw: `${median(of('nothing', what)).toFixed(1)} ms with nothing left undone`,
        ratio: sideBySide(of(condition, what), of('nothing', what)),
        aim: TWICE,
        note: `${median(of(condition, 'done')).toFixed(0)} /s were caught up with meanwhile`,
      };
    }),
  );

const scene = async (bench: Bench, on: Installation): Promise<Line[]> => {
  const many = bench.size(SUPERVISEES, 60);
  const offices = officesOf(Math.ceil(many / PER_OFFICE), 0, Math.min(many, PER_OFFICE));
  const author = new Author(on.catalogue, on.master);
  const history = offices.flatMap((office) => office.supervisees.map((person) => registered(office, person, FROM)));
  bench.say(`backlog: ${history.length} people who report nothing`);
  await writeAll(on.events, author, history);
  await on.db.collection<KeyDocument>('_keys').insertMany(author.keyDocuments(new Date()));
  const clock = { PORT: '0', RATE_LIMIT_PER_MINUTE: '1000000000', BENCH_CLOCK: instantOf(START, '09:00') };
  const api = await on.start('API', 'bench/clocked/api.main.js', clock);
  await on.startProjections();
  const http = new HttpClient(api.port);
  try {
    const town = new Town(on, api, http, author, offices);
    await town.found();
    await town.rest();
    const calls = bench.size(CALLS, 5);
    await town.calls(calls);
    const rounds: Record<Condition, Calls>[] = [];
    for (let turn = 0; turn < bench.rounds(ROUNDS); turn += 1) {
      bench.say(`backlog: round ${turn + 1}`);
      rounds.push(await measured(bench, town, calls));
    }
    return linesOf(rounds);
  } finally {
    http.close();
  }
};

/** What people wait for while the service catches up by itself: with weeks that passed, and with facts that lead to commands. */
export const backlog = (bench: Bench): Promise<Line[]> => bench.within((on) => scene(bench, on));
