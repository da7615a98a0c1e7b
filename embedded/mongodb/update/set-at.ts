import { Document, Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { isArrayIndex } from '../query/paths.js';
import type { Chosen } from './update-path.js';

type Place = string | Chosen;

/** Places between an array's end and a new element that are filled with null: the server's limit. */
const MOST_FILLED = 1_500_000;

/** What becomes of the value at a place; undefined stands for none. */
export type Operation = (before: Value | undefined) => Value | undefined;

/** The document with the value at a path changed; documents on the way are made, places in arrays followed. */
export const setAt = (source: Document, path: readonly Place[], change: Operation, full: string): Document => {
  const [name, ...rest] = path as [Place, ...Place[]];
  if (typeof name !== 'string') throw notAnArray(full, name);
  const before = source.get(name);
  const after = rest.length === 0 ? change(before) : inside(before, rest, change, full);
  if (after === before) return source;
  const changed: Document = new Map(source);
  if (after === undefined) changed.delete(name);
  else changed.set(name, after);
  return changed;
};

const inside = (
  before: Value | undefined,
  path: readonly Place[],
  change: Operation,
  full: string,
): Value | undefined => {
  if (before instanceof Map) return setAt(before, path, change, full);
  const [name, ...rest] = path as [Place, ...Place[]];
  if (typeof name !== 'string') return chosen(before, name, rest, change, full);
  if (before === undefined) {
    const made = setAt(new Map(), path, change, full);
    return made.size === 0 ? undefined : made;
  }
  if (!Array.isArray(before) || !isArrayIndex(name)) {
    // What takes away has nothing to take away there; only what would make something fails
    if (change(undefined) === undefined) return before;
    throw new MongoError('PathNotViable', `Cannot create field '${name}' in element reached by '${full}'`);
  }
  const place = Number(name);
  const fill = place - before.length;
  if (fill > MOST_FILLED && change(undefined) !== undefined)
    throw new MongoError('BadValue', `can't backfill more than ${MOST_FILLED} elements`);
  const list = [...before];
  const item = rest.length === 0 ? change(list[place]) : inside(list[place], rest, change, full);
  if (item === undefined) {
    if (place >= list.length) return before;
    list[place] = null;
    return list;
  }
  while (list.length < place) list.push(null);
  list[place] = item;
  return list;
};

/** The array with those of its elements changed that a path chooses. */
const chosen = (
  before: Value | undefined,
  place: Chosen,
  rest: readonly Place[],
  change: Operation,
  full: string,
): Value => {
  if (before === undefined)
    throw new MongoError(
      'BadValue',
      `The path '${full}' must exist in the document in order to apply array updates at '${place.text}'.`,
    );
  if (!Array.isArray(before)) throw notAnArray(full, place);
  let differs = false;
  const list = before.map((item) => {
    if (!place.chooses(item)) return item;
    const after = (rest.length === 0 ? change(item) : inside(item, rest, change, full)) ?? null;
    differs ||= after !== item;
    return after;
  });
  return differs ? list : before;
};

const notAnArray = (full: string, { text }: Chosen): MongoError =>
  new MongoError('BadValue', `Cannot apply array updates to non-array element at '${text}' of '${full}'`);

/** The document with the value at a path moved to another. */
export const renamed = (source: Document, from: string, to: string): Document => {
  for (const path of [from, to])
    if (throughArray(source, path.split('.')))
      throw new MongoError('BadValue', `The source and the destination of $rename cannot be array elements: ${path}`);
  let moved: Value | undefined;
  let viable = true;
  let at: Value | undefined = source;
  for (const name of from.split('.')) {
    if (at !== undefined && !(at instanceof Map)) viable = false;
    at = at instanceof Map ? at.get(name) : undefined;
  }
  if (!viable) throw new MongoError('PathNotViable', `cannot rename from '${from}': a value on the way is no document`);
  const without = setAt(source, from.split('.'), (value) => ((moved = value), undefined), from);
  return moved === undefined ? source : setAt(without, to.split('.'), () => moved, to);
};

const throughArray = (source: Document, path: readonly string[]): boolean => {
  let at: Value | undefined = source;
  return path.slice(0, -1).some((name) => {
    at = at instanceof Map ? at.get(name) : undefined;
    return Array.isArray(at);
  });
};
