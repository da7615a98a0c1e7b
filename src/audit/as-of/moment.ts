import type { Recorded } from '../../kernel/event.js';
import { invalidInput } from '../../platform/http/problem.js';

/** A position in the history, or an instant with its zone. */
export const MOMENT = /^(\d{1,16}|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))$/;

/** Whether a fact was recorded by then. */
export type Moment = (fact: Pick<Recorded, 'position' | 'meta'>) => boolean;

/**
 * The moment that a text names: a position, that fact included; an instant, by when facts were recorded; without one, now.
 * @throws Problem INVALID_INPUT for an instant that does not exist
 */
export const momentOf = (text: string | undefined): Moment => {
  if (text === undefined) return () => true;
  if (/^\d+$/.test(text)) return ({ position }) => position <= Number(text);
  const instant = Date.parse(text);
  if (Number.isNaN(instant))
    throw invalidInput([{ path: 'asOf', code: 'isInstant', message: 'must be an instant that exists, or a position' }]);
  return ({ meta }) => Date.parse(meta.recordedAt) <= instant;
};
