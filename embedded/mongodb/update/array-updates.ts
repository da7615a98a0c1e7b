import { equal } from '../bson/order.js';
import { Document, Regex, Value } from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';
import { compileFilter } from '../query/match.js';
import { asInteger, isOperators, parseFilter } from '../query/parse-filter.js';
import type { Operation } from './set-at.js';

const listAt = (before: Value | undefined, operator: string, path: string): Value[] => {
  if (before === undefined) return [];
  if (!Array.isArray(before))
    throw new MongoError('BadValue', `Cannot apply ${operator} to a non-array field: ${path}`);
  return before;
};

/** The values of `$each`, or the one value that stands by itself. */
const eachOf = (operand: Value, allowed: readonly string[]): { values: Value[]; modifiers: Document } => {
  if (!(operand instanceof Map) || !operand.has('$each')) return { values: [operand], modifiers: new Map() };
  const values = operand.get('$each');
  if (!Array.isArray(values)) throw new MongoError('BadValue', 'The argument to $each must be an array');
  for (const name of operand.keys()) if (!allowed.includes(name)) throw unknownModifier(name);
  return { values, modifiers: operand };
};

const unknownModifier = (name: string): MongoError =>
  name === '$sort'
    ? unsupported('the modifier $sort')
    : new MongoError('BadValue', `Unrecognized clause in $push: ${name}`);

/** An integer of any width; undefined when the modifier is not given. */
const modifier = (modifiers: Document, name: string): number | undefined => {
  const given = modifiers.get(name);
  const value = asInteger(given);
  if (given !== undefined && value === undefined)
    throw new MongoError('BadValue', `The value for ${name} must be an integer value`);
  return value;
};

/** `$push` at a path. @throws MongoError on what the server refuses */
export const push = (operand: Value, path: string): Operation => {
  const { values, modifiers } = eachOf(operand, ['$each', '$slice', '$position']);
  const slice = modifier(modifiers, '$slice');
  const position = modifier(modifiers, '$position');
  return (before) => {
    const list = [...listAt(before, '$push', path)];
    list.splice(position ?? list.length, 0, ...values);
    if (slice === undefined) return list;
    return slice < 0 ? list.slice(slice) : list.slice(0, slice);
  };
};

/** `$addToSet` at a path. @throws MongoError on what the server refuses */
export const addToSet = (operand: Value, path: string): Operation => {
  const { values } = eachOf(operand, ['$each']);
  return (before) => {
    const list = [...listAt(before, '$addToSet', path)];
    for (const value of values) if (!list.some((known) => equal(known, value))) list.push(value);
    return list;
  };
};

/** `$pull` at a path. @throws MongoError on what the server refuses */
export const pull = (operand: Value, path: string): Operation => {
  const matches = pulled(operand);
  return (before) =>
    before === undefined ? undefined : listAt(before, '$pull', path).filter((item) => !matches(item));
};

/** `$pullAll` at a path. @throws MongoError on what the server refuses */
export const pullAll = (operand: Value, path: string): Operation => {
  if (!Array.isArray(operand)) throw new MongoError('BadValue', '$pullAll requires an array argument');
  return (before) =>
    before === undefined
      ? undefined
      : listAt(before, '$pullAll', path).filter((item) => !operand.some((one) => equal(one, item)));
};

/** `$pop` at a path: the first or the last goes. @throws MongoError on what the server refuses */
export const pop = (operand: Value, path: string): Operation => {
  const end = asInteger(operand);
  if (end !== 1 && end !== -1) throw new MongoError('FailedToParse', `$pop expects 1 or -1 for ${path}`);
  return (before) => {
    if (before === undefined) return undefined;
    if (!Array.isArray(before))
      throw new MongoError('TypeMismatch', `Path '${path}' contains an element of non-array type`);
    return end === 1 ? before.slice(0, -1) : before.slice(1);
  };
};

const pulled = (operand: Value): ((item: Value) => boolean) => {
  if (operand instanceof Regex || isOperators(operand)) {
    const predicate = compileFilter(parseFilter(new Map([['item', operand]])));
    return (item) => predicate(new Map([['item', item]]));
  }
  if (!(operand instanceof Map)) return (item) => equal(item, operand);
  const predicate = compileFilter(parseFilter(operand));
  return (item) => item instanceof Map && predicate(item);
};
