import { Bound } from '../aggregate/scope.js';
import { decode } from '../bson/decode.js';
import { calculate } from '../bson/numbers.js';
import { compare, compareStrings } from '../bson/order.js';
import { Document, isNumber, Timestamp, UtcDate, Value } from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';
import type { Filter } from '../query/filter.js';
import { isArrayIndex, splitPath } from '../query/paths.js';
import { ArrayFilters } from './array-filters.js';
import { addToSet, pop, pull, pullAll, push } from './array-updates.js';
import { pipelineUpdate } from './pipeline-update.js';
import { type Operation, renamed, setAt } from './set-at.js';
import { overlap, parsePath, placed, type Step } from './update-path.js';

/** A parsed update: a new document from the old one. Throws on what the server refuses, changing nothing. */
export interface Update {
  readonly isReplacement: boolean;
  /** @param inserting the document is made by an upsert: `$setOnInsert` counts; @param query what found it, for the place of `$` */
  readonly apply: (before: Document, inserting: boolean, query?: Filter) => Document;
}

/** What an update may refer to. */
export interface UpdateOptions {
  /** For `$currentDate`. */
  readonly now: () => number;
  readonly arrayFilters?: Value;
  /** Variables of a pipeline. */
  readonly bound?: Bound;
}

interface Change {
  readonly path: string;
  readonly names: readonly string[];
  readonly steps: readonly Step[];
  /** Whether its steps are names alone. */
  readonly plain: boolean;
  readonly onlyOnInsert: boolean;
  readonly change: Operation;
}

const failed = (message: string): MongoError => new MongoError('FailedToParse', message);

/** Parses the `u` of an update statement. */
export const parseUpdate = (source: Value | undefined, options: UpdateOptions): Update => {
  const { now, arrayFilters, bound = Bound.none } = options;
  if (Array.isArray(source)) {
    if (arrayFilters !== undefined) throw failed('Cannot specify arrayFilters and a pipeline update');
    return pipelineUpdate(source, bound);
  }
  if (!(source instanceof Map)) throw failed('Update argument must be either an object or an array');
  const [first] = source.keys();
  if (first === undefined || !first.startsWith('$')) {
    if (arrayFilters !== undefined) throw failed('Cannot specify arrayFilters and a replacement-style update');
    return replacement(source);
  }
  const filters = ArrayFilters.parse(arrayFilters, bound);
  const changes: Change[] = [];
  const renames: [string, string][] = [];
  for (const [operator, operand] of source) {
    if (!(operand instanceof Map))
      throw failed(`Modifiers operate on fields but we found another type for ${operator}`);
    for (const [path, value] of operand) {
      const names = splitPath(path);
      const steps = names.length === 1 && isPlainName(path) ? names : parsePath(path, filters);
      const plain = steps === names || steps.every((step) => typeof step === 'string');
      if (operator === '$rename') {
        if (!plain) throw new MongoError('BadValue', `The source field for $rename may not be dynamic: ${path}`);
        renames.push([path, renameTarget(value, filters)]);
      } else
        changes.push({
          path,
          names,
          steps,
          plain,
          onlyOnInsert: operator === '$setOnInsert',
          change: operationOf(operator, value, path, now),
        });
    }
  }
  filters.checkAllUsed();
  // The server goes by path, not as written: it shows in the order of fields that are new.
  if (changes.length > 1) changes.sort((a, b) => comparePaths(a.names, b.names));
  renames.sort(([, a], [, b]) => comparePaths(a.split('.'), b.split('.')));
  const onUpdate = changes.some((one) => one.onlyOnInsert) ? changes.filter((one) => !one.onlyOnInsert) : changes;
  // The fields of one operator are different ones.
  if (source.size > 1 || renames.length > 0 || changes.some(({ names }) => names.length > 1))
    checkConflicts([...changes.map(({ path }) => path), ...renames.flat()]);
  return {
    isReplacement: false,
    apply: (before, inserting, query) => {
      let after = changedFields(before, inserting ? changes : onUpdate, inserting ? undefined : query);
      for (const [from, to] of renames) after = renamed(after, from, to);
      return after;
    },
  };
};

/** Fields of the document itself change in one copy of it; what lies deeper goes its way. */
const changedFields = (before: Document, changes: readonly Change[], query?: Filter): Document => {
  let after = before;
  for (const { path, names, steps, plain, change } of changes) {
    if (!plain) {
      after = setAt(after, placed(steps, before, query), change, path);
      continue;
    }
    if (names.length > 1 || after === before) {
      after = setAt(after, names, change, path);
      continue;
    }
    const value = change(after.get(path));
    if (value === undefined) after.delete(path);
    else after.set(path, value);
  }
  return after;
};

/** A field of the document itself, as in nearly all updates. */
const isPlainName = (name: string): boolean => name !== '' && !name.startsWith('$');

/** Paths name by name; numeric names by number, others as text. */
const comparePaths = (ours: readonly string[], theirs: readonly string[]): number => {
  for (let at = 0; at < ours.length; at += 1) {
    const [name, other] = [ours[at] ?? '', theirs[at]];
    if (other === undefined) return 1;
    if (name === other) continue;
    return isArrayIndex(name) && isArrayIndex(other) ? Number(name) - Number(other) : compareStrings(name, other);
  }
  return ours.length - theirs.length;
};

/** Puts a document that can be stored as it came in the place of another. */
export const replacementOf = (encoded: Buffer): Update => ({
  isReplacement: true,
  apply: (before, inserting) => replacement(decode(encoded)).apply(before, inserting),
});

const replacement = (source: Document): Update => {
  for (const name of source.keys())
    if (name.startsWith('$'))
      throw new MongoError('DollarPrefixedFieldName', `The dollar ($) prefixed field '${name}' is not allowed`);
  return {
    isReplacement: true,
    apply: (before) => {
      const id = source.has('_id') ? source.get('_id') : before.get('_id');
      const after: Document = new Map<string, Value>(id === undefined ? [] : [['_id', id]]);
      for (const [name, value] of source) if (name !== '_id') after.set(name, value);
      return after;
    },
  };
};

const checkConflicts = (paths: readonly string[]): void => {
  if (new Set(paths).size === paths.length && !paths.some((path) => path.includes('.'))) return;
  paths.forEach((path, at) => {
    const names = path.split('.');
    const other = paths.slice(0, at).find((earlier) => overlap(names, earlier.split('.')) !== undefined);
    if (other !== undefined && overlap(names, other.split('.')) === 'perhaps')
      throw unsupported(`an update of both '${path}' and '${other}'`);
    if (other !== undefined)
      throw new MongoError(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${other}'`,
      );
  });
};

const renameTarget = (value: Value, filters: ArrayFilters): string => {
  if (typeof value !== 'string') throw new MongoError('BadValue', "The 'to' field for $rename must be a string");
  if (parsePath(value, filters).some((step) => typeof step !== 'string'))
    throw new MongoError('BadValue', `The destination field for $rename may not be dynamic: ${value}`);
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
    case '$pop':
      return pop(operand, path);
    case '$pullAll':
      return pullAll(operand, path);
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
  if (typeof operand !== 'boolean' && type !== 'date' && type !== 'timestamp')
    throw new MongoError('BadValue', "$currentDate is neither a boolean nor {$type: 'date' or 'timestamp'}");
  return () => (type === 'timestamp' ? new Timestamp(BigInt(Math.floor(now() / 1_000)) << 32n) : new UtcDate(now()));
};
