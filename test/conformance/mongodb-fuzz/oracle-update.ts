import { type Document, Int32, Long } from 'mongodb';
import { compare, isDocument, isNumber, type Value } from './oracle-order.js';

/** What an update ends with: a document, or the code of the server's error. */
export type Outcome = { document: Document } | { code: number };

class Refused extends Error {
  constructor(readonly code: number) {
    super(`code ${code}`);
  }
}

/** One operator on one path. */
export type Change = [operator: string, path: string, operand: Value];

type Operation = (before: Value) => Value;
const takesAway = new Set(['$unset', '$pull']);

/** Makes the change in place at the end of a path; what only takes away does not make or refuse the way there. */
const at = (source: Value, path: readonly string[], change: Operation, removing: boolean): void => {
  const [name, ...rest] = path as [string, ...string[]];
  if (Array.isArray(source) ? !/^\d+$/.test(name) : !isDocument(source)) {
    if (removing) return;
    throw new Refused(28);
  }
  const holder = source as Record<string, Value>;
  if (rest.length > 0) {
    if (!(name in holder)) {
      if (removing) return;
      put(source, name, {});
    }
    at(holder[name], rest, change, removing);
    return;
  }
  const after = change(holder[name]);
  if (after !== undefined) put(source, name, after);
  else if (Array.isArray(source) && name in holder) put(source, name, null);
  else if (!Array.isArray(source)) delete holder[name];
};

const put = (source: Value, name: string, value: Value): void => {
  if (Array.isArray(source)) while (source.length < Number(name)) source.push(null);
  (source as Record<string, Value>)[name] = value;
};

/** Integers widen from 32 to 64 bits and are refused beyond; the fuzz adds no doubles. */
const sum = (before: Value, by: Int32): Value => {
  if (before === undefined) return by;
  if (!isNumber(before)) throw new Refused(14);
  if (!(before instanceof Int32 || before instanceof Long))
    return new (before.constructor as new (n: number) => Value)(before.value + by.value);
  const total = BigInt(before.toString()) + BigInt(by.value);
  if (total !== BigInt.asIntN(64, total)) throw new Refused(2);
  return before instanceof Int32 && total === BigInt.asIntN(32, total)
    ? new Int32(Number(total))
    : Long.fromBigInt(total);
};

const list = (before: Value): Value[] => {
  if (before === undefined) return [];
  if (!Array.isArray(before)) throw new Refused(2);
  return [...(before as Value[])];
};

const changeOf = (operator: string, operand: Value): Operation => {
  switch (operator) {
    case '$set':
      return () => operand;
    case '$unset':
      return () => undefined;
    case '$inc':
      return (before) => sum(before, operand as Int32);
    case '$min':
      return (before) => (before === undefined || compare(operand, before) < 0 ? operand : before);
    case '$max':
      return (before) => (before === undefined || compare(operand, before) > 0 ? operand : before);
    case '$push':
      return (before) => [...list(before), operand];
    case '$addToSet':
      return (before) =>
        list(before).some((one) => compare(one, operand) === 0) ? before : [...list(before), operand];
    case '$pull':
      return (before) => (before === undefined ? before : list(before).filter((one) => compare(one, operand) !== 0));
    default:
      throw new Error(`the oracle knows no update ${operator}`);
  }
};

const copy = (value: Value): Value =>
  Array.isArray(value)
    ? (value as Value[]).map(copy)
    : isDocument(value)
      ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copy(one)]))
      : value;

/** Applies operators in the order of their paths, as the server does; all or nothing. */
export const updated = (document: Document, changes: readonly Change[]): Outcome => {
  const after = copy(document) as Document;
  try {
    for (const [operator, path, operand] of [...changes].sort(([, a], [, b]) => (a < b ? -1 : 1))) {
      at(after, path.split('.'), changeOf(operator, copy(operand)), takesAway.has(operator));
    }
  } catch (error) {
    if (error instanceof Refused) return { code: error.code };
    throw error;
  }
  return { document: after };
};
