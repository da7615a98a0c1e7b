import { MongoError } from '../errors.js';
import { writeText } from './text.js';
import {
  Binary,
  Double,
  MaxKey,
  MinKey,
  ObjectId,
  RawDocument,
  Regex,
  Reply,
  ReplyValue,
  Timestamp,
  UtcDate,
} from './values.js';

/** The largest document that may be stored, in bytes. */
export const MAX_DOCUMENT = 16 * 1024 * 1024;

/** Encodes a document into bytes of its own. */
export function encode(fields: Reply): Buffer {
  at = 0;
  writeDocument(fields);
  const bytes = Buffer.allocUnsafe(at);
  scratch.copy(bytes, 0, 0, at);
  if (scratch.length > MOST_KEPT) scratch = Buffer.allocUnsafe(64 * 1024);
  return bytes;
}

/** Bytes of scratch that are kept from one document to the next. */
const MOST_KEPT = 4 * 1024 * 1024;
let scratch = Buffer.allocUnsafe(64 * 1024);
let at = 0;

function room(length: number): void {
  if (at + length <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + length));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}

function cstring(text: string): void {
  room(text.length * 3 + 1);
  if (text.includes('\0')) throw new MongoError('BadValue', 'a field name must not contain a null byte');
  at += writeText(scratch, text, at);
  scratch[at++] = 0;
}

function writeDocument(fields: Reply): void {
  const start = at;
  room(5);
  at += 4;
  for (const [name, value] of fields) writeElement(name, value);
  close(start);
}

function writeArray(items: readonly ReplyValue[]): void {
  const start = at;
  room(5);
  at += 4;
  for (let i = 0; i < items.length; i++) writeElement(String(i), items[i] as ReplyValue);
  close(start);
}

function close(start: number): void {
  room(1);
  scratch[at++] = 0;
  scratch.writeInt32LE(at - start, start);
}

function head(type: number, name: string, payload: number): void {
  room(1);
  scratch[at++] = type;
  cstring(name);
  room(payload);
}

function writeElement(name: string, value: ReplyValue): void {
  switch (typeof value) {
    case 'string':
      writeString(name, value);
      return;
    case 'number':
      head(0x10, name, 4);
      at = scratch.writeInt32LE(value, at);
      return;
    case 'bigint':
      head(0x12, name, 8);
      at = scratch.writeBigInt64LE(value, at);
      return;
    case 'boolean':
      head(0x08, name, 1);
      scratch[at++] = value ? 1 : 0;
      return;
    default:
      writeObject(name, value);
  }
}

function writeString(name: string, text: string): void {
  head(0x02, name, 5 + text.length * 3);
  const length = writeText(scratch, text, at + 4);
  scratch.writeInt32LE(length + 1, at);
  at += 4 + length;
  scratch[at++] = 0;
}

function writeObject(name: string, value: Exclude<ReplyValue, string | number | bigint | boolean>): void {
  if (value === null) head(0x0a, name, 0);
  else if (value instanceof Map) {
    head(0x03, name, 0);
    writeDocument(value);
  } else if (Array.isArray(value)) {
    head(0x04, name, 0);
    writeArray(value);
  } else if (value instanceof RawDocument) {
    head(0x03, name, value.bytes.length);
    at += value.bytes.copy(scratch, at);
  } else if (value instanceof Double) {
    head(0x01, name, 8);
    at = scratch.writeDoubleLE(value.value, at);
  } else if (value instanceof UtcDate) {
    head(0x09, name, 8);
    at = scratch.writeBigInt64LE(BigInt(value.ms), at);
  } else if (value instanceof ObjectId) {
    head(0x07, name, 12);
    at += value.bytes.copy(scratch, at);
  } else writeRareObject(name, value);
}

function writeRareObject(name: string, value: Binary | Regex | Timestamp | MinKey | MaxKey): void {
  if (value instanceof Binary) {
    head(0x05, name, 5 + value.bytes.length);
    at = scratch.writeInt32LE(value.bytes.length, at);
    scratch[at++] = value.subtype;
    at += value.bytes.copy(scratch, at);
  } else if (value instanceof Timestamp) {
    head(0x11, name, 8);
    at = scratch.writeBigUInt64LE(value.value, at);
  } else if (value instanceof Regex) {
    head(0x0b, name, 0);
    cstring(value.pattern);
    cstring(value.flags);
  } else head(value instanceof MinKey ? 0xff : 0x7f, name, 0);
}
