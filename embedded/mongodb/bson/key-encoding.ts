import { rank, rankOf } from './order.js';
import { writeText } from './text.js';
import { Binary, Double, ObjectId, Regex, Timestamp, UtcDate, Value } from './values.js';

/**
 * Every value as bytes that sort (memcmp) as the server compares values: a type byte, then a payload no encoding of which
 * is a prefix of another. Numbers of any width that are equal have the same bytes. Descending parts are inverted.
 */

/** Above every continuation of a prefix: type bytes stay below it, also inverted. */
export const AFTER = Buffer.from([0xff]);

let scratch = Buffer.allocUnsafe(4096);
let at = 0;

const room = (length: number): void => {
  if (at + length <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + length));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
};

/** The bytes of a value; `undefined` is what an empty array leaves in an index. */
export function encodeKey(value: Value | undefined, descending = false): Buffer {
  at = 0;
  putPart(value, descending);
  return taken();
}

/** The bytes of several values, one behind the other. */
export function encodeKeys(values: readonly (Value | undefined)[], descending: (part: number) => boolean): Buffer {
  at = 0;
  for (let i = 0; i < values.length; i++) putPart(values[i], descending(i));
  return taken();
}

function putPart(value: Value | undefined, descending: boolean): void {
  const start = at;
  put(value);
  if (descending) for (let i = start; i < at; i++) scratch[i] = ~(scratch[i] as number) & 0xff;
}

function taken(): Buffer {
  const key = Buffer.allocUnsafe(at);
  scratch.copy(key, 0, 0, at);
  return key;
}

/** The encoding as a string, for use as a key of a `Map` or `Set`. */
export function keyText(value: Value | undefined): string {
  at = 0;
  put(value);
  return scratch.toString('latin1', 0, at);
}

function put(value: Value | undefined): void {
  room(16);
  if (value === undefined) {
    scratch[at++] = rank.undefined;
    return;
  }
  scratch[at++] = rankOf(value);
  payload(value);
}

function payload(value: Value): void {
  switch (typeof value) {
    case 'string':
      putString(value);
      return;
    case 'number':
      putNumber(value, 0);
      return;
    case 'bigint': {
      const near = Number(value);
      putNumber(near, Number(value - BigInt(near)));
      return;
    }
    case 'boolean':
      scratch[at++] = value ? 1 : 0;
      return;
    default:
      putObject(value);
  }
}

/** `rest` is what the nearest double leaves of an int64, so that int64s beyond 2^53 keep their order among doubles. */
function putNumber(near: number, rest: number): void {
  room(10);
  if (Number.isNaN(near)) scratch.fill(0, at, at + 8);
  else {
    scratch.writeDoubleBE(near === 0 ? 0 : near, at);
    const negative = ((scratch[at] as number) & 0x80) !== 0;
    if (negative) for (let i = at; i < at + 8; i++) scratch[i] = ~(scratch[i] as number) & 0xff;
    else scratch[at] = (scratch[at] as number) | 0x80;
  }
  at = scratch.writeUInt16BE(rest + 0x8000, at + 8);
}

function putString(text: string): void {
  room(text.length * 6 + 2);
  if (text.includes('\0')) {
    for (const byte of Buffer.from(text, 'utf8')) {
      scratch[at++] = byte;
      if (byte === 0) scratch[at++] = 0xff;
    }
  } else at += writeText(scratch, text, at);
  scratch[at++] = 0;
  scratch[at++] = 1;
}

function putObject(value: Exclude<Value, string | number | bigint | boolean>): void {
  if (value instanceof Map) {
    for (const [name, field] of value) {
      room(1);
      scratch[at++] = rankOf(field);
      putString(name);
      payload(field);
    }
    room(1);
    scratch[at++] = 0;
  } else if (Array.isArray(value)) {
    for (const item of value) put(item);
    room(1);
    scratch[at++] = 0;
  } else if (value instanceof Double) putNumber(value.value, 0);
  else if (value instanceof ObjectId) {
    room(12);
    at += value.bytes.copy(scratch, at);
  } else if (value instanceof UtcDate) {
    room(8);
    at = scratch.writeBigUInt64BE(BigInt(value.ms) + (1n << 63n), at);
  } else if (value instanceof Binary) {
    room(5 + value.bytes.length);
    at = scratch.writeUInt32BE(value.bytes.length, at);
    scratch[at++] = value.subtype;
    at += value.bytes.copy(scratch, at);
  } else if (value instanceof Timestamp) {
    room(8);
    at = scratch.writeBigUInt64BE(value.value, at);
  } else if (value instanceof Regex) {
    putString(value.pattern);
    putString(value.flags);
  }
}
