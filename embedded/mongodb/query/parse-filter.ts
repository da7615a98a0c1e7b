import { Document, Double, isNumber, MaxKey, MinKey, Regex, toDouble, Value } from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';
import { compile } from '../aggregate/expression.js';
import { Bound } from '../aggregate/scope.js';
import { Filter, Pattern, Test } from './filter.js';
import { compileRegex } from './regex.js';
import { parseTypes } from './type-names.js';
import { splitPath } from './paths.js';

const bad = (message: string): MongoError => new MongoError('BadValue', message);

/** Parses a filter document. Throws BadValue on an unknown operator or a wrong operand. */
export function parseFilter(source: Document, bound: Bound = Bound.none): Filter {
  const parts: Filter[] = [];
  for (const [name, value] of source) {
    if (name === '$comment') continue;
    if (name.startsWith('$')) parts.push(parseLogical(name, value, bound));
    else parts.push(...parseField(name, value, bound));
  }
  return parts.length === 1 ? (parts[0] as Filter) : { kind: 'and', parts };
}

function parseLogical(name: string, value: Value, bound: Bound): Filter {
  switch (name) {
    case '$and':
    case '$or':
    case '$nor':
      return {
        kind: name.slice(1) as 'and' | 'or' | 'nor',
        parts: clauses(name, value).map((one) => parseFilter(one, bound)),
      };
    case '$expr':
      compile(value, bound); // refuses what it doesn't know before anything runs
      return { kind: 'expression', expression: value, bound };
    case '$where':
    case '$text':
    case '$jsonSchema':
    case '$alwaysFalse':
    case '$alwaysTrue':
    case '$sampleRate':
      throw unsupported(`the query operator ${name}`);
    default:
      throw bad(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function clauses(name: string, value: Value): Document[] {
  if (!Array.isArray(value)) throw bad(`${name} must be an array`);
  if (value.length === 0) throw bad('$and/$or/$nor must be a nonempty array');
  return value.map((clause) => {
    if (!(clause instanceof Map)) throw bad('$or/$and/$nor entries need to be full objects');
    return clause;
  });
}

function parseField(name: string, value: Value, bound: Bound): Filter[] {
  const path = splitPath(name);
  const tests = isOperators(value) ? parseOperators(value, bound) : [equality(value)];
  return tests.map((test) => ({ kind: 'field', name, path, test }));
}

/** A document whose first field is an operator. */
export const isOperators = (value: Value): value is Document => {
  if (!(value instanceof Map)) return false;
  const first = value.keys().next().value;
  return first !== undefined && first.startsWith('$') && !['$ref', '$id', '$db'].includes(first);
};

const patternOf = (pattern: string, flags: string): Pattern => ({
  expression: compileRegex(pattern, flags),
  source: new Regex(pattern, [...flags].sort().join('')),
});

function equality(value: Value): Test {
  if (value instanceof Regex) return { op: 'regex', pattern: patternOf(value.pattern, value.flags) };
  return { op: 'eq', value };
}

/** Parses `{$gt: 1, $lt: 5}` and the like; all of the tests must hold. */
export function parseOperators(operators: Document, bound: Bound = Bound.none): Test[] {
  const tests: Test[] = [];
  for (const [name, operand] of operators) {
    if (name === '$options') {
      if (!operators.has('$regex')) throw bad('$options needs a $regex');
      continue;
    }
    tests.push(name === '$regex' ? parseRegex(operators) : parseOperator(name, operand, bound));
  }
  return tests;
}

function parseOperator(name: string, operand: Value, bound: Bound): Test {
  switch (name) {
    case '$eq':
      if (operand instanceof Regex) throw unsupported('$eq with a regular expression');
      return { op: 'eq', value: operand };
    case '$ne':
      if (operand instanceof Regex) throw bad("Can't have regex as arg to $ne.");
      return { op: 'not', test: { op: 'eq', value: operand } };
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return parseRange(name, operand);
    case '$in':
      return parseIn(name, operand);
    case '$nin':
      return { op: 'not', test: parseIn(name, operand) };
    case '$exists':
      return operand === null || operand === false || (isNumber(operand) && toDouble(operand) === 0)
        ? { op: 'not', test: { op: 'exists' } }
        : { op: 'exists' };
    case '$type':
      return { op: 'type', types: parseTypes(operand) };
    case '$size':
      return { op: 'size', size: wholeNumber('$size', operand) };
    case '$mod':
      return parseMod(operand);
    case '$not':
      return parseNot(operand, bound);
    case '$all':
      return parseAll(operand, bound);
    case '$elemMatch':
      return parseElemMatch(operand, bound);
    default:
      throw bad(`unknown operator: ${name}`);
  }
}

function parseRange(name: '$gt' | '$gte' | '$lt' | '$lte', operand: Value): Test {
  if (operand instanceof Regex) throw bad(`Can't have RegEx as arg to predicate over field`);
  if (operand instanceof MinKey || operand instanceof MaxKey) throw unsupported(`${name} with MinKey or MaxKey`);
  return { op: name.slice(1) as 'gt' | 'gte' | 'lt' | 'lte', value: operand };
}

function parseIn(name: string, operand: Value): Test {
  if (!Array.isArray(operand)) throw bad(`${name} needs an array`);
  if (operand.some((item) => isOperators(item))) throw bad(`cannot nest $ under ${name}`);
  return {
    op: 'in',
    values: operand.filter((item) => !(item instanceof Regex)),
    patterns: operand.filter((item) => item instanceof Regex).map((item) => patternOf(item.pattern, item.flags)),
  };
}

function wholeNumber(name: string, operand: Value): number {
  const size = isNumber(operand) ? toDouble(operand) : NaN;
  if (!Number.isInteger(size)) throw bad(`Failed to parse ${name}. Expected an integer`);
  if (size < 0) throw bad(`Failed to parse ${name}. Expected a non-negative number`);
  return size;
}

function parseMod(operand: Value): Test {
  if (!Array.isArray(operand)) throw bad('malformed mod, needs to be an array');
  const [divisor, remainder, ...more] = operand;
  if (divisor === undefined || remainder === undefined) throw bad('malformed mod, not enough elements');
  if (more.length > 0) throw bad('malformed mod, too many elements');
  if (!isNumber(divisor) || !isNumber(remainder)) throw bad('malformed mod, operands not numbers');
  const [d, r] = [divisor, remainder].map((n) => BigInt(Math.trunc(toDouble(n)))) as [bigint, bigint];
  if (d === 0n) throw bad('divisor cannot be 0');
  return { op: 'mod', divisor: d, remainder: r };
}

function parseNot(operand: Value, bound: Bound): Test {
  if (operand instanceof Regex) return { op: 'not', test: equality(operand) };
  if (!(operand instanceof Map)) throw bad('$not needs a regex or a document');
  if (operand.size === 0) throw bad('$not cannot be empty');
  const first = operand.keys().next().value ?? '';
  if (!isOperators(operand)) throw bad(`unknown operator: ${first}`);
  return { op: 'not', test: { op: 'every', tests: parseOperators(operand, bound) } };
}

function parseAll(operand: Value, bound: Bound): Test {
  if (!Array.isArray(operand)) throw bad('$all needs an array');
  if (operand.length === 0) return { op: 'never' };
  const tests = operand.map((item): Test => {
    if (!isOperators(item)) return equality(item);
    if (item.size === 1 && item.has('$elemMatch')) return parseElemMatch(item.get('$elemMatch') as Value, bound);
    throw bad('no $ expressions in $all');
  });
  return { op: 'every', tests };
}

function parseElemMatch(operand: Value, bound: Bound): Test {
  if (!(operand instanceof Map)) throw bad('$elemMatch needs an Object');
  const first = operand.keys().next().value;
  if (isOperators(operand) && !['$and', '$or', '$nor', '$expr'].includes(first as string))
    return { op: 'elemMatchValue', tests: parseOperators(operand, bound) };
  return { op: 'elemMatchDocument', filter: parseFilter(operand, bound) };
}

function parseRegex(operators: Document): Test {
  const source = operators.get('$regex');
  const options = operators.get('$options');
  if (options !== undefined && typeof options !== 'string') throw bad('$options has to be a string');
  if (typeof source === 'string') return { op: 'regex', pattern: patternOf(source, options ?? '') };
  if (source instanceof Regex) return { op: 'regex', pattern: patternOf(source.pattern, options ?? source.flags) };
  throw bad('$regex has to be a string');
}

/** An integer held in any width; undefined for anything else. */
export function asInteger(value: Value | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Double && Number.isInteger(value.value) ? value.value : undefined;
}
