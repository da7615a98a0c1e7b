import { AFTER, encodeKey } from '../bson/key-encoding.js';
import { rankOf } from '../bson/order.js';
import { Regex, type Value } from '../bson/values.js';
import type { Index } from '../store/catalogue.js';
import { conjuncts, type Filter, type Test } from './filter.js';
import type { KeyPart } from './index-keys.js';

/** Keys from `low` (included) to `high` (excluded). */
export interface Bounds {
  readonly low: Buffer;
  readonly high: Buffer;
}

/** How a query finds its documents. */
export type Plan =
  | { readonly kind: 'scan'; readonly sorted: boolean }
  | {
      readonly kind: 'index';
      readonly index: Index;
      readonly bounds: readonly Bounds[];
      readonly backwards: boolean;
      /** Each of the bounds is one whole key. */
      readonly points: boolean;
      /** The order of the index is the one asked for. */
      readonly sorted: boolean;
      /** A document may come more than once. */
      readonly repeats: boolean;
      /** The bounds say all that the filter says: documents need not be looked at. */
      readonly exact: boolean;
    };

type FieldTest = Extract<Filter, { kind: 'field' }>;
/** Values of several parts multiply: beyond so many bounds the next part is left to the filter. */
const MAX_BOUNDS = 2_000;
const NOTHING = Buffer.alloc(0);

/** Chooses among the indexes; `only` names the one a hint allows. A tie goes to the one that sorts, then to the one that has bounds. */
export const choosePlan = (
  filter: Filter,
  sort: readonly KeyPart[],
  indexes: readonly Index[],
  only?: string,
): Plan => {
  if (only === '$natural') return { kind: 'scan', sorted: sort.length === 0 };
  const tests = conjuncts(filter);
  let best: Plan = { kind: 'scan', sorted: sort.length === 0 };
  let bestScore = only === undefined ? 0 : -1;
  for (const index of indexes) {
    // A sparse index lacks documents that the query may want: as in the real server, only a hint makes them be missing.
    if (only === undefined ? index.sparse : index.name !== only) continue;
    const { plan, score } = indexPlan(index, tests, sort);
    if (score > bestScore) [best, bestScore] = [plan, score];
  }
  return best;
};

interface Prefix {
  readonly keys: readonly Buffer[];
  /** Parts that are bound to single values or sets of them. */
  readonly fixed: number;
  readonly single: boolean;
  readonly repeats: boolean;
  readonly used: Set<Filter>;
}

const indexPlan = (index: Index, tests: readonly Filter[], sort: readonly KeyPart[]): { plan: Plan; score: number } => {
  const prefix = fixedPrefix(index, tests);
  const part = index.parts[prefix.fixed];
  const range = part ? rangeOf(index, part, tests, prefix.used) : undefined;
  const bounds = prefix.keys.map((key) =>
    range
      ? { low: Buffer.concat([key, range.low]), high: Buffer.concat([key, range.high]) }
      : { low: key, high: Buffer.concat([key, AFTER]) },
  );
  const order = sortDirection(index, sort, prefix);
  const repeats = prefix.repeats || (range?.repeats ?? false) || (isOpen(index, prefix.fixed) && range === undefined);
  const sorted = sort.length === 0 || (order !== undefined && !repeats);
  const exact = tests.every((test) => prefix.used.has(test));
  const score =
    prefix.fixed * 4 +
    (range ? 2 : 0) +
    (sort.length > 0 && sorted ? 3 : 0) +
    (index.unique && prefix.fixed === index.parts.length ? 1 : 0);
  const backwards = sorted && order === 'backwards';
  const points = prefix.fixed === index.parts.length;
  return { plan: { kind: 'index', index, bounds, points, backwards, sorted, repeats, exact }, score };
};

/** Whether any part that is not fixed leads through an array: then a document has several keys within the bounds. */
const isOpen = (index: Index, from: number): boolean => index.parts.slice(from).some((part) => isMultikey(index, part));

const isMultikey = (index: Index, part: KeyPart): boolean =>
  [...index.arrays].some((path) => part.name === path || part.name.startsWith(`${path}.`));

const fieldTests = (tests: readonly Filter[], name: string): FieldTest[] =>
  tests.filter((test): test is FieldTest => test.kind === 'field' && test.name === name);

const fixedPrefix = (index: Index, tests: readonly Filter[]): Prefix => {
  let keys: Buffer[] = [NOTHING];
  let fixed = 0;
  let single = true;
  let repeats = false;
  let arraySeen = false;
  const used = new Set<Filter>();
  for (const part of index.parts) {
    const multikey = isMultikey(index, part);
    // Parts through the same array must hold for the same element; a filter's tests need not.
    if (multikey && arraySeen) break;
    const found = fieldTests(tests, part.name).find(({ test }) => fixedValues(test) !== undefined);
    const values = found && fixedValues(found.test);
    if (!found || !values || (fixed > 0 && keys.length * values.length > MAX_BOUNDS)) break;
    const encoded = distinct(values.map((value) => encodeKey(value, part.descending)));
    keys = keys.flatMap((key) => encoded.map((next) => Buffer.concat([key, next])));
    if (encoded.length !== 1) single = false;
    if (multikey && encoded.length > 1) repeats = true;
    if (multikey) arraySeen = true;
    if (values.every((value) => value !== null)) used.add(found);
    fixed += 1;
  }
  return { keys: keys.sort((a, b) => Buffer.compare(a, b)), fixed, single, repeats, used };
};

