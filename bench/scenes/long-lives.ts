import { addDays, type Day, dayAt, instantOf, mondayOf } from '../../src/kernel/day.js';
import { SystemClock } from '../../src/platform/clock.js';
import { newCommandId } from '../../src/platform/streams/ids.js';
import type { TravelEvent } from '../../src/travel/domain/events.js';
import { Author, type Fact } from '../history/author.js';
import { type Office, officesOf, type Person } from '../history/county.js';
import { writeAll } from '../history/pen.js';
import { type Line, sideBySide } from '../measure/figures.js';
import { round } from '../measure/load.js';
import { median } from '../measure/statistics.js';
import type { Bench } from '../system/bench.js';
import { found, registrationOf } from '../system/founding.js';
import { accepted, HttpClient } from '../system/http-client.js';
import type { Installation } from '../system/installation.js';

/** Events in the stream of a person's travel, the first of them a life of some weeks. */
const LIVES = [10, 1_000, 10_000] as const;
const ROUNDS = 9;
/** Of three commands each: a visit, a request to travel, and its withdrawal. */
const TURNS = 60;
const FLAT = { atLeast: 0.9 } as const;

/** So many facts of travel: each permit asked for and taken back. */
function* travelled({ id, path }: Office, person: Person, count: number, on: Day): Generator<Fact> {
  const by = { actor: `head-${id}`, role: 'office-head', path, at: instantOf(on, '09:00') } as const;
  const stream = `travel-${person.id}`;
  for (let index = 0; index < count; index += 2) {
    const of = { superviseeId: person.id, permitId: newCommandId(), officeId: id };
    const way = { endorsers: [], approver: 'office-head', requestedBy: [by.actor] } as const;
    const journey = { from: on, to: addDays(on, 1), days: 2, destination: '厦门市', reason: '探亲' };
    const asked: TravelEvent = { type: 'TravelRequested', data: { ...of, ...journey, ...way } };
    yield { stream, event: asked, ...by };
    yield { stream, event: { type: 'TravelWithdrawn', data: of }, ...by };
  }
}

/** One person's commands, one after the other, as an office gives them. @returns commands a second */
const give = async (http: HttpClient, token: string, { id }: Person, turns: number, today: Day): Promise<number> => {
  const visit = { kind: 'HOME_VISIT', time: '09:30', visitors: ['worker-1'], place: '某路1号', findings: '在家' };
  const trip = { from: addDays(today, 1), to: addDays(today, 2), destination: '厦门市', reason: '探亲' };
  const permits = `/v1/supervisees/${id}/travel-permits`;
  const done = await round(1, turns, async () => {
    const day = addDays(mondayOf(today), -7);
    accepted(await http.post(`/v1/supervisees/${id}/visits`, token, { day, ...visit }, newCommandId()));
    const asked = accepted(await http.post(permits, token, trip, newCommandId()));
    const { permitId } = JSON.parse(asked) as { permitId: string };
    accepted(await http.post(`${permits}/${permitId}/withdrawal`, token, {}, newCommandId()));
  });
  return done.rate * 3;
};

const scene = async (bench: Bench, on: Installation): Promise<Line[]> => {
  const today = dayAt(new SystemClock().now());
  const registeredOn = addDays(mondayOf(today), -14);
  const [office] = officesOf(1, 1, LIVES.length) as [Office];
  const api = await on.startApi();
  const http = new HttpClient(api.port);
  try {
    await found(on, http, [office]);
    const head = await on.token(`head-${office.id}`, 'office-head', office.id);
    const author = new Author(on.catalogue, on.master);
    const lives = LIVES.map((events, at) => ({
      events,
      person: office.supervisees[at] as Person,
      rates: [] as number[],
    }));
    for (const { events, person } of lives) {
      bench.say(`long lives: a person of ${events} events`);
      accepted(await http.post('/v1/supervisees', head, registrationOf(office, person, registeredOn), newCommandId()));
      await writeAll(on.events, author, travelled(office, person, bench.size(events, 10), registeredOn));
    }
    const turns = bench.size(TURNS, 6);
    for (const { person } of lives) await give(http, head, person, turns, today);
    for (let turn = bench.rounds(ROUNDS); turn > 0; turn -= 1)
      for (const { person, rates } of lives) rates.push(await give(http, head, person, turns, today));
    return linesOf(lives);
  } finally {
    http.close();
    await api.stop();
  }
};

const linesOf = (lives: readonly { readonly events: number; readonly rates: readonly number[] }[]): Line[] => {
  const [short, ...longer] = lives;
  if (!short) return [];
  const rate = ({ rates }: { readonly rates: readonly number[] }): string => `${median(rates).toFixed(0)} /s`;
  return longer.map((life) => ({
    name: `a person's commands after ${life.events} events: rate`,
    ours: rate(life),
    raw: `${rate(short)} after ${short.events}`,
    ratio: sideBySide(life.rates, short.rates),
    aim: FLAT,
    note: '',
  }));
};

/** Whether a supervisee's commands cost the same as the history of the streams grows that they go to. */
export const longLives = (bench: Bench): Promise<Line[]> => bench.within((on) => scene(bench, on));
