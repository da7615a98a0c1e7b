import { Binary, BSONRegExp, type Document, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'mongodb';

/** A field that is not there; it sorts below null and is equal to it in filters. */
export const missing = Symbol('missing');
export type Value = unknown;

/** Ranks of the documented comparison order of BSON types; an empty array's sort key ranks with what is missing. */
const ranks: readonly (readonly [rank: number, is: (value: Value) => boolean])[] = [
  [-1, (v) => v instanceof MinKey],
  [0, (v) => v === missing],
  [5, (v) => v === null],
  [10, (v) => v instanceof Int32 || v instanceof Double || (v instanceof Long && !(v instanceof Timestamp))],
  [15, (v) => typeof v === 'string'],
  [25, (v) => Array.isArray(v)],
  [30, (v) => v instanceof Binary],
  [35, (v) => v instanceof ObjectId],
  [40, (v) => typeof v === 'boolean'],
  [45, (v) => v instanceof Date],
  [47, (v) => v instanceof Timestamp],
  [50, (v) => v instanceof BSONRegExp],
  [127, (v) => v instanceof MaxKey],
  [20, (v) => typeof v === 'object'],
];

export const rank = (value: Value): number => {
  const found = ranks.find(([, is]) => is(value));
  if (found === undefined) throw new Error(`no BSON type: ${String(value)}`);
  return found[0];
};

export const isDocument = (value: Value): value is Document => rank(value) === 20;
export const isNumber = (value: Value): value is Int32 | Double | Long => rank(value) === 10;
export const isNaNValue = (value: Value): boolean => value instanceof Double && Number.isNaN(value.value);

const sign = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
const exact = (value: Int32 | Double | Long): number | bigint =>
  value instanceof Long ? value.toBigInt() : value.valueOf();

/** JavaScript compares a bigint with a double by their mathematical values; NaN is put below every number. */
const compareNumbers = (a: Int32 | Double | Long, b: Int32 | Double | Long): number => {
  if (isNaNValue(a) || isNaNValue(b)) return Number(isNaNValue(b)) - Number(isNaNValue(a));
  return sign<number | bigint>(exact(a), exact(b));
};

const compareFields = (a: readonly [string, Value][], b: readonly [string, Value][]): number => {
  for (const [i, [name, value]] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    const order =
      sign(rank(value), rank(other[1])) ||
      Buffer.compare(Buffer.from(name), Buffer.from(other[0])) ||
      compare(value, other[1]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
};

const compareBinary = (a: Binary, b: Binary): number =>
  a.length() - b.length() || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value());

/** The order of values across all types: negative, zero or positive. */
export const compare = (a: Value, b: Value): number => {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string));
  if (typeof a === 'boolean') return Number(a) - Number(b);
  if (a instanceof Date) return sign(a.getTime(), (b as Date).getTime());
  if (a instanceof Timestamp) return sign(a.toBigInt(), (b as Timestamp).toBigInt());
  if (a instanceof ObjectId) return Buffer.compare(a.id, (b as ObjectId).id);
  if (a instanceof Binary) return compareBinary(a, b as Binary);
  if (a instanceof BSONRegExp) {
    return sign(a.pattern, (b as BSONRegExp).pattern) || sign(a.options, (b as BSONRegExp).options);
  }
  if (Array.isArray(a) || isDocument(a)) return compareFields(Object.entries(a as object), Object.entries(b as object));
  return 0;
};
