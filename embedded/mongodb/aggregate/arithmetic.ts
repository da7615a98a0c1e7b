import { calculate, Numeric, remainder, Sum } from '../bson/numbers.js';
import { compare } from '../bson/order.js';
import { Double, isNumber, toDouble, UtcDate, Value } from '../bson/values.js';
import { located, MongoError } from '../errors.js';
import { typeName } from '../query/type-names.js';
import { PlainOperator } from './scope.js';

type Args = readonly (Value | undefined)[];

const missing = (v: Value | undefined): v is null | undefined => v === null || v === undefined;
const nameOf = (v: Value | undefined): string => (v === undefined ? 'missing' : typeName(v));
const wrongType = (name: string, allowed: string, v: Value | undefined): MongoError =>
  new MongoError('TypeMismatch', `${name} only supports ${allowed} types, not ${nameOf(v)}`);

function add(args: Args): Value {
  const sum = new Sum();
  let date: UtcDate | undefined;
  for (const value of args) {
    if (missing(value)) return null;
    if (isNumber(value)) sum.add(value);
    else if (value instanceof UtcDate && date === undefined) date = value;
    else if (value instanceof UtcDate) throw located(16612, 'only one date allowed in an $add expression');
    else throw wrongType('$add', 'numeric or date', value);
  }
  return date === undefined ? sum.value : new UtcDate(date.ms + Math.round(sum.asDouble()));
}

function multiply(args: Args): Value {
  let product: Numeric = 1;
  for (const value of args) {
    if (missing(value)) return null;
    if (!isNumber(value)) throw wrongType('$multiply', 'numeric', value);
    product = calculate('multiply', product, value) ?? new Double(toDouble(product) * toDouble(value));
  }
  return product;
}

function subtract([a, b]: Args): Value {
  if (missing(a) || missing(b)) return null;
  if (isNumber(a) && isNumber(b)) return calculate('subtract', a, b) ?? new Double(toDouble(a) - toDouble(b));
  if (a instanceof UtcDate && b instanceof UtcDate) return BigInt(a.ms - b.ms);
  if (a instanceof UtcDate && isNumber(b)) return new UtcDate(a.ms - Math.round(toDouble(b)));
  throw new MongoError('TypeMismatch', `can't $subtract ${nameOf(b)} from ${nameOf(a)}`);
}

function divide([a, b]: Args): Value {
  if (missing(a) || missing(b)) return null;
  if (!isNumber(a) || !isNumber(b))
    throw new MongoError('TypeMismatch', `$divide only supports numeric types, not ${nameOf(a)} and ${nameOf(b)}`);
  if (toDouble(b) === 0) throw new MongoError('BadValue', "can't $divide by zero");
  return new Double(toDouble(a) / toDouble(b));
}

function mod([a, b]: Args): Value {
  if (missing(a) || missing(b)) return null;
  if (!isNumber(a) || !isNumber(b))
    throw located(16611, `$mod only supports numeric types, not ${nameOf(a)} and ${nameOf(b)}`);
  if (toDouble(b) === 0) throw located(16610, "can't $mod by zero");
  return remainder(a, b);
}

/** A rounding that leaves integers as they are. */
const rounding =
  (round: (value: number) => number) =>
  ([value]: Args, name: string): Value => {
    if (missing(value)) return null;
    if (!isNumber(value)) throw located(28765, `${name} only supports numeric types, not ${nameOf(value)}`);
    return value instanceof Double ? new Double(round(value.value)) : value;
  };

function abs([value]: Args): Value {
  if (missing(value)) return null;
  if (!isNumber(value)) throw located(28765, `$abs only supports numeric types, not ${nameOf(value)}`);
  if (value instanceof Double) return new Double(Math.abs(value.value));
  return toDouble(value) < 0 ? (calculate('subtract', 0, value) ?? new Double(Math.abs(toDouble(value)))) : value;
}

/** `$sum` and the like as expressions: one array argument stands for its elements. */
const spread = (args: Args): Args => (args.length === 1 && Array.isArray(args[0]) ? args[0] : args);

export const sumOf = (args: Args): Value => {
  const sum = new Sum();
  for (const value of spread(args)) if (isNumber(value)) sum.add(value);
  return sum.value;
};

const averageOf = (args: Args): Value => {
  const sum = new Sum();
  const numbers = spread(args).filter(isNumber);
  for (const value of numbers) sum.add(value);
  return numbers.length === 0 ? null : new Double(sum.asDouble() / numbers.length);
};

const extreme =
  (sign: 1 | -1) =>
  (args: Args): Value => {
    let best: Value = null;
    for (const value of spread(args))
      if (!missing(value) && (best === null || compare(value, best) * sign > 0)) best = value;
    return best;
  };

const many = (apply: PlainOperator['apply']): PlainOperator => ({ least: 0, most: Infinity, apply });
const one = (apply: PlainOperator['apply']): PlainOperator => ({ least: 1, most: 1, apply });
const two = (apply: PlainOperator['apply']): PlainOperator => ({ least: 2, most: 2, apply });

export const arithmetic: Record<string, PlainOperator> = {
  $add: many(add),
  $multiply: many(multiply),
  $subtract: two(subtract),
  $divide: two(divide),
  $mod: two(mod),
  $abs: one(abs),
  $ceil: one(rounding(Math.ceil)),
  $floor: one(rounding(Math.floor)),
  $sum: many(sumOf),
  $avg: many(averageOf),
  $min: many(extreme(-1)),
  $max: many(extreme(1)),
};
