import type { Context } from '../../kernel/context.js';
import type { Erasure } from './erase-personal-data.js';
import type { ConfidentialityEvent } from './events.js';
import { isSame, linkedIn, OfLinkedData, wasUnlinked } from './linked-records.js';

/** Other data, sealed with a key of their own, are about the person too. */
export class NoteLinkedData extends OfLinkedData {}

/** Whoever is erased is erased with it, also when the link becomes known only afterwards (SEC-3). */
export const noteLinkedData = (
  c: NoteLinkedData,
  { erased, linked }: Erasure,
  context: Context,
): ConfidentialityEvent[] => {
  const { personId, kind } = c;
  const other = linkedIn(c);
  if (linked.some((one) => isSame(one, other)) || wasUnlinked(personId, other, context)) return [];
  return [{ type: 'LinkedDataNoted', data: { personId, kind, linked: other, erased } }];
};
