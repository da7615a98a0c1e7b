import { calculate } from '../bson/numbers.js';
import { compare, equal } from '../bson/order.js';
import { Document, isNumber, Timestamp, UtcDate, Value } from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';
import { conjuncts, type Filter } from '../query/filter.js';
import { compileFilter } from '../query/match.js';
import { isOperators, parseFilter } from '../query/parse-filter.js';
import { isArrayIndex, pathsOverlap } from '../query/paths.js';

/** A parsed update: a new document from the old one. Throws on what the server refuses, changing nothing. */
export interface Update {
  readonly isReplacement: boolean;
  /** @param inserting the document is made by an upsert: `$setOnInsert` counts */
  readonly apply: (before: Document, inserting: boolean) => Document;
}

type Operation = (before: Value | undefined) => Value | undefined;
interface Change {
  readonly path: string;
  readonly onlyOnInsert: boolean;
  readonly change: Operation;
}

const failed = (message: string): MongoError => new MongoError('FailedToParse', message);

/** Parses the `u` of an update statement. @param now for `$currentDate` */
export const parseUpdate = (source: Value | undefined, now: () => number): Update => {
  if (Array.isArray(source)) throw unsupported('an update by pipeline');
  if (!(source instanceof Map)) throw failed('Update argument must be either an object or an array');
  const [first] = source.keys();
  if (first === undefined || !first.startsWith('$')) return replacement(source);
  const changes: Change[] = [];
  const renames: [string, string][] = [];
  for (const [operator, operand] of source) {
    if (!(operand instanceof Map))
      throw failed(`Modifiers operate on fields but we found another type for ${operator}`);
    for (const [path, value] of operand) {
      checkPath(path);
      if (operator === '$rename') renames.push([path, renameTarget(value)]);
      else
        changes.push({
          path,
          onlyOnInsert: operator === '$setOnInsert',
          change: operationOf(operator, value, path, now),
        });
    }
  }
  checkConflicts([...changes.map(({ path }) => path), ...renames.flat()]);
  return {
    isReplacement: false,
    apply: (before, inserting) => {
      let after: Document = before;
      for (const { path, onlyOnInsert, change } of changes)
        if (inserting || !onlyOnInsert) after = setAt(after, path.split('.'), change, path);
      for (const [from, to] of renames) after = renamed(after, from, to);
      return after;
    },
  };
};

const replacement = (source: Document): Update => {
  for (const name of source.keys())
    if (name.startsWith('$'))
      throw new MongoError('DollarPrefixedFieldName', `The dollar ($) prefixed field '${name}' is not allowed`);
  return {
    isReplacement: true,
    apply: (before) => {
      const id = source.get('_id') ?? before.get('_id');
      const after: Document = new Map<string, Value>(id === undefined ? [] : [['_id', id]]);
      for (const [name, value] of source) if (name !== '_id') after.set(name, value);
      return after;
    },
  };
};

const checkPath = (path: string): void => {
  const names = path.split('.');
  if (names.includes(''))
    throw new MongoError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  if (names.some((name) => name === '$' || name.startsWith('$['))) throw unsupported('a positional update');
  if (names.some((name) => name.startsWith('$')))
    throw new MongoError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${path}' is not valid for storage.`,
    );
};

const checkConflicts = (paths: readonly string[]): void => {
  paths.forEach((path, at) => {
    const other = paths.slice(0, at).find((earlier) => pathsOverlap(path, earlier));
    if (other !== undefined)
      throw new MongoError(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${other}'`,
      );
  });
};

const renameTarget = (value: Value): string => {
  if (typeof value !== 'string') throw new MongoError('BadValue', "The 'to' field for $rename must be a string");
  checkPath(value);
  return value;
};

const operationOf = (operator: string, operand: Value, path: string, now: () => number): Operation => {
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      return () => operand;
    case '$unset':
      return () => undefined;
    case '$inc':
    case '$mul':
      return arithmetic(operator, operand, path);
    case '$min':
      return (before) => (before === undefined || compare(operand, before) < 0 ? operand : before);
    case '$max':
      return (before) => (before === undefined || compare(operand, before) > 0 ? operand : before);
    case '$currentDate':
      return currentDate(operand, now);
    case '$push':
      return push(operand, path);
    case '$addToSet':
      return addToSet(operand, path);
    case '$pull':
      return pull(operand, path);
    default:
      throw failed(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
  }
};

const arithmetic = (operator: '$inc' | '$mul', operand: Value, path: string): Operation => {
  if (!isNumber(operand))
    throw new MongoError(
      'TypeMismatch',
      `Cannot ${operator === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ...}`,
    );
  return (before) => {
    if (before === undefined) return operator === '$inc' ? operand : (calculate('multiply', operand, 0) ?? 0);
    if (!isNumber(before))
      throw new MongoError('TypeMismatch', `Cannot apply ${operator} to a value of non-numeric type at '${path}'`);
    const result = calculate(operator === '$inc' ? 'add' : 'multiply', before, operand);
    if (result === undefined)
      throw new MongoError('BadValue', `Failed to apply ${operator} operations to current value at '${path}'`);
    return result;
  };
};

