import { MongoError, unsupported } from '../errors.js';
import { nameAt } from './text.js';
import { Binary, Document, Double, MaxKey, MinKey, ObjectId, Regex, Timestamp, UtcDate, Value } from './values.js';

const MAX_DEPTH = 180;
const broken = (why: string): MongoError => new MongoError('InvalidBSON', `invalid BSON: ${why}`);

/**
 * Decodes the document at `offset`. With `wanted`, only those top-level fields; the others are skipped over.
 * Throws InvalidBSON on bytes that are no document, NotImplemented on types this server does not hold (Decimal128,
 * deprecated types).
 */
export function decode(bytes: Buffer, offset = 0, wanted?: ReadonlySet<string>): Document {
  const reader = new Reader(bytes, offset);
  return reader.document(0, wanted);
}

/** The names of a document's fields in order, after a look at all that is in it. Throws what `decode` throws for the same bytes. */
export function namesIn(bytes: Buffer): string[] {
  const names: string[] = [];
  new Reader(bytes, 0).lookThrough(0, names);
  return names;
}

/** The encoded length of the document at `offset`, checked against the buffer. */
export function documentLength(bytes: Buffer, offset: number): number {
  if (offset + 5 > bytes.length) throw broken('truncated document');
  const length = bytes.readInt32LE(offset);
  if (length < 5 || offset + length > bytes.length || bytes[offset + length - 1] !== 0) throw broken('document length');
  return length;
}

/** The place of each top-level element of an encoded document: its type byte, name and the bytes of the whole element. */
export function* elements(
  bytes: Buffer,
): Generator<{ type: number; name: string; start: number; value: number; end: number }> {
  const reader = new Reader(bytes, 0);
  const end = documentLength(bytes, 0) - 1;
  reader.at = 4;
  while (reader.at < end) {
    const start = reader.at;
    const type = reader.byte();
    const name = reader.cstring();
    const value = reader.at;
    reader.skip(type);
    yield { type, name, start, value, end: reader.at };
  }
}

class Reader {
  constructor(
    private readonly bytes: Buffer,
    public at: number,
  ) {}

  document(depth: number, wanted?: ReadonlySet<string>): Document {
    const fields: Document = new Map();
    const end = this.open(depth);
    let left = wanted?.size ?? -1;
    while (this.at < end && left !== 0) {
      const type = this.byte();
      const name = this.cstring();
      if (wanted !== undefined && !wanted.has(name)) {
        this.skip(type);
        continue;
      }
      fields.set(name, this.value(type, depth));
      left--;
    }
    this.at = end + 1;
    return fields;
  }

  /** Reads what `document` would read, and makes nothing of it. */
  lookThrough(depth: number, names?: string[]): void {
    const end = this.open(depth);
    while (this.at < end) {
      const type = this.byte();
      if (names) names.push(this.cstring());
      else while (this.byte() !== 0);
      if (type === 0x03 || type === 0x04) this.lookThrough(depth + 1);
      else if (type === 0x02) this.endOfString();
      else if (type === 0x05) this.binary();
      else if (type === 0x09) this.date();
      else this.skip(type);
    }
    this.at = end + 1;
  }

  private array(depth: number): Value[] {
    const items: Value[] = [];
    const end = this.open(depth);
    while (this.at < end) {
      const type = this.byte();
      while (this.byte() !== 0);
      items.push(this.value(type, depth));
    }
    this.at = end + 1;
    return items;
  }

  private open(depth: number): number {
    if (depth > MAX_DEPTH) throw new MongoError('Overflow', 'BSON document is nested too deeply');
    const end = this.at + documentLength(this.bytes, this.at) - 1;
    this.at += 4;
    return end;
  }

  byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw broken('truncated');
    return value;
  }

  cstring(): string {
    const { bytes, at } = this;
    let end = at;
    while (end < bytes.length && bytes[end] !== 0) end += 1;
    if (end === bytes.length) throw broken('unterminated name');
    this.at = end + 1;
    return nameAt(bytes, at, end);
  }

  private take(length: number): number {
    const start = this.at;
    if (length < 0 || start + length > this.bytes.length) throw broken('truncated value');
    this.at += length;
    return start;
  }

  private string(): string {
    const start = this.at + 4;
    return this.bytes.toString('utf8', start, this.endOfString());
  }

  /** Goes past a string. @returns where its text ends */
  private endOfString(): number {
    const length = this.bytes.readInt32LE(this.take(4));
    if (length < 1) throw broken('string length');
    const end = this.take(length) + length - 1;
    if (this.bytes[end] !== 0) throw broken('string end');
    return end;
  }

  private value(type: number, depth: number): Value {
    const { bytes } = this;
    switch (type) {
      case 0x01:
        return new Double(bytes.readDoubleLE(this.take(8)));
      case 0x02:
        return this.string();
      case 0x03:
        return this.document(depth + 1);
      case 0x04:
        return this.array(depth + 1);
      case 0x05:
        return this.binary();
      case 0x07: {
        const start = this.take(12);
        return new ObjectId(bytes.subarray(start, start + 12));
      }
      case 0x08:
        return bytes[this.take(1)] === 1;
      case 0x09:
        return this.date();
      case 0x0a:
        return null;
      case 0x0b:
        return new Regex(this.cstring(), this.cstring());
      case 0x10:
        return bytes.readInt32LE(this.take(4));
      case 0x11:
        return new Timestamp(bytes.readBigUInt64LE(this.take(8)));
      case 0x12:
        return bytes.readBigInt64LE(this.take(8));
      case 0xff:
        return new MinKey();
      case 0x7f:
        return new MaxKey();
      default:
        throw refusedType(type);
    }
  }

  private binary(): Binary {
    const length = this.bytes.readInt32LE(this.take(4));
    const subtype = this.byte();
    const start = this.take(length);
    return new Binary(subtype, this.bytes.subarray(start, start + length));
  }

  private date(): UtcDate {
    const ms = Number(this.bytes.readBigInt64LE(this.take(8)));
    if (!Number.isSafeInteger(ms)) throw unsupported('a date beyond the range of JavaScript');
    return new UtcDate(ms);
  }

  skip(type: number): void {
    switch (type) {
      case 0x01:
      case 0x09:
      case 0x11:
      case 0x12:
        this.take(8);
        return;
      case 0x02:
        this.take(this.bytes.readInt32LE(this.take(4)));
        return;
      case 0x03:
      case 0x04:
        this.take(documentLength(this.bytes, this.at));
        return;
      case 0x05:
        this.take(this.bytes.readInt32LE(this.take(4)) + 1);
        return;
      case 0x07:
        this.take(12);
        return;
      case 0x08:
        this.take(1);
        return;
      case 0x0b:
        this.cstring();
        this.cstring();
        return;
      case 0x10:
        this.take(4);
        return;
      case 0x0a:
      case 0xff:
      case 0x7f:
        return;
      default:
        throw refusedType(type);
    }
  }
}

function refusedType(type: number): MongoError {
  if (type === 0x13) return unsupported('the type Decimal128');
  if ([0x06, 0x0c, 0x0d, 0x0e, 0x0f].includes(type)) return unsupported(`the BSON type 0x${type.toString(16)}`);
  return broken(`unknown type 0x${type.toString(16)}`);
}
