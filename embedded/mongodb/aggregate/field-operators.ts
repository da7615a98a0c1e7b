import { Document, Double, Value } from '../bson/values.js';
import { located, MongoError } from '../errors.js';
import { typeName } from '../query/type-names.js';
import { Expression, OperatorCompiler, Scope } from './scope.js';

type Compile = Parameters<OperatorCompiler>[2];
type Bound = Parameters<OperatorCompiler>[1];

const argumentsOf = (
  name: string,
  operand: Value,
  required: readonly string[],
  optional: readonly string[],
): Document => {
  if (!(operand instanceof Map)) throw located(4161100, `${name} requires an object as an argument`);
  for (const key of operand.keys())
    if (!required.includes(key) && !optional.includes(key))
      throw located(4161101, `${name} found an unknown argument: ${key}`);
  for (const key of required)
    if (!operand.has(key)) throw located(4161102, `${name} requires '${key}' to be specified`);
  return operand;
};

/** The name of a field: a constant, which may hold dots and dollars when it is a `$literal`. */
const nameOf = (operator: string, given: Value, bound: Bound, compile: Compile): string => {
  const isLiteral = given instanceof Map && given.has('$literal');
  const name =
    isLiteral || typeof given !== 'string' || given.startsWith('$$') ? literal(given, bound, compile) : given;
  if (typeof name !== 'string') throw located(4161107, `${operator} requires 'field' to evaluate to a constant string`);
  if (!isLiteral && name.startsWith('$'))
    throw located(4161108, `${operator}: a field path is no constant; use $literal for a name with a dollar`);
  return name;
};

const literal = (given: Value, bound: Bound, compile: Compile): Value | undefined =>
  given instanceof Map && !given.has('$literal') ? undefined : compile(given, bound)(new Scope(new Map()));

const changed = (operator: string, input: Value | undefined, name: string, value: Value | undefined): Value | null => {
  if (input === undefined || input === null) return null;
  if (!(input instanceof Map))
    throw located(4161105, `${operator} requires 'input' to evaluate to an object, not ${typeName(input)}`);
  const result: Document = new Map(input);
  if (value === undefined) result.delete(name);
  else result.set(name, value);
  return result;
};

const getField: OperatorCompiler = (operand, bound, compile) => {
  const long = operand instanceof Map && operand.has('field');
  const args = long ? argumentsOf('$getField', operand, ['field', 'input'], []) : undefined;
  const name = nameOf('$getField', args?.get('field') ?? operand, bound, compile);
  const input: Expression = args ? compile(args.get('input') as Value, bound) : (scope) => scope.root;
  return (scope) => {
    const from = input(scope);
    if (from instanceof Map) return from.get(name);
    return from === null ? null : undefined;
  };
};

const setField: OperatorCompiler = (operand, bound, compile) => {
  const args = argumentsOf('$setField', operand, ['field', 'input', 'value'], []);
  const name = nameOf('$setField', args.get('field') as Value, bound, compile);
  const input = compile(args.get('input') as Value, bound);
  const value = compile(args.get('value') as Value, bound);
  return (scope) => changed('$setField', input(scope), name, value(scope));
};

const unsetField: OperatorCompiler = (operand, bound, compile) => {
  const args = argumentsOf('$unsetField', operand, ['field', 'input'], []);
  const name = nameOf('$unsetField', args.get('field') as Value, bound, compile);
  const input = compile(args.get('input') as Value, bound);
  return (scope) => changed('$unsetField', input(scope), name, undefined);
};

const rand: OperatorCompiler = (operand) => {
  const isEmpty = operand instanceof Map ? operand.size === 0 : Array.isArray(operand) && operand.length === 0;
  if (!isEmpty) throw new MongoError('InvalidPipelineOperator', '$rand does not take any arguments');
  return () => new Double(Math.random());
};

/** Fields by names that paths cannot say; and a number by chance. */
export const fields: Record<string, OperatorCompiler> = {
  $getField: getField,
  $setField: setField,
  $unsetField: unsetField,
  $rand: rand,
};
