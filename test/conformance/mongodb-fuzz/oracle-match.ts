import { BSONRegExp, type Document, Double, Int32, Long, MaxKey, MinKey } from 'mongodb';
import { compare, isDocument, isNaNValue, isNumber, missing, rank, type Value } from './oracle-order.js';

type Leaf = 'elements' | 'whole';
type Test = (value: Value) => boolean;

/**
 * The values a path leads to. Arrays on the way are walked element by element, and by position; an array at the end gives
 * its elements and itself. An array on the way without any document in it gives nothing, not even a missing value.
 */
const reach = (value: Value, path: readonly string[], leaf: Leaf): Value[] => {
  const [name, ...rest] = path;
  if (name === undefined) return leaf === 'elements' && Array.isArray(value) ? [...(value as Value[]), value] : [value];
  if (!Array.isArray(value)) {
    if (!isDocument(value) || !(name in value)) return [missing];
    return reach(value[name], rest, leaf);
  }
  return (value as Value[]).flatMap((element, at) => [
    ...(isDocument(element) ? reach(element, path, leaf) : []),
    ...(String(at) === name && leadsOn(element, rest) ? reach(element, rest, leaf) : []),
  ]);
};

/** A scalar in the middle of an array leads nowhere; elsewhere on the way it leads to what is missing. */
const leadsOn = (element: Value, rest: readonly string[]): boolean =>
  rest.length === 0 || Array.isArray(element) || isDocument(element);

const nullish = (value: Value): boolean => value === null || value === missing;

const equal =
  (operand: Value): Test =>
  (value) =>
    (nullish(value) && nullish(operand)) || (value !== missing && compare(value, operand) === 0);

/** Ranges keep to the operand's type, except that MinKey and MaxKey bound every type, and null takes what is missing. */
const range =
  (operand: Value, wanted: (order: number) => boolean): Test =>
  (value) => {
    if (nullish(value) && nullish(operand)) return wanted(0);
    if (rank(value) !== rank(operand)) {
      return operand instanceof MaxKey ? wanted(-1) : operand instanceof MinKey ? wanted(1) : false;
    }
    if (isNaNValue(value) !== isNaNValue(operand)) return false;
    return wanted(compare(value, operand));
  };

const expression = (operand: BSONRegExp): Test => {
  const pattern = new RegExp(operand.pattern, `${operand.options}u`);
  return (value) =>
    (typeof value === 'string' && pattern.test(value)) ||
    (value instanceof BSONRegExp && compare(value, operand) === 0);
};

const oneOf = (operand: Value): Test => (operand instanceof BSONRegExp ? expression(operand) : equal(operand));

const truncated = (value: Value): bigint | undefined => {
  if (value instanceof Long) return value.toBigInt();
  if (!(value instanceof Int32 || value instanceof Double) || !Number.isFinite(value.value)) return undefined;
  return BigInt(Math.trunc(value.value));
};

const modulo = (operand: Value[]): Test => {
  const [divisor, remainder] = operand.map(truncated);
  return (value) => {
    const whole = isNumber(value) ? truncated(value) : undefined;
    return whole !== undefined && divisor !== undefined && whole % divisor === remainder;
  };
};

const typeTests: Readonly<Record<string, Test>> = {
  double: (v) => v instanceof Double,
  int: (v) => v instanceof Int32,
  long: (v) => rank(v) === 10 && v instanceof Long,
  number: isNumber,
  string: (v) => typeof v === 'string',
  object: isDocument,
  array: Array.isArray,
  null: (v) => v === null,
  bool: (v) => typeof v === 'boolean',
  date: (v) => v instanceof Date,
  binData: (v) => rank(v) === 30,
  objectId: (v) => rank(v) === 35,
  timestamp: (v) => rank(v) === 47,
  regex: (v) => v instanceof BSONRegExp,
  minKey: (v) => v instanceof MinKey,
  maxKey: (v) => v instanceof MaxKey,
};

const typeTest = (operand: Value): Test => {
  const test = typeTests[operand as string];
  if (test === undefined) throw new Error(`the oracle knows no type ${String(operand)}`);
  return test;
};

