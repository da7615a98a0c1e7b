import type { Context } from '../../../kernel/context.js';
import type { Reference } from '../../../kernel/decider.js';
import type { ComplaintKind } from './events.js';

/** The record that knows the offices: its face gives the path of each open one. */
export const OFFICES: Reference = { category: 'organisation', id: 'main' };

/**
 * The unit that handles what comes in from outside: of a complaint the one above the unit that it is about, which never learns of it
 * by that alone; of a suggestion that unit itself. Nobody is above the city. Undefined where there is no such unit.
 */
export const handlingUnit = (
  { kind, aboutUnitId }: { readonly kind: ComplaintKind; readonly aboutUnitId: string },
  offices: Context['references'][string],
): string | undefined => {
  if (kind === 'SUGGESTION') return aboutUnitId;
  const paths = Object.values(offices?.facts ?? {}).map((path) => String(path).split('/'));
  const path = paths.find((one) => one.includes(aboutUnitId));
  return path && path[Math.max(0, path.indexOf(aboutUnitId) - 1)];
};