const currentDate = (operand: Value, now: () => number): Operation => {
  const type = operand instanceof Map ? operand.get('$type') : 'date';
  if (operand !== true && type !== 'date' && type !== 'timestamp')
    throw new MongoError('BadValue', "$currentDate is neither a boolean nor {$type: 'date' or 'timestamp'}");
  return () => (type === 'timestamp' ? new Timestamp(BigInt(Math.floor(now() / 1_000)) << 32n) : new UtcDate(now()));
};

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
  for (const name of operand.keys()) if (!allowed.includes(name)) throw unsupported(`the modifier ${name}`);
  return { values, modifiers: operand };
};

const push = (operand: Value, path: string): Operation => {
  const { values, modifiers } = eachOf(operand, ['$each', '$slice', '$position']);
  const slice = modifiers.get('$slice');
  const position = modifiers.get('$position');
  for (const number of [slice, position])
    if (number !== undefined && typeof number !== 'number')
      throw new MongoError('BadValue', 'The value for $slice and $position must be an integer');
  return (before) => {
    const list = [...listAt(before, '$push', path)];
    list.splice(typeof position === 'number' ? position : list.length, 0, ...values);
    if (typeof slice !== 'number') return list;
    return slice < 0 ? list.slice(slice) : list.slice(0, slice);
  };
};

const addToSet = (operand: Value, path: string): Operation => {
  const { values } = eachOf(operand, ['$each']);
  return (before) => {
    const list = [...listAt(before, '$addToSet', path)];
    for (const value of values) if (!list.some((known) => equal(known, value))) list.push(value);
    return list;
  };
};

const pull = (operand: Value, path: string): Operation => {
  const matches = pulled(operand);
  return (before) =>
    before === undefined ? undefined : listAt(before, '$pull', path).filter((item) => !matches(item));
};

const pulled = (operand: Value): ((item: Value) => boolean) => {
  if (!(operand instanceof Map)) return (item) => equal(item, operand);
  if (isOperators(operand)) {
    const predicate = compileFilter(parseFilter(new Map([['item', operand]])));
    return (item) => predicate(new Map([['item', item]]));
  }
  const predicate = compileFilter(parseFilter(operand));
  return (item) => item instanceof Map && predicate(item);
};

/** The document with the value at a path changed; documents on the way are made, places in arrays followed. */
const setAt = (source: Document, path: readonly string[], change: Operation, full: string): Document => {
  const [name, ...rest] = path as [string, ...string[]];
  const before = source.get(name);
  const after = rest.length === 0 ? change(before) : inside(before, rest, change, full);
  if (after === before) return source;
  const changed: Document = new Map(source);
  if (after === undefined) changed.delete(name);
  else changed.set(name, after);
  return changed;
};

const inside = (
  before: Value | undefined,
  path: readonly string[],
  change: Operation,
  full: string,
): Value | undefined => {
  if (before instanceof Map) return setAt(before, path, change, full);
  if (before === undefined) {
    const made = setAt(new Map(), path, change, full);
    return made.size === 0 ? undefined : made;
  }
  const [name, ...rest] = path as [string, ...string[]];
  if (!Array.isArray(before) || !isArrayIndex(name))
    throw new MongoError('PathNotViable', `Cannot create field '${name}' in element reached by '${full}'`);
  const place = Number(name);
  const list = [...before];
  const item = rest.length === 0 ? change(list[place]) : inside(list[place], rest, change, full);
  if (item === undefined) {
    if (place < list.length) list[place] = null;
    return list;
  }
  while (list.length < place) list.push(null);
  list[place] = item;
  return list;
};

const renamed = (source: Document, from: string, to: string): Document => {
  let moved: Value | undefined;
  const without = setAt(source, from.split('.'), (value) => ((moved = value), undefined), from);
  return moved === undefined ? source : setAt(without, to.split('.'), () => moved, to);
};

/** What an upsert starts from: the fields that the filter binds to one value. */
export const seedOf = (filter: Filter): Document => {
  let seed: Document = new Map();
  for (const part of conjuncts(filter)) {
    if (part.kind !== 'field') continue;
    const { test, path, name } = part;
    if (test.op === 'eq') seed = setAt(seed, path, () => test.value, name);
    else if (test.op === 'in' && test.values.length === 1 && test.patterns.length === 0)
      seed = setAt(seed, path, () => test.values[0] ?? null, name);
  }
  return seed;
};
