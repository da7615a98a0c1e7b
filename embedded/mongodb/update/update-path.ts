import type { Document, Value } from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';
import { conjuncts, type Filter } from '../query/filter.js';
import { compileFilter } from '../query/match.js';
import type { ArrayFilters } from './array-filters.js';

/** One name of a path: a field or a place; `$[]` and `$[name]`, the elements chosen; or `$`, the one that the query found. */
export type Step = string | Chosen | typeof FOUND;

export interface Chosen {
  readonly text: string;
  readonly chooses: (item: Value) => boolean;
}

/** Stands for `$`. */
const FOUND: unique symbol = Symbol('$');

/** Splits the path of an update. @throws MongoError on one that is none */
export const parsePath = (path: string, filters: ArrayFilters): Step[] => {
  const names = path.split('.');
  if (names.includes(''))
    throw new MongoError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  const steps = names.map((name) => stepOf(name, path, filters));
  if (typeof steps[0] !== 'string')
    throw new MongoError(
      'BadValue',
      `Cannot have array filter identifier or positional element first in path '${path}'`,
    );
  if (steps.filter((step) => step === FOUND).length > 1)
    throw new MongoError('BadValue', `Too many positional (i.e. '$') elements found in path '${path}'`);
  return steps;
};

const stepOf = (name: string, path: string, filters: ArrayFilters): Step => {
  if (name === '$') return FOUND;
  if (name === '$[]') return { text: name, chooses: () => true };
  if (name.startsWith('$[') && name.endsWith(']'))
    return { text: name, chooses: filters.find(name.slice(2, -1), path) };
  if (name.startsWith('$'))
    throw new MongoError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${name}' in '${path}' is not allowed in the context of an update's path.`,
    );
  return name;
};

/** The path with the place that the query found in the place of its `$`. */
export const placed = (steps: readonly Step[], source: Document, query: Filter | undefined): (string | Chosen)[] => {
  const at = steps.indexOf(FOUND);
  const found = at < 0 ? '' : String(placeFound(source, names(steps.slice(0, at)), query));
  return steps.map((step) => (step === FOUND ? found : step));
};

const names = (steps: readonly Step[]): string =>
  steps.map((step) => (typeof step === 'string' ? step : '$')).join('.');

/**
 * The place in an array that the query found: that of the first element which its condition on the array holds for. Where several
 * conditions disagree, the real server's answer depends on the order in which it happens to test them.
 */
const placeFound = (source: Document, array: string, query: Filter | undefined): number => {
  const concerned = query ? conjuncts(query) : [];
  if (concerned.some(({ kind }) => kind !== 'field'))
    throw unsupported('the positional operator with $or, $nor or $expr');
  const places = new Set(
    concerned.flatMap((part) =>
      part.kind === 'field' && (part.name === array || part.name.startsWith(`${array}.`)) && part.test.op !== 'not'
        ? firstPlace(source, array, part)
        : [],
    ),
  );
  const [place, other] = places;
  if (other !== undefined) throw unsupported('the positional operator with conditions on several elements');
  if (place === undefined)
    throw new MongoError('BadValue', 'The positional operator did not find the match needed from the query.');
  return place;
};

const firstPlace = (source: Document, array: string, part: Extract<Filter, { kind: 'field' }>): number[] => {
  const path = array.split('.');
  let value: Value | undefined = source;
  for (const name of path) value = value instanceof Map ? value.get(name) : undefined;
  if (!Array.isArray(value)) return [];
  const last = path.at(-1) ?? '';
  const rest = [last, ...part.path.slice(path.length)];
  if (/^\d+$/.test(rest[1] ?? '')) return [];
  const holds = compileFilter({ kind: 'field', name: rest.join('.'), path: rest, test: part.test });
  // Alone in its array, an element is seen by every operator as it is among the others.
  const place = value.findIndex((item) => holds(new Map([[last, [item]]])));
  return place < 0 || part.test.op === 'size' ? [] : [place];
};

/** Whether two paths concern the same place, or one a place inside the other's; elements chosen may be any. */
export const overlap = (a: readonly string[], b: readonly string[]): 'surely' | 'perhaps' | undefined => {
  let certain: 'surely' | 'perhaps' = 'surely';
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [ours, theirs] = [a[at] ?? '', b[at] ?? ''];
    if (ours === theirs) continue;
    if (!ours.startsWith('$') && !theirs.startsWith('$')) return undefined;
    if (ours !== '$[]' && theirs !== '$[]') certain = 'perhaps';
  }
  return certain;
};
