import { type Day, daysFrom, weekday } from '../../src/kernel/day.js';
import type { Fact } from './author.js';
import type { Office } from './county.js';
import {
  appointed,
  appraised,
  closed,
  incident,
  leaveTaken,
  recorded,
  RECORDINGS,
  registered,
  reported,
} from './facts.js';

const FROM = '2026-01-05';
const TO = '2026-03-31';
const WORKING_DAYS = 5;

/** Everybody in turn, one of each office after another: what happens at the same hour is mixed. */
function* together<T>(
  offices: readonly Office[],
  of: (office: Office) => readonly T[],
): Generator<[Office, T, number]> {
  const most = Math.max(...offices.map((office) => of(office).length));
  for (let index = 0; index < most; index += 1)
    for (const office of offices) {
      const one = of(office)[index];
      if (one !== undefined) yield [office, one, index];
    }
}

/** Days on which something that befalls everybody every so many days befalls the one with this number. */
const isTurn = (number: number, day: number, every: number): boolean => (number + day) % every === 0;

/** Whoever takes down what the supervisee with this number has to tell. */
const workerFor = ({ workers }: Office, number: number): string => workers[number % workers.length] ?? '';

/**
 * A quarter of a county in the order in which it happens: about six facts in ten are check-ins, check-outs and closed days, three weekly
 * reports, and the rest people who are taken on, leave, incidents and appraisals.
 */
export function* quarter(offices: readonly Office[]): Generator<Fact> {
  for (const [office, worker] of together(offices, (of) => of.workers)) yield appointed(office, worker, FROM);
  for (const [office, person] of together(offices, (of) => of.supervisees)) yield registered(office, person, FROM);
  const days = daysFrom(FROM, TO).filter((day) => weekday(day) <= WORKING_DAYS);
  for (const [number, day] of days.entries()) yield* workingDay(offices, day, number);
  for (const [office, worker] of together(offices, (of) => of.workers)) yield appraised(office, worker, TO);
}

function* workingDay(offices: readonly Office[], day: Day, number: number): Generator<Fact> {
  const [mornings, noons, afternoons, evenings] = RECORDINGS.map((one) => () => recordings(offices, day, number, one));
  if (mornings) yield* mornings();
  for (const [office, worker, index] of together(offices, (of) => of.workers))
    if (isTurn(index, number, 21)) yield* leaveTaken(office, worker, `leave-${worker}-${day}`, day);
  for (const [office, { id }, index] of together(offices, (of) => of.supervisees)) {
    // One day of the week each, and one in twenty forgets.
    if (index % WORKING_DAYS === number % WORKING_DAYS && !isTurn(index, number, 19))
      yield reported(office, id, workerFor(office, index), day);
    if (isTurn(index, number, 1_250))
      yield* incident(office, id, workerFor(office, index), `incident-${id}-${day}`, day);
  }
  for (const later of [noons, afternoons, evenings]) if (later) yield* later();
  for (const [office, worker] of together(offices, (of) => of.workers)) yield closed(office, worker, day);
}

function* recordings(
  offices: readonly Office[],
  day: Day,
  number: number,
  recording: (typeof RECORDINGS)[number],
): Generator<Fact> {
  for (const [office, worker, index] of together(offices, (of) => of.workers))
    yield recorded(office, worker, day, recording, isTurn(index, number, 30) ? 5 : 0);
}

/** The next ones of a sequence, at most so many; it can be gone on with afterwards. */
export function* next<T>(count: number, of: Iterator<T>): Generator<T> {
  for (let left = count; left > 0; left -= 1) {
    const one = of.next();
    if (one.done) return;
    yield one.value;
  }
}
