import { Document, Value } from '../bson/values.js';

/** A dotted path, split. */
export type Path = readonly string[];

/** Nearly all paths are one name. */
export const splitPath = (path: string): Path => (path.includes('.') ? path.split('.') : [path]);

export const isArrayIndex = (name: string): boolean => {
  const first = name.charCodeAt(0);
  return first >= 0x30 && first <= 0x39 && /^(0|[1-9]\d{0,9})$/.test(name);
};

/** How an array at the end of a path is seen: its elements and then itself, or only itself. */
export type Leaf = 'elements' | 'whole';

/**
 * Whether `test` holds for some value that `path` leads to, with the server's array rules: an array on the way stands for
 * its documents (and for the element at a numeric name), a missing field or a scalar on the way is a missing value
 * (`undefined`), an array on the way without any document leads nowhere.
 */
export function someValue(
  source: Document,
  path: Path,
  leaf: Leaf,
  test: (value: Value | undefined) => boolean,
  from = 0,
): boolean {
  const value = source.get(path[from] as string);
  if (from === path.length - 1) return atLeaf(value, leaf, test);
  if (value instanceof Map) return someValue(value, path, leaf, test, from + 1);
  if (Array.isArray(value)) return someInArray(value, path, leaf, test, from + 1);
  return test(undefined);
}

function atLeaf(value: Value | undefined, leaf: Leaf, test: (value: Value | undefined) => boolean): boolean {
  if (leaf === 'elements' && Array.isArray(value) && value.some(test)) return true;
  return test(value);
}

function someInArray(
  items: readonly Value[],
  path: Path,
  leaf: Leaf,
  test: (value: Value | undefined) => boolean,
  from: number,
): boolean {
  for (const item of items) if (item instanceof Map && someValue(item, path, leaf, test, from)) return true;
  const name = path[from] as string;
  if (!isArrayIndex(name)) return false;
  const item = items[Number(name)];
  if (item === undefined) return false;
  if (from === path.length - 1) return atLeaf(item, leaf, test);
  if (item instanceof Map) return someValue(item, path, leaf, test, from + 1);
  return Array.isArray(item) && someInArray(item, path, leaf, test, from + 1);
}

/** All values that `distinct` sees at a path: elements of arrays on the way and at the end, no missing ones. */
export function valuesAt(source: Document, path: Path): Value[] {
  const found: Value[] = [];
  someValue(source, path, 'elements', (value) => {
    if (value !== undefined) found.push(value);
    return false;
  });
  return found;
}
