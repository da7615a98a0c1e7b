import { randomBytes } from 'node:crypto';
import { MAX_DOCUMENT } from '../bson/encode.js';
import { type Document, ObjectId, Regex, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';

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
  const id = source.get('_id') ?? new ObjectId(randomBytes(12));
  const ordered: Document = new Map<string, Value>([['_id', id]]);
  for (const [name, value] of source) if (name !== '_id') ordered.set(name, value);
  return ordered;
};

/** The `_id` of a document. @throws InvalidIdField */
export const checkedId = (source: Document): Value => {
  const id = source.get('_id') ?? null;
  if (Array.isArray(id) || id instanceof Regex)
    throw new MongoError('InvalidIdField', "The '_id' value cannot be of type array or regex");
  return id;
};
