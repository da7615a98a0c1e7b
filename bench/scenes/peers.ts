import { addDays, dayAt, type Day, instantOf, mondayOf } from '../../src/kernel/day.js';
import { CHECKPOINTS, type CheckpointDocument, idOf } from '../../src/platform/read-store/read-documents.js';
import { SystemClock } from '../../src/platform/clock.js';
import { newCommandId } from '../../src/platform/streams/ids.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { monthlyStatistics } from '../../projections/statistics/monthly-statistics.view.js';
import { superviseeRoster } from '../../projections/supervisees/supervisee-roster.view.js';
import { type Office, officesOf, type Person, personOf } from '../history/county.js';
import { type Aim, type Line, sideBySide } from '../measure/figures.js';
import { round } from '../measure/load.js';
import { median } from '../measure/statistics.js';
import { type Bench, CpuMeter } from '../system/bench.js';
import { found, registrationOf } from '../system/founding.js';
import { accepted, HttpClient } from '../system/http-client.js';
import type { Installation } from '../system/installation.js';
import type { Measured } from '../system/processes.js';

const ROUNDS = 5;
const PEOPLE = 400;
const IN_FLIGHT = 16;
const OFFICES = 4;
const POLL_MS = 20;
const LIMIT_MS = 120_000;

/** Ahead of Emmett; within twice the time of a service that keeps no history. */
const AHEAD: Aim = { atLeast: 1 };
const WITHIN_TWICE: Aim = { atLeast: 0.5 };

const COMMANDS = ['register', 'weekly report', 'visit', 'report incident', 'acknowledge incident'] as const;
type Name = (typeof COMMANDS)[number];

/** One round of the story: as many people, each registered, heard, visited, reported and the report taken note of. */
interface Chapter {
  readonly people: readonly { readonly office: Office; readonly person: Person }[];
  readonly today: Day;
}

/** A service that takes the five commands. */
class Side {
  private constructor(
    readonly on: Installation,
    readonly process: Measured,
    private readonly http: HttpClient,
    private readonly tokens: ReadonlyMap<string, string>,
  ) {}

  static async start(on: Installation, process: Measured, offices: readonly Office[]): Promise<Side> {
    const tokens = new Map<string, string>();
    for (const { id } of offices) tokens.set(id, await on.token(`head-${id}`, 'office-head', id));
    return new Side(on, process, new HttpClient(process.port), tokens);
  }

  /** @returns calls a second of each command */
  async play(chapter: Chapter): Promise<Record<Name, number>> {
    const incidents: string[] = [];
    const orders = COMMANDS.map((name) => [name, this.orderOf(name, chapter, incidents)] as const);
    const rates: [Name, number][] = [];
    for (const [name, order] of orders) rates.push([name, (await round(IN_FLIGHT, chapter.people.length, order)).rate]);
    return Object.fromEntries(rates) as Record<Name, number>;
  }

  async stop(): Promise<void> {
    this.http.close();
    await this.process.stop();
  }

  private orderOf(name: Name, { people, today }: Chapter, incidents: string[]): (index: number) => Promise<unknown> {
    const registeredOn = addDays(mondayOf(today), -7);
    const day = addDays(registeredOn, 1);
    const post = async (index: number, path: string, body: object): Promise<string> => {
      const { id } = people[index]?.office ?? { id: '' };
      return accepted(await this.http.post(`/v1/${path}`, this.tokens.get(id) ?? '', body, newCommandId()));
    };
    const of = (index: number): { office: Office; person: Person } => {
      const one = people[index];
      if (!one) throw new RangeError(`Nobody is at ${index}`);
      return one;
    };
    switch (name) {
      case 'register':
        return (index) => post(index, 'supervisees', registrationOf(of(index).office, of(index).person, registeredOn));
      case 'weekly report':
        return (index) =>
          post(index, `supervisees/${of(index).person.id}/weekly-reports`, { reportedOn: day, ...TOLD });
      case 'visit':
        return (index) => post(index, `supervisees/${of(index).person.id}/visits`, { day, ...SEEN });
      case 'report incident':
        return async (index) => {
          const body = { superviseeId: of(index).person.id, occurredAt: instantOf(day, '08:30'), ...HAPPENED };
          incidents[index] = (JSON.parse(await post(index, 'incidents', body)) as { id: string }).id;
        };
      case 'acknowledge incident':
        return (index) => post(index, `incidents/${incidents[index]}/acknowledgement`, {});
    }
  }
}

const TOLD = { thinking: '情绪稳定，认罪悔罪', work: '在建材店上班', life: '与家人同住', callerNumber: '13800000000' };
const SEEN = {
  kind: 'HOME_VISIT',
  time: '09:30',
  visitors: ['worker-1'],
  place: '福州市仓山区某路1号',
  findings: '在家',
};
const HAPPENED = { category: 'SERIOUS_BREACH', place: '某路', narrative: '未经批准离开所居住的县' };

