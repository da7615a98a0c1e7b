/**
 * BSON values as this server holds them. JavaScript objects would reorder keys that look like integers and plain numbers
 * would lose their width, so a document is a `Map` in stored order and each numeric width has its own shape:
 * int32 is `number` (always an integer), int64 is `bigint`, a double is {@link Double}.
 */
export type Value =
  | null
  | boolean
  | string
  | number
  | bigint
  | Double
  | UtcDate
  | ObjectId
  | Binary
  | Regex
  | Timestamp
  | MinKey
  | MaxKey
  | Document
  | Value[];

export type Document = Map<string, Value>;

export class Double {
  constructor(readonly value: number) {}
}

/** Milliseconds since the epoch. */
export class UtcDate {
  constructor(readonly ms: number) {}
}

/** Twelve bytes. */
export class ObjectId {
  constructor(readonly bytes: Buffer) {}
}

export class Binary {
  constructor(
    readonly subtype: number,
    readonly bytes: Buffer,
  ) {}
}

export class Regex {
  constructor(
    readonly pattern: string,
    readonly flags: string,
  ) {}
}

/** Seconds since the epoch in the upper 32 bits, a counter in the lower; unsigned. */
export class Timestamp {
  constructor(readonly value: bigint) {}
}

export class MinKey {
  readonly kind = 'min';
}

export class MaxKey {
  readonly kind = 'max';
}

/** The encoded bytes of a document, spliced into a reply as they are stored. */
export class RawDocument {
  constructor(readonly bytes: Buffer) {}
}

export type ReplyValue = Value | RawDocument | ReplyValue[] | Map<string, ReplyValue>;
export type Reply = Map<string, ReplyValue>;

/** A document from a literal; insertion order is kept, so keys that look like integers don't belong in it. */
export const document = <V extends ReplyValue>(fields: Record<string, V>): Map<string, V> =>
  new Map(Object.entries(fields));

export const isNumber = (v: Value | undefined): v is number | bigint | Double =>
  typeof v === 'number' || typeof v === 'bigint' || v instanceof Double;

/** The value of a number as JavaScript compares it: `bigint` stays exact. */
export const magnitude = (v: number | bigint | Double): number | bigint => (v instanceof Double ? v.value : v);

/** As a JavaScript number; an int64 beyond 2^53 is rounded. */
export const toDouble = (v: number | bigint | Double): number => (v instanceof Double ? v.value : Number(v));

/** What the query language counts as true: anything but false, null, missing and a zero. */
export const isTruthy = (v: Value | undefined): boolean => {
  if (v === undefined || v === null || v === false) return false;
  return isNumber(v) ? toDouble(v) !== 0 : true;
};
