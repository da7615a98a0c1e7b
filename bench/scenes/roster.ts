import type { Filter } from 'mongodb';
import { views } from '../../projections/registry.js';
import { superviseeRoster, type SuperviseeEntry } from '../../projections/supervisees/supervisee-roster.view.js';
import type { SuperviseeRegistered } from '../../src/supervisees/domain/events.js';
import type { Recorded } from '../../src/kernel/event.js';
import { behindCursor, cursorAfter, totalOrder } from '../../src/platform/read-store/pages/cursor.js';
import { CHECKPOINTS, idOf, type KeptRow } from '../../src/platform/read-store/read-documents.js';
import { ReadStore } from '../../src/platform/read-store/read-store.js';
import type { KeyDocument } from '../../src/platform/sealing/subject-keys.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { Author } from '../history/author.js';
import { COUNTY, type Office, officesOf } from '../history/county.js';
import { registered } from '../history/facts.js';
import { type Line, sideBySide } from '../measure/figures.js';
import { type Round, round } from '../measure/load.js';
import { median } from '../measure/statistics.js';
import { type Bench, CpuMeter } from '../system/bench.js';
import { accepted, HttpClient } from '../system/http-client.js';
import type { Installation } from '../system/installation.js';

const ROWS = 100_000;
const OFFICES = 20;
const PAGE = 50;
const CALLS = 400;
const ROUNDS = 5;
const AIM = { atMost: 2 } as const;
const ORDER = totalOrder({ superviseeId: 1 });
const REGISTERED_ON = '2026-01-05';
const INSERT = 2_000;

type Row = KeptRow<SuperviseeEntry>;

/** One page that somebody wants to see: of an office, from the first row or behind some row. */
interface Wanted {
  readonly office: string;
  readonly cursor?: string;
}

/** Rows as the view makes them of registrations, with the keys that open them. */
const fill = async (on: Installation, offices: readonly Office[]): Promise<void> => {
  const rows = on.db.collection<Row>(idOf(superviseeRoster));
  for (const office of offices) {
    const author = new Author(on.catalogue, on.master);
    const kept = office.supervisees.map((person, index): Row => {
      const { sealed, meta, stored, after, name } = author.write(registered(office, person, REGISTERED_ON));
      const place = { id: stored.id ?? '', stream: name, revision: after + 1, position: index };
      const event = { ...sealed, ...place, meta } as Recorded<SuperviseeRegistered>;
      const row = superviseeRoster.project(null, event, person.id);
      if (!row) throw new Error('The view makes no row of a registration');
      return { _id: person.id, ...row, _position: index };
    });
    const keys = author.keyDocuments(new Date());
    for (let from = 0; from < kept.length; from += INSERT) {
      await rows.insertMany(kept.slice(from, from + INSERT));
      await on.db.collection<KeyDocument>('_keys').insertMany(keys.slice(from, from + INSERT));
    }
  }
};

/** Views, collections and indexes are there once the projections have begun with them. */
export const begun = async (on: Installation): Promise<void> => {
  const live = (): Promise<number> => on.db.collection(CHECKPOINTS).countDocuments({ state: 'live' });
  while ((await live()) < views.length) await pause(50);
};

/** Pages all over the roster, so that neither rows nor keys of one page serve the next. */
const wantedOf = (offices: readonly Office[], count: number): Wanted[] =>
  Array.from({ length: count }, (_, index) => {
    const office = offices[index % offices.length];
    if (!office) throw new Error('No office');
    const ids = office.supervisees.map(({ id }) => id).sort();
    // The golden ratio spreads the places evenly however many there are.
    const place = Math.floor(((index * 0.618_034) % 1) * ids.length) - PAGE;
    const id = ids[place];
    if (id === undefined) return { office: office.id };
    const cursor = cursorAfter(superviseeRoster.name, ORDER, { superviseeId: id, _id: id });
    return { office: office.id, cursor };
  });

