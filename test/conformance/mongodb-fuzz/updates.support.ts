import { BSONRegExp, type Document, Int32 } from 'mongodb';
import fc from 'fast-check';
import { paths, values } from './generators.js';
import { isDocument, type Value } from './oracle-order.js';
import type { Change } from './oracle-update.js';

export const operand = values(1);
/** What `$pull` compares for equality; documents and expressions are conditions to it. */
const plain = operand.filter((value) => !isDocument(value) && !(value instanceof BSONRegExp));
const changesBy = (...names: string[]): fc.Arbitrary<Change> =>
  fc.oneof(
    fc.tuple(fc.constantFrom(...names), paths, operand),
    fc.tuple(fc.constant('$unset'), paths, fc.constant('')),
    fc.tuple(fc.constant('$pull'), paths, plain),
    fc.tuple(
      fc.constant('$inc'),
      paths,
      fc.integer({ min: -2, max: 2 }).map((n) => new Int32(n)),
    ),
  );
const setters = ['$set', '$min', '$max', '$push', '$addToSet'];

/** Paths with different first names cannot be in each other's way. */
const apart = (changes: fc.Arbitrary<Change>): fc.Arbitrary<Change[]> =>
  fc.uniqueArray(changes, { minLength: 1, maxLength: 3, selector: ([, path]) => path[0] });

export const updates = apart(changesBy(...setters));
export const upserts = apart(changesBy(...setters, '$setOnInsert'));

export const written = (changes: readonly Change[]): Document => {
  const update: Record<string, Document> = {};
  for (const [operator, path, value] of changes) (update[operator] ??= {})[path] = value;
  return update;
};

/** Whether a document has a name like an array's place: objects of JavaScript show those first, wherever they are stored. */
export const isReordered = (value: Value): boolean => {
  if (Array.isArray(value)) return value.some(isReordered);
  if (!isDocument(value)) return false;
  return Object.entries(value).some(([name, one]) => /^\d+$/.test(name) || isReordered(one as Value));
};
