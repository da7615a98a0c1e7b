import { Document, isTruthy, Value } from '../bson/values.js';
import { located, MongoError } from '../errors.js';
import { typeName } from '../query/type-names.js';
import { Expression, OperatorCompiler } from './scope.js';

const listOf = (operand: Value): Value[] => (Array.isArray(operand) ? operand : [operand]);

/** The named arguments of an operator, refusing others and demanding the required ones. */
function named(name: string, operand: Value, required: readonly string[], optional: readonly string[]): Document {
  if (!(operand instanceof Map))
    throw new MongoError('FailedToParse', `${name} only supports an object as its argument`);
  for (const key of operand.keys())
    if (!required.includes(key) && !optional.includes(key))
      throw new MongoError('FailedToParse', `Unrecognized parameter to ${name}: ${key}`);
  for (const key of required)
    if (!operand.has(key)) throw new MongoError('FailedToParse', `Missing '${key}' parameter to ${name}`);
  return operand;
}

const cond: OperatorCompiler = (operand, bound, compile) => {
  let parts: Value[];
  if (operand instanceof Map) {
    const args = named('$cond', operand, ['if', 'then', 'else'], []);
    parts = [args.get('if') as Value, args.get('then') as Value, args.get('else') as Value];
  } else parts = listOf(operand);
  if (parts.length !== 3)
    throw located(16020, `Expression $cond takes exactly 3 arguments. ${parts.length} were passed in.`);
  const [test, then, otherwise] = parts.map((part) => compile(part, bound)) as [Expression, Expression, Expression];
  return (scope) => (isTruthy(test(scope)) ? then(scope) : otherwise(scope));
};

const ifNull: OperatorCompiler = (operand, bound, compile) => {
  const parts = listOf(operand).map((part) => compile(part, bound));
  if (parts.length < 2) throw located(1257300, '$ifNull needs at least two arguments, had: 1');
  return (scope) => {
    let value: Value | undefined;
    for (const part of parts) {
      value = part(scope);
      if (value !== undefined && value !== null) return value;
    }
    return value;
  };
};

const switchOf: OperatorCompiler = (operand, bound, compile) => {
  const args = named('$switch', operand, ['branches'], ['default']);
  const branches = args.get('branches') as Value;
  if (!Array.isArray(branches)) throw located(40061, `$switch expected an array for 'branches'`);
  if (branches.length === 0) throw located(40068, '$switch requires at least one branch.');
  const cases = branches.map((branch) => {
    const parts = named('$switch', branch, ['case', 'then'], []);
    return { test: compile(parts.get('case') as Value, bound), then: compile(parts.get('then') as Value, bound) };
  });
  const fallback = args.get('default');
  const otherwise = fallback === undefined ? undefined : compile(fallback, bound);
  return (scope) => {
    for (const { test, then } of cases) if (isTruthy(test(scope))) return then(scope);
    if (otherwise === undefined)
      throw located(40066, '$switch could not find a matching branch for an input, and no default was specified.');
    return otherwise(scope);
  };
};

const letIn: OperatorCompiler = (operand, bound, compile) => {
  const args = named('$let', operand, ['vars', 'in'], []);
  const vars = args.get('vars') as Value;
  if (!(vars instanceof Map)) throw located(10065, 'invalid parameter: expected an object (vars)');
  const bindings = [...vars].map(([name, value]): [string, Expression] => [name, compile(value, bound)]);
  const body = compile(args.get('in') as Value, bound.with(...vars.keys()));
  return (scope) => body(bindings.reduce((inner, [name, value]) => inner.bind(name, value(scope)), scope));
};

/** The input of `$map`, `$filter` and `$reduce`: null stands for nothing, anything but an array is an error. */
function inputOf(name: string, code: number, value: Value | undefined): Value[] | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) throw located(code, `input to ${name} must be an array not ${typeName(value)}`);
  return value;
}

const nameIn = (args: Document): string => {
  const as = args.get('as') ?? 'this';
  if (typeof as !== 'string' || !/^[a-z][A-Za-z0-9_]*$/.test(as))
    throw new MongoError('FailedToParse', `'as' is not a valid variable name`);
  return as;
};

const map: OperatorCompiler = (operand, bound, compile) => {
  const args = named('$map', operand, ['input', 'in'], ['as']);
  const as = nameIn(args);
  const input = compile(args.get('input') as Value, bound);
  const body = compile(args.get('in') as Value, bound.with(as));
  return (scope) => inputOf('$map', 16883, input(scope))?.map((item) => body(scope.bind(as, item)) ?? null) ?? null;
};

const filter: OperatorCompiler = (operand, bound, compile) => {
  const args = named('$filter', operand, ['input', 'cond'], ['as']);
  const as = nameIn(args);
  const input = compile(args.get('input') as Value, bound);
  const test = compile(args.get('cond') as Value, bound.with(as));
  return (scope) =>
    inputOf('$filter', 28651, input(scope))?.filter((item) => isTruthy(test(scope.bind(as, item)))) ?? null;
};

const reduce: OperatorCompiler = (operand, bound, compile) => {
  const args = named('$reduce', operand, ['input', 'initialValue', 'in'], []);
  const input = compile(args.get('input') as Value, bound);
  const start = compile(args.get('initialValue') as Value, bound);
  const body = compile(args.get('in') as Value, bound.with('this', 'value'));
  return (scope) => {
    const items = inputOf('$reduce', 40080, input(scope));
    if (items === null) return null;
    return items.reduce<Value | undefined>(
      (value, item) => body(scope.bind('value', value).bind('this', item)),
      start(scope),
    );
  };
};

const and: OperatorCompiler = (operand, bound, compile) => {
  const parts = listOf(operand).map((part) => compile(part, bound));
  return (scope) => parts.every((part) => isTruthy(part(scope)));
};

const or: OperatorCompiler = (operand, bound, compile) => {
  const parts = listOf(operand).map((part) => compile(part, bound));
  return (scope) => parts.some((part) => isTruthy(part(scope)));
};

/** Operators that do not simply work on all their evaluated arguments. */
export const control: Record<string, OperatorCompiler> = {
  $literal: (operand) => () => operand,
  $cond: cond,
  $ifNull: ifNull,
  $switch: switchOf,
  $let: letIn,
  $map: map,
  $filter: filter,
  $reduce: reduce,
  $and: and,
  $or: or,
};
