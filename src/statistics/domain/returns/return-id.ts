import type { ReturnKind } from '../counting/kinds.js';
import type { Span } from '../counting/span.js';

/** A return is of a kind, a unit and a span; there is one of each. */
export interface ReturnName {
  readonly kind: ReturnKind;
  readonly unitId: string;
  readonly span: Span;
}

export const returnIdOf = ({ kind, unitId, span }: ReturnName): string => `${kind}.${unitId}.${span}`;
