import { views } from '../../projections/registry.js';
import { monthlyStatistics } from '../../projections/statistics/monthly-statistics.view.js';
import { CHECKPOINTS, type CheckpointDocument, idOf } from '../../src/platform/read-store/read-documents.js';
import { Author } from '../history/author.js';
import { officesOf } from '../history/county.js';
import { writeAll } from '../history/pen.js';
import { next, quarter } from '../history/quarter.js';
import { type Line, sideBySide } from '../measure/figures.js';
import { median } from '../measure/statistics.js';
import { type Bench, CpuMeter } from '../system/bench.js';
import type { Installation } from '../system/installation.js';
import type { Measured } from '../system/processes.js';
import { catchUp, drain, type History, until } from './building.js';

const EVENTS = 200_000;
const ROUNDS = 3;
/** People of 20 offices come to some 200,000 facts in a quarter. */
const [OFFICES, WORKERS, SUPERVISEES] = [20, 21, 250];
const AIM = { atLeast: 0.6 } as const;

/** Builds one view anew, which most facts change, while the others are up to date. @returns seconds */
const rebuild = async (on: Installation, { last }: History): Promise<number> => {
  const id = idOf(monthlyStatistics);
  await on.db.collection<CheckpointDocument>(CHECKPOINTS).deleteOne({ _id: id });
  await on.db.collection(id).drop();
  const projections = await on.startProjections();
  const seconds = await until(on, last, performance.now());
  await projections.stop();
  return seconds;
};

/** The first build also shows what the processes hold; it is not timed, and warms both sides up. */
const rehearse = async (bench: Bench, on: Installation, history: History): Promise<void> => {
  await drain(on.events, on.catalogue.filter(), history);
  await catchUp(on, history, {
    begun: (projections) => bench.memory.note('idle', [projections]),
    half: (projections) => bench.memory.note('half', [projections, ...bench.stores.mongo]),
    done: (projections) => bench.memory.note('end', [projections, ...bench.stores.mongo]),
  });
};

const scene = async (bench: Bench, on: Installation): Promise<Line[]> => {
  const size = bench.size(EVENTS, 500);
  const offices = officesOf(bench.size(OFFICES), WORKERS, SUPERVISEES);
  bench.say(`catch-up: writing a history of ${size} events`);
  const author = new Author(on.catalogue, on.master);
  const facts = quarter(offices);
  const { eventStore } = bench.stores;
  await writeAll(on.events, author, next(Math.floor(size / 2), facts));
  await bench.memory.note('half', eventStore);
  const last = await writeAll(on.events, author, next(size - Math.floor(size / 2), facts));
  await bench.memory.note('end', eventStore);
  const history = { count: author.count, last };
  bench.say('catch-up: rehearsal');
  await rehearse(bench, on, history);
  const [ours, one, raw]: [number[], number[], number[]] = [[], [], []];
  let cpu = '';
  const rounds = bench.rounds(ROUNDS);
  for (let turn = 1; turn <= rounds; turn += 1) {
    bench.say(`catch-up: round ${turn} of ${rounds}`);
    raw.push(history.count / (await drain(on.events, on.catalogue.filter(), history)));
    let meter: CpuMeter | undefined;
    const begun = async (projections: Measured): Promise<void> => {
      meter = new CpuMeter([projections, ...bench.stores.processes]);
      await meter.begin();
    };
    const seconds = await catchUp(on, history, { begun, done: async () => meter?.end(history.count) });
    ours.push(history.count / seconds);
    one.push(history.count / (await rebuild(on, history)));
    cpu = meter?.text ?? '';
  }
  return [
    {
      name: `catch-up of ${history.count} events, all views: rate`,
      ours: `${median(ours).toFixed(0)} /s, ${views.length} views`,
      raw: `${median(raw).toFixed(0)} /s`,
      ratio: sideBySide(ours, raw),
      aim: AIM,
      note: cpu,
    },
    {
      name: `catch-up of ${history.count} events, one view built anew: rate`,
      ours: `${median(one).toFixed(0)} /s, ${monthlyStatistics.name}`,
      raw: `${median(raw).toFixed(0)} /s`,
      ratio: sideBySide(one, raw),
      aim: AIM,
      note: 'the other views are up to date',
    },
  ];
};

/** All views built from a history against a bare subscription that only reads it. */
export const catchUpFromNothing = (bench: Bench): Promise<Line[]> => bench.within((on) => scene(bench, on));