/** Seconds until a process that builds both views from nothing has everything up to a position. */
const building = async (
  on: Installation,
  script: string,
  position: number,
  reached: () => Promise<number>,
): Promise<number> => {
  const process = await on.start('views', script);
  const begun = performance.now();
  while ((await reached()) < position) {
    if (performance.now() - begun > LIMIT_MS) throw new Error(`${script} does not catch up`);
    await pause(POLL_MS);
  }
  const seconds = (performance.now() - begun) / 1_000;
  await process.stop();
  return seconds;
};

/** Position of the last event of an installation. */
const lastOf = async ({ events, catalogue }: Installation): Promise<number> => {
  const all = events.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 100_000 });
  for await (const { event } of all)
    if (event?.streamId.startsWith(catalogue.storedName(''))) return Number(event.position.commit);
  throw new Error('Nothing was appended');
};

const ourViews = async (on: Installation): Promise<number> => {
  await on.db.dropDatabase();
  return building(on, 'bench/peers/ours/projections.main.js', await lastOf(on), async () => {
    const all = await on.db.collection<CheckpointDocument>(CHECKPOINTS).find({}).toArray();
    const at = new Map(all.map((one) => [one._id, one.position]));
    return Math.min(...[superviseeRoster, monthlyStatistics].map((view) => at.get(idOf(view)) ?? -1));
  });
};

const emmettViews = async (on: Installation): Promise<number> => {
  const db = on.database(`${on.namespace}-emmett`);
  await db.dropDatabase();
  return building(on, 'bench/peers/emmett/projections.main.js', await lastOf(on), async () => {
    const at = await db.collection<{ _id: string; position: string }>('checkpoints').findOne({ _id: 'views' });
    return Number(at?.position ?? -1);
  });
};

const rateLine = (name: string, ours: readonly number[], theirs: readonly number[], aim: Aim, note: string): Line => ({
  name,
  ours: `${median(ours).toFixed(0)} /s`,
  raw: `${median(theirs).toFixed(0)} /s`,
  ratio: sideBySide(ours, theirs),
  aim,
  note,
});

const scene = async (bench: Bench, ours: Installation, emmett: Installation, crud: Installation): Promise<Line[]> => {
  const offices = officesOf(OFFICES, 1, 1);
  const today = dayAt(new SystemClock().now());
  crud.database(`${crud.namespace}-crud`);
  const api = await ours.startApi();
  const http = new HttpClient(api.port);
  await found(ours, http, offices);
  http.close();
  const sides = {
    ours: await Side.start(ours, api, offices),
    emmett: await Side.start(emmett, await emmett.start('Emmett', 'bench/peers/emmett/main.js'), offices),
    crud: await Side.start(crud, await crud.start('CRUD', 'bench/peers/crud/main.js'), offices),
  };
  const rates: Record<keyof typeof sides, Record<Name, number>[]> = { ours: [], emmett: [], crud: [] };
  const cpu = new CpuMeter(Object.values(sides).map(({ process }) => process));
  const [count, rounds] = [bench.size(PEOPLE, 4), bench.rounds(ROUNDS)];
  for (let turn = 0; turn <= rounds; turn += 1) {
    bench.say(`peers: round ${turn} of ${rounds}`);
    const people = Array.from({ length: count }, (_, index) => ({
      office: offices[index % OFFICES] as Office,
      person: personOf(turn * count + index),
    }));
    if (turn > 0) await cpu.begin();
    for (const name of ['emmett', 'ours', 'crud'] as const) {
      const played = await sides[name].play({ people, today });
      if (turn > 0) rates[name].push(played);
    }
    if (turn > 0) await cpu.end(count * COMMANDS.length);
  }
  for (const side of Object.values(sides)) await side.stop();
  const of = (side: keyof typeof sides, name: Name): number[] => rates[side].map((one) => one[name]);
  const events = (rounds + 1) * count * COMMANDS.length;
  const [built, builtByEmmett]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < rounds; turn += 1) {
    bench.say(`peers: views, round ${turn + 1} of ${rounds}`);
    builtByEmmett.push(events / (await emmettViews(emmett)));
    built.push(events / (await ourViews(ours)));
  }
  return [
    ...COMMANDS.flatMap((name) => [
      rateLine(`peers, ${name}: rate against Emmett`, of('ours', name), of('emmett', name), AHEAD, cpu.text),
      rateLine(`peers, ${name}: rate against CRUD`, of('ours', name), of('crud', name), WITHIN_TWICE, ''),
    ]),
    rateLine(`peers, two views of ${events} events: rate against Emmett`, built, builtByEmmett, AHEAD, ''),
  ];
};

/** The same five commands and two views by the product, with Emmett, and by a plain service, on the same servers. */
export const peers = (bench: Bench): Promise<Line[]> =>
  bench.within((ours) => bench.within((emmett) => bench.within((crud) => scene(bench, ours, emmett, crud))));
