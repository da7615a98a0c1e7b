import { Document, Value } from '../bson/values.js';
import { located } from '../errors.js';
import { typeName } from '../query/type-names.js';
import { PlainOperator } from './scope.js';

type Args = readonly (Value | undefined)[];

const nothing = (value: Value | undefined): value is null | undefined => value === undefined || value === null;
const spread = (args: Args): Args => (args.length === 1 && Array.isArray(args[0]) ? args[0] : args);

function objectToArray([value]: Args): Value {
  if (nothing(value)) return null;
  if (!(value instanceof Map))
    throw located(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  return [...value].map(
    ([k, v]): Document =>
      new Map<string, Value>([
        ['k', k],
        ['v', v],
      ]),
  );
}

function entryOf(item: Value): [string, Value] {
  if (Array.isArray(item)) {
    const [k, v] = item;
    if (item.length !== 2 || v === undefined) throw located(40397, '$arrayToObject requires an array of size 2 arrays');
    if (typeof k !== 'string')
      throw located(40395, '$arrayToObject requires an array of key-value pairs, where the key must be of type string');
    return [k, v];
  }
  if (!(item instanceof Map))
    throw located(40398, `Unrecognised input type format for $arrayToObject: ${typeName(item)}`);
  const k = item.get('k');
  const v = item.get('v');
  if (item.size !== 2 || v === undefined) throw located(40392, "$arrayToObject requires an object keys of 'k' and 'v'");
  if (typeof k !== 'string')
    throw located(
      40394,
      "$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string",
    );
  return [k, v];
}

function arrayToObject([items]: Args): Value {
  if (nothing(items)) return null;
  if (!Array.isArray(items)) throw located(40386, `$arrayToObject requires an array input, found: ${typeName(items)}`);
  return new Map(items.map(entryOf));
}

function mergeObjects(args: Args): Value {
  const merged: Document = new Map();
  for (const value of spread(args)) {
    if (nothing(value)) continue;
    if (!(value instanceof Map))
      throw located(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
    for (const [name, field] of value) merged.set(name, field);
  }
  return merged;
}

export const objects: Record<string, PlainOperator> = {
  $objectToArray: { least: 1, most: 1, apply: objectToArray },
  $arrayToObject: { least: 1, most: 1, apply: arrayToObject },
  $mergeObjects: { least: 0, most: Infinity, apply: mergeObjects },
};
