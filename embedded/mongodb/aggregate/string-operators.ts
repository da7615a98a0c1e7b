import { Double, isNumber, ObjectId, toDouble, UtcDate, Value } from '../bson/values.js';
import { located, MongoError, unsupported } from '../errors.js';
import { typeName } from '../query/type-names.js';
import { PlainOperator } from './scope.js';

type Args = readonly (Value | undefined)[];

function concat(args: Args): Value {
  let text = '';
  for (const value of args) {
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string') throw located(16702, `$concat only supports strings, not ${typeName(value)}`);
    text += value;
  }
  return text;
}

/** How the server prints a double: as an integer where it is one, never with JavaScript's exponents. */
function printDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (Object.is(value, -0)) return '-0';
  const text = String(value);
  if (text.includes('e') || Math.abs(value) >= 1e15) throw unsupported('$toString of a double of this size');
  return text;
}

function toStringOf(value: Value | undefined): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Double) return printDouble(value.value);
  if (value instanceof UtcDate) return new Date(value.ms).toISOString();
  if (value instanceof ObjectId) return value.bytes.toString('hex');
  throw new MongoError(
    { code: 241, name: 'ConversionFailure' },
    `Unsupported conversion from ${typeName(value)} to string in $convert with no onError value`,
  );
}

/** What the string functions take for a string: null is empty, numbers and dates are printed. */
function coerce(value: Value | undefined, name: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (isNumber(value) || value instanceof UtcDate) return toStringOf(value) as string;
  throw located(16007, `can't convert from BSON type ${typeName(value)} to String (${name})`);
}

const index = (value: Value | undefined, what: string, code: number): number => {
  if (!isNumber(value)) throw located(code, `$substrCP: ${what} must be a numeric type`);
  const n = toDouble(value);
  if (!Number.isInteger(n))
    throw located(code, `$substrCP: ${what} cannot be represented as a 32-bit integral value: ${n}`);
  if (n < 0) throw located(code, `$substrCP: ${what} must be a nonnegative integer`);
  return n;
};

function substrCP([text, start, length]: Args): Value {
  const points = [...coerce(text, '$substrCP')];
  const from = index(start, 'starting index', 34450);
  return points.slice(from, from + index(length, 'length', 34452)).join('');
}

function strLenCP([text]: Args): Value {
  if (typeof text !== 'string')
    throw located(
      34471,
      `$strLenCP requires a string argument, found: ${text === undefined ? 'missing' : typeName(text)}`,
    );
  return [...text].length;
}

/** Only ASCII letters change, as in the server. */
const recase =
  (pattern: RegExp, change: (letter: string) => string) =>
  ([text]: Args, name: string): Value =>
    coerce(text, name).replace(pattern, change);

export const strings: Record<string, PlainOperator> = {
  $concat: { least: 0, most: Infinity, apply: concat },
  $toString: { least: 1, most: 1, apply: ([value]) => toStringOf(value) },
  $substrCP: { least: 3, most: 3, apply: substrCP },
  $strLenCP: { least: 1, most: 1, apply: strLenCP },
  $toLower: { least: 1, most: 1, apply: recase(/[A-Z]/g, (letter) => letter.toLowerCase()) },
  $toUpper: { least: 1, most: 1, apply: recase(/[a-z]/g, (letter) => letter.toUpperCase()) },
  $type: { least: 1, most: 1, apply: ([value]) => (value === undefined ? 'missing' : typeName(value)) },
};
