import {
  Binary,
  Double,
  isNumber,
  MinKey,
  ObjectId,
  Regex,
  Timestamp,
  toDouble,
  UtcDate,
  Value,
} from '../bson/values.js';
import { MongoError } from '../errors.js';

const names: ReadonlyMap<number, string> = new Map([
  [1, 'double'],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [5, 'binData'],
  [6, 'undefined'],
  [7, 'objectId'],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [11, 'regex'],
  [12, 'dbPointer'],
  [13, 'javascript'],
  [14, 'symbol'],
  [15, 'javascriptWithScope'],
  [16, 'int'],
  [17, 'timestamp'],
  [18, 'long'],
  [19, 'decimal'],
  [-1, 'minKey'],
  [127, 'maxKey'],
]);
const known = new Set([...names.values()]);

/** The name of a value's type, as `$type` knows it. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'int';
    case 'bigint':
      return 'long';
    case 'boolean':
      return 'bool';
    default:
      return objectTypeName(value);
  }
}

function objectTypeName(value: Exclude<Value, string | number | bigint | boolean>): string {
  if (value === null) return 'null';
  if (value instanceof Map) return 'object';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Double) return 'double';
  if (value instanceof UtcDate) return 'date';
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Binary) return 'binData';
  if (value instanceof Regex) return 'regex';
  if (value instanceof Timestamp) return 'timestamp';
  return value instanceof MinKey ? 'minKey' : 'maxKey';
}

/** The operand of `$type`: one or several names or numbers; `number` stands for all widths. */
export function parseTypes(operand: Value): ReadonlySet<string> {
  const types = new Set<string>();
  for (const item of Array.isArray(operand) ? operand : [operand]) {
    if (item === 'number') for (const width of ['double', 'int', 'long', 'decimal']) types.add(width);
    else if (typeof item === 'string') {
      if (!known.has(item)) throw new MongoError('BadValue', `Unknown type name alias: ${item}`);
      types.add(item);
    } else if (isNumber(item)) {
      const name = names.get(toDouble(item));
      if (name === undefined) throw new MongoError('BadValue', `Invalid numerical type code: ${toDouble(item)}`);
      types.add(name);
    } else throw new MongoError('TypeMismatch', 'type must be represented as a number or a string');
  }
  if (types.size === 0) throw new MongoError('FailedToParse', '$type must match at least one type');
  return types;
}
