import { randomBytes } from 'node:crypto';
import { checksum } from '../../storage/checksum.js';
import type { Column } from '../../storage/database.js';
import { StorageFailure } from '../../storage/errors.js';
import { MAX_DOCUMENT } from '../bson/encode.js';
import { type Document, ObjectId, Regex, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { type Collection, namespaceOf } from './catalogue.js';

/** A stored document and where it is. */
export interface StoredRow {
  readonly rid: number;
  readonly body: Buffer;
}

/** The bytes of a document that is not too large. @throws BSONObjectTooLarge */
export const sized = (body: Buffer): Buffer => {
  if (body.length > MAX_DOCUMENT)
    throw new MongoError(
      'BSONObjectTooLarge',
      `object to insert too large. size in bytes: ${body.length}, max size: ${MAX_DOCUMENT}`,
    );
  return body;
};

/** The document with `_id` first; one without gets one. */
export const withId = (source: Document): Document => {
  const [first] = source.keys();
  if (first === '_id') return source;
  const given = source.get('_id');
  const id = given === undefined ? new ObjectId(randomBytes(12)) : given;
  const ordered: Document = new Map<string, Value>([['_id', id]]);
  for (const [name, value] of source) if (name !== '_id') ordered.set(name, value);
  return ordered;
};

/** Fields of a reference to another document. */
const REFERENCE = ['$ref', '$id', '$db'];

/** The `_id` of a document. @throws InvalidIdField, DollarPrefixedFieldName */
export const checkedId = (source: Document): Value => {
  const id = source.get('_id') ?? null;
  if (Array.isArray(id) || id instanceof Regex)
    throw new MongoError('InvalidIdField', "The '_id' value cannot be of type array or regex");
  if (id instanceof Map)
    for (const name of id.keys())
      if (name.startsWith('$') && !REFERENCE.includes(name))
        throw new MongoError(
          'DollarPrefixedFieldName',
          `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
        );
  return id;
};

export const asBuffer = (value: unknown): Buffer => {
  if (Buffer.isBuffer(value)) return value;
  const bytes = value as Uint8Array;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};

/** A document's bytes. @throws StorageFailure when they are not what was written: they are never given out */
export const soundBody = (
  collection: Collection,
  rid: number,
  body: Column | undefined,
  sum: Column | undefined,
): Buffer => {
  // A damaged header of a row can make another type of a column.
  const bytes = body instanceof Uint8Array ? asBuffer(body) : undefined;
  if (bytes && checksum(bytes) === sum) return bytes;
  throw new StorageFailure(`Document ${rid} of ${namespaceOf(collection)} is damaged: its checksum does not fit`);
};
