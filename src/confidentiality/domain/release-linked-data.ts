import type { Erasure } from './erase-personal-data.js';
import type { ConfidentialityEvent } from './events.js';
import { isSame, linkedIn, OfLinkedData } from './linked-records.js';

/** They were about somebody else. */
export class ReleaseLinkedData extends OfLinkedData {}

/** What is about somebody else is not erased with the person; what was erased with them stays so (SEC-3). */
export const releaseLinkedData = (c: ReleaseLinkedData, { erased, linked }: Erasure): ConfidentialityEvent[] => {
  const { personId, kind } = c;
  const other = linkedIn(c);
  if (erased || !linked.some((one) => isSame(one, other))) return [];
  return [{ type: 'LinkedDataReleased', data: { personId, kind, linked: other } }];
};
