import { random, serversFor, type Bound, queue } from './queue.js';
import { aDay, factsOfADay, meanFacts, meanQueries, SUPERVISEES, WORKING_DAYS_A_YEAR } from './workload.js';

/** What was measured (docs/performance.md says where and how): processor time in milliseconds, rates a second. */
export interface Rates {
  /** Of an API process: a command, a query. */
  readonly commandMs: number;
  readonly queryMs: number;
  /** Appends that one event store, or the leader of a cluster, takes. */
  readonly appends: number;
  /** Of a projection worker: reading a fact, and besides that applying it to all views. */
  readonly readMs: number;
  readonly applyMs: number;
  /** Of MongoDB: a query, the writes of a fact. */
  readonly documentQueryMs: number;
  readonly documentFactMs: number;
  /** Bytes of a fact in the event store's file. */
  readonly factBytes: number;
}

export interface Place {
  readonly name: string;
  readonly supervisees: number;
  /** Queries for each fact. */
  readonly queries: number;
  readonly years: number;
  /** Supervisees whose history one event store holds at most. */
  readonly partition: number;
}

/** What a place needs. */
export interface Plan {
  readonly name: string;
  readonly offices: number;
  readonly factsADay: number;
  /** Facts in the busiest second. */
  readonly busiest: number;
  readonly apis: number;
  readonly apiWait: number;
  readonly stores: number;
  readonly workers: number;
  /** Longest that views are behind, seconds. */
  readonly lag: number;
  readonly documentCores: number;
  readonly gigabytesAYear: number;
  /** Hours that all views take to be built anew: with one worker, and with one for each event store, each reading its own. */
  readonly rebuild: { readonly one: number; readonly each: number };
}

/** A second's wait at most, and a third of the capacity left over at the busiest time. */
const ANSWERS: Bound = { longest: 1, peak: 0.66 };
/** Views may be two seconds behind. */
const VIEWS: Bound = { longest: 2, peak: 0.66 };
const SEED = 20_260_309;
const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/** Servers of each kind for a working day of a place, by simulation second by second. */
export const planFor = ({ name, supervisees, queries, years, partition }: Place, rates: Rates): Plan => {
  const offices = Math.ceil(supervisees / SUPERVISEES);
  const next = random(SEED);
  const facts = aDay(meanFacts(offices), next);
  const asked = aDay(meanQueries(offices, queries), next);
  const api = facts.map((count, second) => count * rates.commandMs + (asked[second] ?? 0) * rates.queryMs);
  const documents = facts.map((n, second) => n * rates.documentFactMs + (asked[second] ?? 0) * rates.documentQueryMs);
  const apis = serversFor(api, SECOND_MS, ANSWERS);
  const stores = Math.max(serversFor(facts, rates.appends, ANSWERS), Math.ceil(supervisees / partition));
  const folding = SECOND_MS / (rates.readMs + rates.applyMs);
  const workers = Math.max(serversFor(facts, folding, VIEWS), stores);
  const factsADay = offices * [...factsOfADay().values()].reduce((sum, count) => sum + count, 0);
  const kept = factsADay * WORKING_DAYS_A_YEAR * years;
  const hours = (count: number): number => (count * (rates.readMs + rates.applyMs)) / HOUR_MS;
  return {
    name,
    offices,
    factsADay,
    busiest: Math.max(...facts),
    apis,
    apiWait: queue(api, apis * SECOND_MS).p99,
    stores,
    workers,
    lag: queue(facts, workers * folding).longest,
    documentCores: serversFor(documents, SECOND_MS, ANSWERS),
    gigabytesAYear: (factsADay * WORKING_DAYS_A_YEAR * rates.factBytes) / 1e9,
    rebuild: { one: hours(kept), each: hours(kept / stores) },
  };
};

/**
 * How much faster several workers build views out of one event store. Streams do not say whose they are before they are read, so each worker
 * reads everything and applies its own.
 */
export const speedUp = (workers: number, { readMs, applyMs }: Rates): number =>
  (readMs + applyMs) / (readMs + applyMs / workers);
