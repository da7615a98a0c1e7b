import { compare } from '../bson/order.js';
import { isTruthy, Value } from '../bson/values.js';
import { PlainOperator } from './scope.js';

/** As `compare`, with a missing value below all others. */
export function compareMissing(a: Value | undefined, b: Value | undefined): number {
  if (a === undefined || b === undefined) return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1);
  return compare(a, b);
}

const comparison = (holds: (difference: number) => Value): PlainOperator => ({
  least: 2,
  most: 2,
  apply: ([a, b]) => holds(compareMissing(a, b)),
});

export const logic: Record<string, PlainOperator> = {
  $eq: comparison((d) => d === 0),
  $ne: comparison((d) => d !== 0),
  $gt: comparison((d) => d > 0),
  $gte: comparison((d) => d >= 0),
  $lt: comparison((d) => d < 0),
  $lte: comparison((d) => d <= 0),
  $cmp: comparison((d) => Math.sign(d)),
  $not: { least: 1, most: 1, apply: ([value]) => !isTruthy(value) },
};
