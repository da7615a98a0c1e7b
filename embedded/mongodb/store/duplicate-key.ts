import type { Document, Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { type Collection, type Index, namespaceOf } from './catalogue.js';

/** The error of a key that another document has. @param other that document */
export const duplicateKey = (collection: Collection, index: Index, other: Document): MongoError => {
  const value: Document = new Map(index.parts.map(({ name }) => [name, other.get(name) ?? null]));
  const shown = [...index.key.keys()].map((name) => `${name}: ${shownValue(value.get(name))}`).join(', ');
  return new MongoError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespaceOf(collection)} index: ${index.name} dup key: { ${shown} }`,
    new Map<string, unknown>([
      ['keyPattern', index.key],
      ['keyValue', value],
    ]),
  );
};

/** A key's value in an error message: scalars as they are, anything else only named. */
const shownValue = (value: Value | undefined): string =>
  value === null || typeof value !== 'object'
    ? JSON.stringify(value ?? null, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v))
    : '(value)';
