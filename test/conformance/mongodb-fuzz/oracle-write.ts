import { BSONRegExp, type Document } from 'mongodb';
import { matches, sortKey } from './oracle-match.js';
import { compare, isDocument, type Value } from './oracle-order.js';
import { type Change, type Outcome, updated } from './oracle-update.js';

/** Operators, or the document to put in the place of another. */
export type Update = { changes: readonly Change[] } | { replacement: Document };

/** One write of one document: the first that answers the filter in the order of a path, then of `_id`. */
export interface Write {
  filter: Document;
  update: Update;
  upsert: boolean;
  sort: readonly [path: string, direction: 1 | -1];
}

/** What is changed, made or refused. A document without `_id` gets one of the server's. */
export type Written = { code: number } | { before: Document; after: Document } | { made: Document } | { nothing: true };

const NOT_SINGLE_VALUE = 54;
const NOT_EXACT_VALUE = 111;
const IMMUTABLE = 66;
const DUPLICATE = 11000;

/**
 * The values that a filter asks for, by path: equality, of `$all` each, of `$in` its only value; through `$and`, and through an `$or` of one
 * branch. An expression asks for no value.
 */
const asked = (filter: Document): [path: string, value: Value][] =>
  Object.entries(filter).flatMap(([name, operand]: [string, Value]): [string, Value][] => {
    if (name === '$and' || (name === '$or' && (operand as Document[]).length === 1))
      return (operand as Document[]).flatMap(asked);
    if (name.startsWith('$')) return [];
    const isOperator = isDocument(operand) && (Object.keys(operand)[0] ?? '').startsWith('$');
    const operators: Document = isOperator ? operand : { $eq: operand };
    return Object.entries(operators)
      .flatMap(([operator, value]: [string, Value]): Value[] => {
        if (operator === '$eq') return [value];
        if (operator === '$all' || (operator === '$in' && (value as Value[]).length === 1)) return value as Value[];
        return [];
      })
      .filter((value) => !(value instanceof BSONRegExp))
      .map((value) => [name, value]);
  });

const inEachOther = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

/** The document that an upsert starts from: what the filter asks for, in the order of paths; for a replacement only `_id`. */
const seed = (filter: Document, { replacing }: { replacing: boolean }): Outcome => {
  const all = asked(filter).filter(([path]) => !replacing || path.split('.')[0] === '_id');
  if (replacing && all.some(([path]) => path !== '_id')) return { code: NOT_EXACT_VALUE };
  if (all.some(([path], at) => all.slice(0, at).some(([other]) => inEachOther(path, other))))
    return { code: NOT_SINGLE_VALUE };
  return updated(
    {},
    all.map(([path, value]): Change => ['$set', path, value]),
  );
};

const replaced = (before: Document, replacement: Document): Document => ({
  ...('_id' in before ? { _id: before['_id'] as Value } : {}),
  ...replacement,
});

const applied = (before: Document, update: Update, inserting: boolean): Outcome => {
  const due =
    'replacement' in update
      ? { document: replaced(before, update.replacement) }
      : updated(
          before,
          update.changes
            .filter(([operator]) => inserting || operator !== '$setOnInsert')
            .map(([operator, path, value]): Change => [operator === '$setOnInsert' ? '$set' : operator, path, value]),
        );
  if ('code' in due || !('_id' in before)) return due;
  const kept = '_id' in due.document && compare(due.document['_id'], before['_id']) === 0;
  return kept ? due : { code: IMMUTABLE };
};

const idFirst = ({ _id, ...rest }: Document): Document => (_id === undefined ? rest : { _id: _id as Value, ...rest });

/** What a write finds, by the documented order. */
export const firstOf = (rows: readonly Document[], { filter, sort: [path, way] }: Omit<Write, 'update' | 'upsert'>) =>
  rows
    .filter((row) => matches(row, filter))
    .sort(
      (a, b) => compare(sortKey(a, path, way), sortKey(b, path, way)) * way || compare(a['_id'] as Value, b['_id']),
    )[0];

/** What a write does to the documents that there are. */
export const outcomeOf = (rows: readonly Document[], write: Write): Written => {
  const before = firstOf(rows, write);
  if (before) {
    const due = applied(before, write.update, false);
    return 'code' in due ? due : { before, after: due.document };
  }
  if (!write.upsert) return { nothing: true };
  const start = seed(write.filter, { replacing: 'replacement' in write.update });
  const due = 'code' in start ? start : applied(start.document, write.update, true);
  if ('code' in due) return due;
  const made = idFirst(due.document);
  const taken = '_id' in made && rows.some((row) => compare(row['_id'] as Value, made['_id']) === 0);
  return taken ? { code: DUPLICATE } : { made };
};
