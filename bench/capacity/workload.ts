import type { DomainEvent } from '../../src/kernel/event.js';
import { officesOf } from '../history/county.js';
import { quarter } from '../history/quarter.js';
import { arrivals } from './queue.js';

/** People of an office as the bench has them. */
export const [WORKERS, SUPERVISEES] = [21, 250];
export const WORKING_DAYS_A_YEAR = 248;

const HOUR = 3_600;
export const DAY_SECONDS = 24 * HOUR;

/** A time of the day in seconds, and how much of what there is to do in the day comes in it. */
interface Window {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}
const at = (hours: number, minutes: number): number => hours * HOUR + minutes * 60;
const within = (from: number, to: number, share = 1): Window => ({ from, to, share });

/**
 * When things are put on record, by the default schedule of sessions (08:30–12:00, 14:30–17:30). All of a session check in within the
 * twenty minutes before it begins and check out within the ten after it ends: the worst that a schedule for all can lead to.
 */
const WINDOWS: Partial<Record<string, readonly Window[]>> = {
  CheckedIn: [within(at(8, 10), at(8, 30), 0.5), within(at(14, 10), at(14, 30), 0.5)],
  CheckedOut: [within(at(12, 0), at(12, 10), 0.5), within(at(17, 30), at(17, 40), 0.5)],
  AttendanceDayClosed: [within(at(17, 40), at(18, 0))],
};
const IN_THE_DAY: readonly Window[] = [within(at(8, 30), at(12, 0), 0.6), within(at(14, 30), at(17, 30), 0.4)];

let counted: ReadonlyMap<DomainEvent['type'], number> | undefined;

/** Facts of an office on a working day, by type: counted in the quarter that the bench writes, without those of its first day. */
export const factsOfADay = (): ReadonlyMap<DomainEvent['type'], number> => (counted ??= count());

const count = (): ReadonlyMap<DomainEvent['type'], number> => {
  const counts = new Map<string, number>();
  const days = new Set<string>();
  let first: string | undefined;
  for (const { event, at: time } of quarter(officesOf(1, WORKERS, SUPERVISEES))) {
    const day = time.slice(0, 10);
    first ??= day;
    if (day === first) continue;
    days.add(day);
    counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
  }
  return new Map([...counts].map(([type, count]) => [type, count / days.size]));
};

/** Average number of facts in each second of a working day of so many offices. */
export const meanFacts = (offices: number): number[] => {
  const means = Array.from({ length: DAY_SECONDS }, () => 0);
  for (const [type, count] of factsOfADay())
    for (const { from, to, share } of WINDOWS[type] ?? IN_THE_DAY)
      for (let second = from; second < to; second += 1)
        means[second] = (means[second] ?? 0) + (offices * count * share) / (to - from);
  return means;
};

/** Average number of queries in each second: so many for each fact, spread over the hours of work. */
export const meanQueries = (offices: number, perFact: number): number[] => {
  const facts = meanFacts(offices).reduce((sum, mean) => sum + mean, 0);
  const means = Array.from({ length: DAY_SECONDS }, () => 0);
  for (const { from, to, share } of IN_THE_DAY)
    for (let second = from; second < to; second += 1) means[second] = (facts * perFact * share) / (to - from);
  return means;
};

/** One day as chance has it. */
export const aDay = (means: readonly number[], next: () => number): number[] =>
  means.map((mean) => (mean === 0 ? 0 : arrivals(mean, next)));
