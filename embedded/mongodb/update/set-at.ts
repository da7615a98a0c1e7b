import type { Document, Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { isArrayIndex } from '../query/paths.js';

/** What becomes of the value at a place; undefined stands for none. */
export type Operation = (before: Value | undefined) => Value | undefined;

/** The document with the value at a path changed; documents on the way are made, places in arrays followed. */
export const setAt = (source: Document, path: readonly string[], change: Operation, full: string): Document => {
  const [name, ...rest] = path as [string, ...string[]];
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
  path: readonly string[],
  change: Operation,
  full: string,
): Value | undefined => {
  if (before instanceof Map) return setAt(before, path, change, full);
  if (before === undefined) {
    const made = setAt(new Map(), path, change, full);
    return made.size === 0 ? undefined : made;
  }
  const [name, ...rest] = path as [string, ...string[]];
  if (!Array.isArray(before) || !isArrayIndex(name))
    throw new MongoError('PathNotViable', `Cannot create field '${name}' in element reached by '${full}'`);
  const place = Number(name);
  const list = [...before];
  const item = rest.length === 0 ? change(list[place]) : inside(list[place], rest, change, full);
  if (item === undefined) {
    if (place < list.length) list[place] = null;
    return list;
  }
  while (list.length < place) list.push(null);
  list[place] = item;
  return list;
};

/** The document with the value at a path moved to another. */
export const renamed = (source: Document, from: string, to: string): Document => {
  let moved: Value | undefined;
  const without = setAt(source, from.split('.'), (value) => ((moved = value), undefined), from);
  return moved === undefined ? source : setAt(without, to.split('.'), () => moved, to);
};