const filterOf = ({ office, cursor }: Wanted): Filter<Row> => {
  const behind = cursor === undefined ? [] : [behindCursor(superviseeRoster.name, ORDER, cursor)];
  const asked = { $and: [{ path: COUNTY }, { officeId: office }] };
  return { $and: [asked, ...behind, { _deleted: null }] };
};

type Call = (wanted: Wanted) => Promise<unknown>;

interface Sides {
  readonly http: Call;
  readonly store: Call;
  readonly raw: Call;
}

const sidesOf = (on: Installation, http: HttpClient, token: string): Sides => {
  const rows = on.db.collection<Row>(idOf(superviseeRoster));
  const store = new ReadStore(on.db);
  return {
    http: async ({ office, cursor }) => {
      const page = `office=${office}&limit=${PAGE}${cursor === undefined ? '' : `&cursor=${cursor}`}`;
      accepted(await http.get(`/v1/supervisees?${page}`, token));
    },
    store: ({ office, cursor }) =>
      store.page<SuperviseeEntry>({
        view: superviseeRoster,
        filter: { $and: [{ path: COUNTY }, { officeId: office }] },
        sort: { superviseeId: 1 },
        limit: PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      }),
    raw: (wanted) => rows.find(filterOf(wanted)).sort(Object.fromEntries(ORDER)).limit(PAGE).toArray(),
  };
};

const lineOf = (name: string, ours: readonly Round[], raw: readonly Round[], note: string): Line => {
  const p99 = (rounds: readonly Round[]): number[] => rounds.map((one) => one.p99);
  const p50 = (rounds: readonly Round[]): string => median(rounds.map((one) => one.p50)).toFixed(1);
  return {
    name,
    ours: `${median(p99(ours)).toFixed(1)} ms`,
    raw: `${median(p99(raw)).toFixed(1)} ms`,
    ratio: sideBySide(p99(ours), p99(raw)),
    aim: AIM,
    note: `p50 ${p50(ours)} ms against ${p50(raw)} ms${note}`,
  };
};

const scene = async (bench: Bench, on: Installation): Promise<Line[]> => {
  const api = await on.startApi();
  const projections = await on.startProjections();
  await begun(on);
  const people = Math.ceil(bench.size(ROWS, OFFICES * PAGE) / OFFICES);
  const offices = officesOf(OFFICES, 0, people);
  bench.say(`roster: ${people * OFFICES} rows`);
  await fill(on, offices);
  const http = new HttpClient(api.port);
  try {
    const sides = sidesOf(on, http, await on.token('director', 'director', COUNTY));
    const count = bench.size(CALLS, 20);
    const rounds = bench.rounds(ROUNDS);
    const wanted = wantedOf(offices, count * (rounds + 1));
    const taken: Record<keyof Sides, Round[]> = { http: [], store: [], raw: [] };
    const cpu = new CpuMeter([api, projections, ...bench.stores.processes]);
    bench.say('roster: pages');
    for (let turn = 0; turn <= rounds; turn += 1) {
      const pages = wanted.slice(turn * count, (turn + 1) * count);
      for (const side of ['raw', 'store', 'http'] as const) {
        if (side === 'http' && turn > 0) await cpu.begin();
        const done = await round(1, pages.length, async (index) => {
          const page = pages[index];
          if (page) await sides[side](page);
        });
        // The first time round warms up.
        if (turn > 0) taken[side].push(done);
        if (side === 'http' && turn > 0) await cpu.end(count);
      }
    }
    const name = `page of ${PAGE} of ${people * OFFICES} rows`;
    return [
      lineOf(`${name}, HTTP: p99`, taken.http, taken.raw, `; ${cpu.text}`),
      lineOf(`${name}, ReadStore: p99`, taken.store, taken.raw, ''),
    ];
  } finally {
    http.close();
  }
};

/** A page of the supervisees' roster over HTTP, and as the queries ask for it, against a bare find. */
export const roster = (bench: Bench): Promise<Line[]> => bench.within((on) => scene(bench, on));