const isOperators = (value: Value): value is Document =>
  isDocument(value) && (Object.keys(value)[0] ?? '').startsWith('$');

const single: Readonly<Record<string, (operand: Value) => Test>> = {
  $eq: equal,
  $gt: (operand) => range(operand, (order) => order > 0),
  $gte: (operand) => range(operand, (order) => order >= 0),
  $lt: (operand) => range(operand, (order) => order < 0),
  $lte: (operand) => range(operand, (order) => order <= 0),
  $in: (operand) => (value) => (operand as Value[]).some((one) => oneOf(one)(value)),
  $mod: (operand) => modulo(operand as Value[]),
  $type: typeTest,
  $regex: (operand) => expression(operand as BSONRegExp),
};

/** `$elemMatch` applies a filter to the documents and arrays in an array, or operators to each element as it stands. */
const elementMatch = (operand: Document): Test => {
  const test = isOperators(operand)
    ? (value: Value) => Object.entries(operand).every(([name, wanted]) => operator(name, wanted, [], 'whole')(value))
    : (value: Value) => (isDocument(value) || Array.isArray(value)) && matches({ ...(value as object) }, operand);
  return (value) => Array.isArray(value) && (value as Value[]).some(test);
};

const operator = (name: string, operand: Value, path: readonly string[], leaf: Leaf): Test => {
  const some =
    (test: Test, at: Leaf): Test =>
    (value) =>
      reach(value, path, at).some(test);
  const not =
    (test: Test): Test =>
    (value) =>
      !test(value);
  const again = (other: string, wanted: Value): Test => operator(other, wanted, path, leaf);
  switch (name) {
    case '$ne':
      return not(again('$eq', operand));
    case '$nin':
      return not(again('$in', operand));
    case '$not':
      return not((value) =>
        Object.entries(operand as Document).every(([other, wanted]) => again(other, wanted)(value)),
      );
    case '$exists':
      return operand === true ? some((value) => value !== missing, leaf) : not(again('$exists', true));
    case '$size':
      return some((value) => Array.isArray(value) && value.length === (operand as Int32).value, 'whole');
    case '$elemMatch':
      return some(elementMatch(operand as Document), 'whole');
    case '$all':
      return (value) =>
        (operand as Value[]).length > 0 && (operand as Value[]).every((one) => some(oneOf(one), leaf)(value));
    default: {
      const test = single[name];
      if (test === undefined) throw new Error(`the oracle knows no operator ${name}`);
      return some(test(operand), leaf);
    }
  }
};

/** Whether a document answers a filter, by the documented semantics. */
export const matches = (document: Document, filter: Document): boolean =>
  Object.entries(filter).every(([name, operand]: [string, Value]) => {
    const branches = (): boolean[] => (operand as Document[]).map((branch) => matches(document, branch));
    if (name === '$and') return branches().every(Boolean);
    if (name === '$or') return branches().some(Boolean);
    if (name === '$nor') return !branches().some(Boolean);
    const path = name.split('.');
    const operators: Document = isOperators(operand)
      ? operand
      : operand instanceof BSONRegExp
        ? { $regex: operand }
        : { $eq: operand };
    return Object.entries(operators).every(([one, wanted]) => operator(one, wanted, path, 'elements')(document));
  });

/** The value a document is sorted by: of an array its least or greatest element, of an empty one less than null. */
export const sortKey = (document: Document, path: string, direction: 1 | -1): Value => {
  const expand = (value: Value, names: readonly string[]): Value[] => {
    const [name, ...rest] = names;
    if (Array.isArray(value)) {
      if (name === undefined) return value.length === 0 ? [missing] : (value as Value[]);
      return value.length === 0
        ? [null]
        : (value as Value[]).flatMap((one) => expand(Array.isArray(one) ? null : one, names));
    }
    if (name === undefined) return [value];
    return isDocument(value) && name in value ? expand(value[name], rest) : [null];
  };
  return expand(document, path.split('.')).reduce((best, one) => (compare(one, best) * direction < 0 ? one : best));
};
