import { encode } from '../bson/encode.js';
import type { Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import type { Collection } from '../store/catalogue.js';

/** Name of the index that a hint means. */
export const hintOf = (hint: Value | undefined, collection: Collection | undefined): string | undefined => {
  if (hint === undefined) return undefined;
  if (typeof hint === 'string') return known(hint, collection);
  if (!(hint instanceof Map)) throw new MongoError('FailedToParse', 'hint must be a string or an object');
  if (hint.has('$natural')) return '$natural';
  const key = encode(hint);
  const index = collection?.indexes.find((one) => encode(one.key).equals(key));
  return known(index?.name ?? JSON.stringify([...hint]), collection);
};

const known = (name: string, collection: Collection | undefined): string => {
  if (collection && !collection.indexes.some((index) => index.name === name))
    throw new MongoError('BadValue', `error processing query: planner returned error: bad hint: ${name}`);
  return name;
};
