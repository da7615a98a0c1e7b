import { Document, Value } from '../bson/values.js';
import { located, MongoError, unsupported } from '../errors.js';
import { arithmetic } from './arithmetic.js';
import { arrays } from './array-operators.js';
import { control } from './control-operators.js';
import { fields } from './field-operators.js';
import { logic } from './logic-operators.js';
import { objects } from './object-operators.js';
import { Bound, Expression, OperatorCompiler, PlainOperator, Scope } from './scope.js';
import { strings } from './string-operators.js';

const plain: ReadonlyMap<string, PlainOperator> = new Map(
  Object.entries({ ...arithmetic, ...arrays, ...logic, ...objects, ...strings }),
);
const special: ReadonlyMap<string, OperatorCompiler> = new Map(Object.entries({ ...control, ...fields }));

/** Compiles an expression. Throws InvalidPipelineOperator on an operator that is not known. */
export function compile(value: Value, bound: Bound = Bound.none): Expression {
  if (typeof value === 'string' && value.startsWith('$')) return compilePath(value, bound);
  if (value instanceof Map) return compileDocument(value, bound);
  if (Array.isArray(value)) {
    const items = value.map((item) => compile(item, bound));
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  return () => value;
}

/** An expression as a function of a document, as `$expr` needs it. */
export function compileForFilter(value: Value, bound?: Bound): (source: Document) => Value | undefined {
  const expression = compile(value, bound);
  return (source) => expression(new Scope(source));
}

function compilePath(text: string, bound: Bound): Expression {
  if (text === '$' || text.endsWith('.')) throw located(16872, `'${text}' is not a valid field path`);
  if (!text.startsWith('$$')) {
    const path = text.slice(1).split('.');
    if (path.length === 1) {
      const name = path[0] as string;
      return (scope) => scope.root.get(name);
    }
    return (scope) => resolve(scope.root, path, 0);
  }
  const [variable, ...path] = text.slice(2).split('.') as [string, ...string[]];
  if (variable === 'ROOT' || variable === 'CURRENT') return (scope) => resolve(scope.root, path, 0);
  if (variable === 'REMOVE') return () => undefined;
  if (bound.isConstant(variable)) {
    const value = resolve(bound.constant(variable), path, 0);
    return () => value;
  }
  if (!bound.has(variable)) {
    if (/^[A-Z]/.test(variable)) throw unsupported(`the variable $$${variable}`);
    throw located(17276, `Use of undefined variable: ${variable}`);
  }
  return (scope) => resolve(scope.lookUp(variable), path, 0);
}

/** Follows a path through documents; through an array it leads to the array of what each element has there. */
export function resolve(value: Value | undefined, path: readonly string[], from: number): Value | undefined {
  if (from === path.length) return value;
  if (value instanceof Map) return resolve(value.get(path[from] as string), path, from + 1);
  if (!Array.isArray(value)) return undefined;
  const found: Value[] = [];
  for (const item of value) {
    const inner = item instanceof Map || Array.isArray(item) ? resolve(item, path, from) : undefined;
    if (inner !== undefined) found.push(inner);
  }
  return found;
}

function compileDocument(value: Document, bound: Bound): Expression {
  const first = value.keys().next().value;
  if (first?.startsWith('$') !== true) return compileLiteralDocument(value, bound);
  if (value.size !== 1)
    throw located(
      15983,
      `an object representing an expression must have exactly one field: ${[...value.keys()].join(', ')}`,
    );
  const operand = value.get(first) as Value;
  const compiler = special.get(first);
  if (compiler !== undefined) return compiler(operand, bound, compile);
  const operator = plain.get(first);
  if (operator === undefined) throw new MongoError('InvalidPipelineOperator', `Unrecognized expression '${first}'`);
  return compilePlain(first, operator, operand, bound);
}

function compileLiteralDocument(value: Document, bound: Bound): Expression {
  const fields = [...value].map(([name, inner]): [string, Expression] => {
    if (name.startsWith('$') || name.includes('.'))
      throw located(16410, `FieldPath field names may not start with '$' or contain '.': ${name}`);
    return [name, compile(inner, bound)];
  });
  return (scope) => {
    const built: Document = new Map();
    for (const [name, expression] of fields) {
      const inner = expression(scope);
      if (inner !== undefined) built.set(name, inner);
    }
    return built;
  };
}

function compilePlain(name: string, operator: PlainOperator, operand: Value, bound: Bound): Expression {
  const args = (Array.isArray(operand) ? operand : [operand]).map((arg) => compile(arg, bound));
  if (args.length < operator.least || args.length > operator.most)
    throw located(
      16020,
      operator.least === operator.most
        ? `Expression ${name} takes exactly ${operator.least} arguments. ${args.length} were passed in.`
        : `Expression ${name} takes at least ${operator.least} arguments, and at most ${operator.most}, but ${args.length} were passed in.`,
    );
  return (scope) => {
    const values = new Array<Value | undefined>(args.length);
    for (let i = 0; i < args.length; i++) values[i] = (args[i] as Expression)(scope);
    return operator.apply(values, name);
  };
}

/**
 * The top-level fields an expression reads, added to `into`; false when it may read the whole document. Judged by how it is
 * written, so it may name a few more than are read.
 */
export function fieldsRead(value: Value, into: Set<string>): boolean {
  if (typeof value === 'string') {
    if (value.startsWith('$$ROOT') || value.startsWith('$$CURRENT')) return false;
    if (value.startsWith('$') && !value.startsWith('$$')) into.add(value.slice(1).split('.')[0] as string);
    return true;
  }
  if (Array.isArray(value)) return value.every((item) => fieldsRead(item, into));
  if (value instanceof Map) return [...value.values()].every((item) => fieldsRead(item, into));
  return true;
}
