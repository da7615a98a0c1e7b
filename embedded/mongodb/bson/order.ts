import {
  Binary,
  Document,
  Double,
  isNumber,
  magnitude,
  MinKey,
  ObjectId,
  Regex,
  Timestamp,
  UtcDate,
  Value,
} from './values.js';

/** The server's order of types: values of different types compare by these. */
export const rank = {
  minKey: 0x05,
  /** Only in index keys: what an empty array leaves. */
  undefined: 0x0a,
  null: 0x14,
  number: 0x1e,
  string: 0x28,
  document: 0x32,
  array: 0x3c,
  binary: 0x46,
  objectId: 0x50,
  boolean: 0x5a,
  date: 0x64,
  timestamp: 0x6e,
  regex: 0x78,
  maxKey: 0x82,
} as const;

export type Rank = (typeof rank)[keyof typeof rank];

export function rankOf(v: Value): Rank {
  switch (typeof v) {
    case 'string':
      return rank.string;
    case 'number':
    case 'bigint':
      return rank.number;
    case 'boolean':
      return rank.boolean;
    default:
      return rankOfObject(v);
  }
}

function rankOfObject(v: Exclude<Value, string | number | bigint | boolean>): Rank {
  if (v === null) return rank.null;
  if (v instanceof Map) return rank.document;
  if (Array.isArray(v)) return rank.array;
  if (v instanceof Double) return rank.number;
  if (v instanceof UtcDate) return rank.date;
  if (v instanceof ObjectId) return rank.objectId;
  if (v instanceof Binary) return rank.binary;
  if (v instanceof Timestamp) return rank.timestamp;
  if (v instanceof Regex) return rank.regex;
  return v instanceof MinKey ? rank.minKey : rank.maxKey;
}

const order = <T extends number | bigint | boolean>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** Numbers of any width by value, exactly; NaN is equal to itself and below all others. */
export function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a == b) return 0; // mixed widths: 1n == 1
  const aNaN = a !== a;
  const bNaN = b !== b;
  return aNaN === bNaN ? 0 : aNaN ? -1 : 1;
}

/** Strings by their UTF-8 bytes, which is by code point; JavaScript's own order is by UTF-16 unit. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xSurrogate = x >= 0xd800 && x <= 0xdfff;
    const ySurrogate = y >= 0xd800 && y <= 0xdfff;
    return xSurrogate === ySurrogate ? x - y : xSurrogate ? 1 : -1;
  }
  return a.length - b.length;
}

/** How strings compare; names of fields always compare by their bytes. */
export type StringOrder = (a: string, b: string) => number;

/** The server's total order of values, across types: negative, zero or positive. */
export function compare(a: Value, b: Value, strings: StringOrder = compareStrings): number {
  if (typeof a === 'string' && typeof b === 'string') return strings(a, b);
  const byType = rankOf(a) - rankOf(b);
  if (byType !== 0) return byType;
  if (isNumber(a) && isNumber(b)) return compareNumbers(magnitude(a), magnitude(b));
  if (typeof a === 'boolean' && typeof b === 'boolean') return order(a, b);
  if (a instanceof Map && b instanceof Map) return compareDocuments(a, b, strings);
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b, strings);
  if (a instanceof UtcDate && b instanceof UtcDate) return order(a.ms, b.ms);
  if (a instanceof ObjectId && b instanceof ObjectId) return a.bytes.compare(b.bytes);
  if (a instanceof Binary && b instanceof Binary)
    return a.bytes.length - b.bytes.length || a.subtype - b.subtype || a.bytes.compare(b.bytes);
  if (a instanceof Timestamp && b instanceof Timestamp) return order(a.value, b.value);
  if (a instanceof Regex && b instanceof Regex)
    return compareStrings(a.pattern, b.pattern) || compareStrings(a.flags, b.flags);
  return 0; // null, MinKey and MaxKey have one value each
}

export const equal = (a: Value, b: Value): boolean => compare(a, b) === 0;

/** Documents compare field by field: type, then name, then value; order of fields counts. */
function compareDocuments(a: Document, b: Document, strings: StringOrder): number {
  const rest = b.entries();
  for (const [name, value] of a) {
    const next = rest.next();
    if (next.done === true) return 1;
    const [otherName, otherValue] = next.value;
    const difference =
      rankOf(value) - rankOf(otherValue) || compareStrings(name, otherName) || compare(value, otherValue, strings);
    if (difference !== 0) return difference;
  }
  return rest.next().done === true ? 0 : -1;
}

function compareArrays(a: readonly Value[], b: readonly Value[], strings: StringOrder): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = compare(a[i] as Value, b[i] as Value, strings);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
