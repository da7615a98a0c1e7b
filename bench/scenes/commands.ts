import { addDays, dayAt, type Day, mondayOf } from '../../src/kernel/day.js';
import { SystemClock } from '../../src/platform/clock.js';
import { newCommandId } from '../../src/platform/streams/ids.js';
import { Author, type Written } from '../history/author.js';
import { type Office, officesOf } from '../history/county.js';
import { reported } from '../history/facts.js';
import { append } from '../history/pen.js';
import { type Line, sideBySide } from '../measure/figures.js';
import { type Round, round } from '../measure/load.js';
import { median } from '../measure/statistics.js';
import { type Bench, CpuMeter } from '../system/bench.js';
import { found, registrationOf } from '../system/founding.js';
import { accepted, HttpClient } from '../system/http-client.js';
import type { Installation } from '../system/installation.js';

const ROUNDS = 5;
const SETTINGS = [
  { inFlight: 1, calls: 600, rate: { atLeast: 0.4 }, p99: { atMost: 3 } },
  { inFlight: 64, calls: 4_000, rate: { atLeast: 0.7 }, p99: { atMost: 3 } },
] as const;
/** Each report is of another person; a person comes round again a round later at the soonest. */
const SUPERVISEES = 1_000;
const WEEKS = 300;

interface Reporting {
  readonly offices: readonly Office[];
  readonly today: Day;
  /** Access token by worker. */
  readonly tokens: ReadonlyMap<string, string>;
}

interface Report {
  readonly office: Office;
  readonly superviseeId: string;
  readonly worker: string;
  readonly day: Day;
}

/** The n-th report: everybody once for a week, then everybody for the week before. */
const reportOf = ({ offices, today }: Reporting, index: number): Report => {
  const everybody = offices.flatMap((office) => office.supervisees.map(({ id }) => ({ office, superviseeId: id })));
  const who = everybody[index % everybody.length];
  const worker = who?.office.workers[index % who.office.workers.length];
  if (!who || worker === undefined) throw new Error('Nobody reports');
  const week = Math.floor(index / everybody.length);
  if (week >= WEEKS) throw new Error('Everybody has reported for every week');
  return { ...who, worker, day: addDays(mondayOf(today), -7 * week) };
};

/** Founds the county and registers its people, through the API as anybody does. */
const prepare = async (bench: Bench, on: Installation, http: HttpClient): Promise<Reporting> => {
  const offices = officesOf(4, 6, bench.size(SUPERVISEES / 4, 10));
  const today = dayAt(new SystemClock().now());
  await found(on, http, offices);
  const begun = addDays(mondayOf(today), -7 * WEEKS);
  const tokens = new Map<string, string>();
  for (const office of offices) {
    for (const worker of office.workers) tokens.set(worker, await on.token(worker, 'social-worker', office.id));
    const head = await on.token(`head-${office.id}`, 'office-head', office.id);
    await round(16, office.supervisees.length, async (index) => {
      const person = office.supervisees[index];
      if (person)
        accepted(await http.post('/v1/supervisees', head, registrationOf(office, person, begun), newCommandId()));
    });
  }
  return { offices, today, tokens };
};

/** The same reports, put on record through the API and by bare appends of the same events. */
class Reports {
  private sent = 0;
  private appended = 0;

  constructor(
    private readonly on: Installation,
    private readonly beside: Installation,
    private readonly http: HttpClient,
    private readonly reporting: Reporting,
    private readonly author: Author,
  ) {}

  async ours(inFlight: number, count: number): Promise<Round> {
    const from = this.sent;
    this.sent += count;
    return round(inFlight, count, async (index) => {
      const { superviseeId, worker, day } = reportOf(this.reporting, from + index);
      const told = { thinking: '情绪稳定，认罪悔罪', work: '在建材店上班', life: '与家人同住，无异常' };
      const body = { reportedOn: day, ...told, callerNumber: '13800000000' };
      const path = `/v1/supervisees/${superviseeId}/weekly-reports`;
      accepted(await this.http.post(path, this.reporting.tokens.get(worker) ?? '', body, newCommandId()));
    });
  }

  async raw(inFlight: number, count: number): Promise<Round> {
    const written: Written[] = Array.from({ length: count }, () => {
      const { office, superviseeId, worker, day } = reportOf(this.reporting, this.appended);
      this.appended += 1;
      return this.author.write(reported(office, superviseeId, worker, day));
    });
    return round(inFlight, count, async (index) => {
      const one = written[index];
      if (one) await append(this.beside.events, one);
    });
  }

  get api(): Installation {
    return this.on;
  }
}

const scene = async (bench: Bench, on: Installation, beside: Installation): Promise<Line[]> => {
  const api = await on.startApi();
  await bench.memory.note('idle', [api]);
  const http = new HttpClient(api.port);
  try {
    const reports = new Reports(
      ...([on, beside, http, await prepare(bench, on, http)] as const),
      new Author(beside.catalogue, beside.master),
    );
    const lines: Line[] = [];
    const rounds = bench.rounds(ROUNDS);
    for (const setting of SETTINGS) {
      const count = bench.size(setting.calls, 20);
      bench.say(`commands, ${setting.inFlight} in flight`);
      await reports.raw(setting.inFlight, count);
      await reports.ours(setting.inFlight, count);
      const cpu = new CpuMeter([api, ...bench.stores.processes]);
      const [ours, raw]: [Round[], Round[]] = [[], []];
      for (let turn = 0; turn < rounds; turn += 1) {
        raw.push(await reports.raw(setting.inFlight, count));
        await cpu.begin();
        ours.push(await reports.ours(setting.inFlight, count));
        await cpu.end(count);
        if (setting.inFlight > 1 && turn === Math.floor(rounds / 2)) await bench.memory.note('half', [api]);
      }
      lines.push(...linesOf(setting, ours, raw, cpu.text));
    }
    await bench.memory.note('end', [api]);
    return lines;
  } finally {
    http.close();
  }
};

const linesOf = (
  { inFlight, rate, p99 }: (typeof SETTINGS)[number],
  ours: readonly Round[],
  raw: readonly Round[],
  note: string,
): Line[] => {
  const rates = (rounds: readonly Round[]): number[] => rounds.map((one) => one.rate);
  const times = (rounds: readonly Round[]): number[] => rounds.map((one) => one.p99);
  const middle = (rounds: readonly Round[]): string => median(rounds.map((one) => one.p50)).toFixed(1);
  return [
    {
      name: `commands, ${inFlight} in flight: rate`,
      ours: `${median(rates(ours)).toFixed(0)} /s`,
      raw: `${median(rates(raw)).toFixed(0)} /s`,
      ratio: sideBySide(rates(ours), rates(raw)),
      aim: rate,
      note,
    },
    {
      name: `commands, ${inFlight} in flight: p99`,
      ours: `${median(times(ours)).toFixed(1)} ms`,
      raw: `${median(times(raw)).toFixed(1)} ms`,
      ratio: sideBySide(times(ours), times(raw)),
      aim: p99,
      note: `p50 ${middle(ours)} ms against ${middle(raw)} ms`,
    },
  ];
};

/** Commands over HTTP against bare appends of the same events at the same concurrency. */
export const commands = (bench: Bench): Promise<Line[]> =>
  bench.within((on) => bench.within((beside) => scene(bench, on, beside)));
