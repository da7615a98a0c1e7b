import type { Bound } from '../../aggregate/scope.js';
import type { Document, Value } from '../../bson/values.js';
import { located, MongoError, unsupported } from '../../errors.js';
import type { Collection } from '../../store/catalogue.js';
import type { Store } from '../../store/engine.js';
import { withId } from '../../store/stored-document.js';
import { decode } from '../../bson/decode.js';

export type Output = (store: Store, documents: readonly Document[]) => void;

interface Place {
  readonly database: string;
  readonly name: string;
}

const nameOf = (stage: Value): string | undefined => (stage instanceof Map ? stage.keys().next().value : undefined);

export const isOutput = (stage: Value): boolean => ['$out', '$merge'].includes(nameOf(stage) ?? '');

/** Compiles `$out` or `$merge`. @throws MongoError on options that it has not */
export const parseOutput = (stage: Document, database: string, bound: Bound): Output => {
  if (stage.size !== 1) throw located(40323, 'A pipeline stage specification object must contain exactly one field.');
  const [[name, operand]] = [...stage] as [[string, Value]];
  return name === '$out' ? out(operand, database) : merge(operand, database, bound);
};

const placeOf = (stage: string, operand: Value | undefined, database: string): Place => {
  if (typeof operand === 'string') return { database, name: operand };
  const [db, coll] = operand instanceof Map ? [operand.get('db'), operand.get('coll')] : [];
  if (typeof coll !== 'string' || (db !== undefined && typeof db !== 'string'))
    throw located(16990, `${stage} only supports a string or an object of db and coll`);
  if (operand instanceof Map && operand.has('timeseries')) throw unsupported('$out to a time series');
  return { database: db ?? database, name: coll };
};

/** Puts the documents in the place of those of a collection, whose indexes stay. */
const out = (operand: Value, database: string): Output => {
  const place = placeOf('$out', operand, database);
  return (store, documents) => {
    const collection = store.catalogue.ensure(place.database, place.name);
    for (const row of all(store, collection)) store.rows.remove(collection, row);
    for (const source of documents) store.rows.insert(collection, source);
  };
};

const all = (store: Store, collection: Collection): ReturnType<Store['rows']['scan']> => {
  const rows = [];
  for (let page = store.rows.scan(collection, -1, 500); page.length > 0;) {
    rows.push(...page);
    page = store.rows.scan(collection, page.at(-1)?.rid ?? 0, 500);
  }
  return rows;
};

const MATCHED = ['merge', 'replace', 'keepExisting', 'fail'] as const;
const NOT_MATCHED = ['insert', 'discard', 'fail'] as const;

const choice = <T extends string>(name: string, value: Value | undefined, known: readonly T[], otherwise: T): T => {
  if (value === undefined) return otherwise;
  if (Array.isArray(value)) throw unsupported(`$merge with a pipeline for ${name}`);
  const found = known.find((one) => one === value);
  if (!found) throw new MongoError('BadValue', `Enumeration value for field '$merge.${name}' is not a valid value.`);
  return found;
};

/** Puts each document into a collection, by its `_id`. */
const merge = (operand: Value, database: string, bound: Bound): Output => {
  const spec = operand instanceof Map && operand.has('into') ? operand : new Map<string, Value>([['into', operand]]);
  for (const name of spec.keys())
    if (!['into', 'on', 'let', 'whenMatched', 'whenNotMatched'].includes(name))
      throw new MongoError('UnknownField', `BSON field '$merge.${name}' is an unknown field.`);
  const on = spec.get('on') ?? '_id';
  if (on !== '_id' && !(Array.isArray(on) && on.length === 1 && on[0] === '_id'))
    throw unsupported('$merge on other fields than _id');
  if (spec.has('let') || bound.has('new')) throw unsupported('variables of $merge');
  const place = placeOf('$merge', spec.get('into'), database);
  const matched = choice('whenMatched', spec.get('whenMatched'), MATCHED, 'merge');
  const notMatched = choice('whenNotMatched', spec.get('whenNotMatched'), NOT_MATCHED, 'insert');
  return (store, documents) => {
    const collection = store.catalogue.ensure(place.database, place.name);
    for (const given of documents) mergeOne(store, collection, withId(given), matched, notMatched);
  };
};

const mergeOne = (
  store: Store,
  collection: Collection,
  source: Document,
  matched: (typeof MATCHED)[number],
  notMatched: (typeof NOT_MATCHED)[number],
): void => {
  const row = store.rows.byId(collection, source.get('_id') ?? null);
  if (!row) {
    if (notMatched === 'fail')
      throw new MongoError(
        'MergeStageNoMatchingDocument',
        '$merge could not find a matching document in the target collection for at least one document in the source collection',
      );
    if (notMatched === 'insert') store.rows.insert(collection, source);
    return;
  }
  if (matched === 'keepExisting') return;
  // The key that is taken is the error.
  if (matched === 'fail') {
    store.rows.insert(collection, source);
    return;
  }
  const before = decode(row.body);
  store.rows.replace(collection, row.rid, before, matched === 'merge' ? new Map([...before, ...source]) : source);
};
