import { Document, isNumber, toDouble } from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';
import { keyPart, type KeyPart } from './index-keys.js';

/** Parses a sort or an index key: field → 1 or -1. */
export const parseSort = (source: Document): KeyPart[] =>
  [...source].map(([name, direction]) => {
    if (direction instanceof Map || typeof direction === 'string') throw unsupported(`the order of ${name}`);
    const value = isNumber(direction) ? toDouble(direction) : Number.NaN;
    if (value !== 1 && value !== -1)
      throw new MongoError('BadValue', '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return keyPart(name, value < 0);
  });
