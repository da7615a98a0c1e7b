import { equal } from '../bson/order.js';
import { isNumber, toDouble, Value } from '../bson/values.js';
import { located } from '../errors.js';
import { typeName } from '../query/type-names.js';
import { PlainOperator } from './scope.js';

type Args = readonly (Value | undefined)[];

const nothing = (value: Value | undefined): value is null | undefined => value === undefined || value === null;
const nameOf = (value: Value | undefined): string => (value === undefined ? 'missing' : typeName(value));

function integer(value: Value | undefined, name: string, code: number): number {
  const n = isNumber(value) ? toDouble(value) : NaN;
  if (!Number.isInteger(n))
    throw located(code, `${name}'s second argument must be representable as a 32-bit integer: ${nameOf(value)}`);
  return n;
}

function isIn([needle, items]: Args): Value {
  if (!Array.isArray(items))
    throw located(40081, `$in requires an array as a second argument, found: ${nameOf(items)}`);
  return needle !== undefined && items.some((item) => equal(item, needle));
}

function size([items]: Args): Value {
  if (!Array.isArray(items))
    throw located(17124, `The argument to $size must be an array, but was of type: ${nameOf(items)}`);
  return items.length;
}

function elementAt([items, place]: Args): Value | undefined {
  if (nothing(items) || nothing(place)) return null;
  if (!Array.isArray(items))
    throw located(28689, `$arrayElemAt's first argument must be an array, but is ${nameOf(items)}`);
  return items.at(integer(place, '$arrayElemAt', 28691));
}

const end =
  (place: 0 | -1) =>
  ([items]: Args, name: string): Value | undefined => {
    if (nothing(items)) return null;
    if (!Array.isArray(items)) throw located(28689, `${name}'s argument must be an array, but is ${nameOf(items)}`);
    return items.at(place);
  };

function concatArrays(args: Args): Value {
  const all: Value[] = [];
  for (const items of args) {
    if (nothing(items)) return null;
    if (!Array.isArray(items)) throw located(28664, `$concatArrays only supports arrays, not ${nameOf(items)}`);
    all.push(...items);
  }
  return all;
}

function slice([items, first, second]: Args): Value {
  if (nothing(items) || first === null) return null;
  if (!Array.isArray(items))
    throw located(28724, `First argument to $slice must be an array, but is of type: ${nameOf(items)}`);
  const n = integer(first, '$slice', 28726);
  if (second === undefined) return n >= 0 ? items.slice(0, n) : items.slice(n);
  const count = integer(second, '$slice', 28728);
  if (count <= 0) throw located(28729, `Third argument to $slice must be positive: ${count}`);
  const from = n >= 0 ? n : Math.max(items.length + n, 0);
  return items.slice(from, from + count);
}

function reverse([items]: Args): Value {
  if (nothing(items)) return null;
  if (!Array.isArray(items))
    throw located(34435, `The argument to $reverseArray must be an array, but was of type: ${nameOf(items)}`);
  return [...items].reverse();
}

export const arrays: Record<string, PlainOperator> = {
  $in: { least: 2, most: 2, apply: isIn },
  $size: { least: 1, most: 1, apply: size },
  $arrayElemAt: { least: 2, most: 2, apply: elementAt },
  $first: { least: 1, most: 1, apply: end(0) },
  $last: { least: 1, most: 1, apply: end(-1) },
  $concatArrays: { least: 0, most: Infinity, apply: concatArrays },
  $slice: { least: 2, most: 3, apply: slice },
  $isArray: { least: 1, most: 1, apply: ([value]) => Array.isArray(value) },
  $reverseArray: { least: 1, most: 1, apply: reverse },
};