const distinct = (keys: Buffer[]): Buffer[] => [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];

const indexable = (value: Value): boolean => !Array.isArray(value) && !(value instanceof Regex);

/** The values that a test binds its field to; undefined when it does not. */
const fixedValues = (test: Test): readonly Value[] | undefined => {
  if (test.op === 'eq') return indexable(test.value) ? [test.value] : undefined;
  if (test.op === 'in') return test.patterns.length === 0 && test.values.every(indexable) ? test.values : undefined;
  return undefined;
};

interface Range {
  readonly low: Buffer;
  readonly high: Buffer;
  readonly repeats: boolean;
}

const COMPARISONS: readonly string[] = ['gt', 'gte', 'lt', 'lte'];
type Comparison = Extract<Test, { op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte' }>;

const rangeOf = (index: Index, part: KeyPart, tests: readonly Filter[], used: Set<Filter>): Range | undefined => {
  const multikey = isMultikey(index, part);
  const found = fieldTests(tests, part.name).filter(
    ({ test }) => COMPARISONS.includes(test.op) && rangeable((test as Comparison).value),
  );
  // Of an array one element may be above and another below: only one bound can be used.
  const taken = multikey ? found.slice(0, 1) : found;
  const [first] = taken;
  if (!first) return undefined;
  const type = rankOf((first.test as Comparison).value);
  const sameType = taken.filter(({ test }) => rankOf((test as Comparison).value) === type);
  const limits: Limits = {};
  for (const one of sameType) {
    const { op, value } = one.test as Comparison;
    tighten(limits, op, encodeKey(value));
    used.add(one);
  }
  return { ...(part.descending ? downwards(limits, type) : upwards(limits, type)), repeats: multikey };
};

interface Limit {
  readonly key: Buffer;
  readonly inclusive: boolean;
}
interface Limits {
  lower?: Limit;
  upper?: Limit;
}

/** Of two limits the narrower one counts. */
const tighten = (limits: Limits, op: Comparison['op'], key: Buffer): void => {
  const limit = { key, inclusive: op === 'gte' || op === 'lte' };
  const side = op === 'gt' || op === 'gte' ? 'lower' : 'upper';
  const known = limits[side];
  const order = known ? Buffer.compare(key, known.key) * (side === 'lower' ? 1 : -1) : 1;
  if (order > 0 || (order === 0 && !limit.inclusive)) limits[side] = limit;
};

/** Above all keys that begin with these bytes. */
const past = (bytes: Buffer): Buffer => Buffer.concat([bytes, AFTER]);
const flip = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => ~byte & 0xff));

const upwards = ({ lower, upper }: Limits, type: number): Bounds => ({
  low: lower ? (lower.inclusive ? lower.key : past(lower.key)) : Buffer.from([type]),
  high: upper ? (upper.inclusive ? past(upper.key) : upper.key) : Buffer.from([type + 1]),
});

/** The keys of a descending part are inverted: what limits above limits below. */
const downwards = ({ lower, upper }: Limits, type: number): Bounds => ({
  low: upper ? (upper.inclusive ? flip(upper.key) : past(flip(upper.key))) : Buffer.from([~type & 0xff]),
  high: lower ? (lower.inclusive ? past(flip(lower.key)) : flip(lower.key)) : Buffer.from([(~type & 0xff) + 1]),
});

/** NaN and null have rules of their own: the filter decides on them. */
const rangeable = (value: Value): boolean =>
  value !== null &&
  indexable(value) &&
  !(value instanceof Map) &&
  !(typeof value === 'object' && 'value' in value && Number.isNaN(value.value));

/** Whether the index, after its fixed prefix, has the order asked for, and which way to go. */
const sortDirection = (
  index: Index,
  sort: readonly KeyPart[],
  prefix: Prefix,
): 'forwards' | 'backwards' | undefined => {
  const fixedNames = new Set(prefix.single ? index.parts.slice(0, prefix.fixed).map((part) => part.name) : []);
  const wanted = sort.filter((part) => !fixedNames.has(part.name));
  const parts = index.parts.slice(prefix.single ? prefix.fixed : 0);
  if (wanted.length === 0) return prefix.single ? 'forwards' : undefined;
  if (!prefix.single || wanted.length > parts.length) return undefined;
  const same = wanted.map((part, i) => ({ part, own: parts[i] as KeyPart }));
  if (same.some(({ part, own }) => part.name !== own.name || isMultikey(index, own))) return undefined;
  if (same.every(({ part, own }) => part.descending === own.descending)) return 'forwards';
  return same.every(({ part, own }) => part.descending !== own.descending) ? 'backwards' : undefined;
};
