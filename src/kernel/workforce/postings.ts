import type { Face } from '../context.js';
import type { Day } from '../day.js';

/** Where a social worker serves from a day on. */
export interface Posted {
  readonly officeId: string;
  readonly from: Day;
}

/** Postings as the face of a social worker tells them: earliest first. */
export const postingsFact = (postings: readonly Posted[]): string => JSON.stringify(postings);

/**
 * The office that a social worker served in on a day: a transfer in mid-month leaves the days before it with the office that they were
 * served in (HR-3). Before the first posting it is that one's office. Undefined for nobody.
 */
export const officeOn = (worker: Face | undefined, day: Day): string | undefined => {
  if (!worker) return undefined;
  const { postings } = worker.facts;
  if (typeof postings !== 'string') return worker.unit;
  const known = JSON.parse(postings) as Posted[];
  return (known.filter(({ from }) => from <= day).at(-1) ?? known[0])?.officeId ?? worker.unit;
};
