import { type Conduct, conductOf, NO_SERVICE, type ServiceFacts, type ServiceTerms } from './conduct.js';
import type { Day } from '../day.js';
import { type Ground, groundsOf, type Settled } from './grounds.js';
import type { Rulebook } from './tally.js';

/** What is kept of one worker's service as it bears on the end of it. */
export interface ServiceHistory extends ServiceFacts {
  /** What was decided on before (THR-6). */
  readonly settled: Settled;
  /** Null, or not there, while the worker serves. */
  readonly endedOn?: Day | null;
}
export const NO_HISTORY: Omit<ServiceHistory, 'endedOn'> = { ...NO_SERVICE, settled: {} };

/** The same with the terms of the service, without which nothing can be judged. */
export interface Service extends ServiceHistory {
  readonly terms: ServiceTerms;
}

/**
 * The grounds that stand against a worker: what a case is opened about, and what whoever decides on a leave is told of before (THR-6).
 * Against who has left there are none.
 */
export const groundsAgainst = (service: Service, rules: Rulebook): Ground[] =>
  typeof service.endedOn === 'string' ? [] : groundsOf(conductIn(service), rules, service.settled);

export const conductIn = ({ terms, ...history }: Service): Conduct => conductOf(terms, history);

/** A worker's service by their record; who has none yet has nothing in it, and the terms that the roster shows. */
export const serviceOf = (
  record: (ServiceHistory & { readonly terms: ServiceTerms | null }) | undefined,
  { appointedOn, probationEnds }: ServiceTerms,
): Service => ({ ...NO_HISTORY, ...record, terms: record?.terms ?? { appointedOn, probationEnds } });
