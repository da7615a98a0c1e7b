import { compileForFilter } from '../aggregate/expression.js';
import { keyText } from '../bson/key-encoding.js';
import { compare, compareNumbers, rankOf, type StringOrder } from '../bson/order.js';
import { Document, isNumber, isTruthy, magnitude, Regex, toDouble, Value } from '../bson/values.js';
import { unsupported } from '../errors.js';
import { Filter, Pattern, Test } from './filter.js';
import { Leaf, someValue } from './paths.js';
import { typeName } from './type-names.js';

export type Predicate = (source: Document) => boolean;
type ValueTest = (value: Value | undefined) => boolean;

/** From how many members on `$in` looks up instead of comparing one by one. */
const LOOK_UP_FROM = 8;

/** Makes a function of a filter. */
export function compileFilter(filter: Filter, strings?: StringOrder): Predicate {
  switch (filter.kind) {
    case 'field':
      return compileField(filter.path, filter.test, strings);
    case 'expression': {
      if (strings) throw unsupported('$expr with a collation');
      const expression = compileForFilter(filter.expression, filter.bound);
      return (source) => isTruthy(expression(source));
    }
    case 'and': {
      const parts = filter.parts.map((part) => compileFilter(part, strings));
      return (source) => parts.every((part) => part(source));
    }
    case 'or': {
      const parts = filter.parts.map((part) => compileFilter(part, strings));
      return (source) => parts.some((part) => part(source));
    }
    case 'nor': {
      const parts = filter.parts.map((part) => compileFilter(part, strings));
      return (source) => !parts.some((part) => part(source));
    }
  }
}

function compileField(path: readonly string[], test: Test, strings?: StringOrder): Predicate {
  switch (test.op) {
    case 'not': {
      const inner = compileField(path, test.test, strings);
      return (source) => !inner(source);
    }
    case 'every': {
      const all = test.tests.map((part) => compileField(path, part, strings));
      return (source) => all.every((part) => part(source));
    }
    case 'never':
      return () => false;
    default: {
      const leaf: Leaf =
        test.op === 'size' || test.op === 'elemMatchDocument' || test.op === 'elemMatchValue' ? 'whole' : 'elements';
      const holds = compileValueTest(test, strings);
      return (source) => someValue(source, path, leaf, holds);
    }
  }
}

/** A test of one value. Inside `$elemMatch` negations are about the element itself. */
function compileValueTest(test: Test, strings?: StringOrder): ValueTest {
  switch (test.op) {
    case 'eq':
      return equalTo(test.value, strings);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return compileRange(test.op, test.value, strings);
    case 'in':
      return compileIn(test.values, test.patterns, strings);
    case 'regex':
      return (value) => answers(value, test.pattern);
    case 'exists':
      return (value) => value !== undefined;
    case 'type':
      return (value) => value !== undefined && test.types.has(typeName(value));
    case 'size':
      return (value) => Array.isArray(value) && value.length === test.size;
    case 'mod':
      return (value) => hasRemainder(value, test.divisor, test.remainder);
    case 'elemMatchDocument': {
      const matches = compileFilter(test.filter, strings);
      return (value) => Array.isArray(value) && value.some((item) => matchesElement(item, matches));
    }
    case 'elemMatchValue': {
      const all = test.tests.map((part) => compileValueTest(part, strings));
      return (value) => Array.isArray(value) && value.some((item) => all.every((holds) => holds(item)));
    }
    case 'every': {
      const all = test.tests.map((part) => compileValueTest(part, strings));
      return (value) => all.every((holds) => holds(value));
    }
    case 'not': {
      const inner = compileValueTest(test.test, strings);
      return (value) => !inner(value);
    }
    case 'never':
      return () => false;
  }
}

/** An array inside an array is seen by `$elemMatch` as a document with its places as names. */
function matchesElement(item: Value, matches: Predicate): boolean {
  if (item instanceof Map) return matches(item);
  return Array.isArray(item) && matches(new Map(item.map((inner, place) => [String(place), inner])));
}

function equalTo(operand: Value, strings?: StringOrder): ValueTest {
  if (operand === null) return (value) => value === undefined || value === null;
  if (typeof operand === 'string' && !strings) return (value) => value === operand;
  return (value) => value !== undefined && compare(value, operand, strings) === 0;
}

const answers = (value: Value | undefined, { expression, source }: Pattern): boolean =>
  typeof value === 'string' ? expression.test(value) : value instanceof Regex && compare(value, source) === 0;

function compileRange(op: 'gt' | 'gte' | 'lt' | 'lte', operand: Value, strings?: StringOrder): ValueTest {
  if (operand === null) return op === 'gte' || op === 'lte' ? equalTo(null) : () => false;
  const wanted = rankOf(operand);
  const holds = inRange[op];
  const operandNaN = isNumber(operand) && Number.isNaN(toDouble(operand));
  return (value) => {
    if (value === undefined || rankOf(value) !== wanted) return false;
    if (isNumber(value) && isNumber(operand)) {
      if (operandNaN || Number.isNaN(toDouble(value)))
        return (op === 'gte' || op === 'lte') && operandNaN && Number.isNaN(toDouble(value));
      return holds(compareNumbers(magnitude(value), magnitude(operand)));
    }
    return holds(compare(value, operand, strings));
  };
}

const inRange = {
  gt: (difference: number): boolean => difference > 0,
  gte: (difference: number): boolean => difference >= 0,
  lt: (difference: number): boolean => difference < 0,
  lte: (difference: number): boolean => difference <= 0,
};

function compileIn(values: readonly Value[], patterns: readonly Pattern[], strings?: StringOrder): ValueTest {
  const matchesPattern: ValueTest = (value) => patterns.some((pattern) => answers(value, pattern));
  if (strings || values.length < LOOK_UP_FROM) {
    const tests = values.map((value) => equalTo(value, strings));
    return (value) => tests.some((holds) => holds(value)) || matchesPattern(value);
  }
  const known = new Set(values.map((value) => keyText(value)));
  const nullToo = values.includes(null);
  return (value) =>
    value === undefined ? nullToo : known.has(keyText(value)) || (patterns.length > 0 && matchesPattern(value));
}

function hasRemainder(value: Value | undefined, divisor: bigint, remainder: bigint): boolean {
  if (!isNumber(value)) return false;
  const whole = Math.trunc(toDouble(value));
  if (!Number.isFinite(whole)) return false;
  return (typeof value === 'bigint' ? value : BigInt(whole)) % divisor === remainder;
}
