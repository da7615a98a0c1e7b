import type { Bound } from '../../aggregate/scope.js';
import { equal } from '../../bson/order.js';
import type { Value } from '../../bson/values.js';
import { MongoError, unsupported } from '../../errors.js';
import { parseCollation } from '../../query/collation.js';
import { type Filter, idAsked } from '../../query/filter.js';
import { parseFilter } from '../../query/parse-filter.js';
import { parseSort } from '../../query/sort.js';
import type { Collection } from '../../store/catalogue.js';
import type { Store } from '../../store/engine.js';
import { findAll, type Search } from '../../store/find.js';
import type { StoredRow } from '../../store/stored-document.js';
import { parseUpdate, replacementOf } from '../../update/updater.js';
import type { Arguments } from '../arguments.js';
import { changed, replaced, upserted } from './change-row.js';
import { hintOf } from '../hint.js';

/** Where a statement writes, and the variables it may use. */
export interface Target {
  readonly store: Store;
  readonly database: string;
  readonly name: string;
  readonly bound: Bound;
}

export interface UpdateOutcome {
  readonly matched: number;
  readonly modified: number;
  readonly upserted?: Value;
}

export const existing = ({ store, database, name }: Target): Collection | undefined =>
  store.catalogue.find(database, name);

const searchOf = (collection: Collection | undefined, statement: Arguments, filter: Filter, limit: number): Search => {
  const hint = hintOf(statement.body.get('hint'), collection);
  const collation = parseCollation(statement.optional('collation'));
  return {
    filter,
    sort: parseSort(statement.document('sort')),
    skip: 0,
    limit,
    ...(hint === undefined ? {} : { hint }),
    ...(collation ? { collation } : {}),
  };
};

/** All are found before any is changed: a change must not bring a document into its own search again. */
const rowsOf = (target: Target, collection: Collection | undefined, search: Search): readonly StoredRow[] =>
  collection ? findAll(target.store.rows, collection, search) : [];

/** Operators that compare strings: under a collation the real server has them compare by it. */
const COMPARING = ['$min', '$max', '$pull', '$pullAll', '$addToSet'];

/** Refuses updates whose own comparisons a collation would change. */
export const checkCollated = (statement: Arguments, update: Value | undefined): void => {
  if (!parseCollation(statement.optional('collation'))) return;
  const compares = update instanceof Map && COMPARING.some((name) => update.has(name));
  if (compares || Array.isArray(update) || statement.body.has('arrayFilters'))
    throw unsupported('a collation for comparisons inside an update');
};

/** Where a statement has its filter and its update. */
interface UpdateFields {
  readonly filter: string;
  readonly update: string;
}
/** Of the command `update`. */
export const UPDATE: UpdateFields = { filter: 'q', update: 'u' };

/**
 * Changes what the filter finds, or makes it when told to.
 * @param replacement the update, when it is a document in the place of another that can be stored as it came
 */
export const applyUpdate = (
  target: Target,
  statement: Arguments,
  fields: UpdateFields,
  replacement?: Buffer,
): UpdateOutcome => {
  const { store, bound } = target;
  const given = statement.body.get(fields.update);
  checkCollated(statement, given);
  const arrayFilters = statement.body.get('arrayFilters');
  const update = replacement
    ? replacementOf(replacement)
    : parseUpdate(given, { now: Date.now, bound, ...(arrayFilters === undefined ? {} : { arrayFilters }) });
  const filter = parseFilter(statement.document(fields.filter), bound);
  const multi = statement.flag('multi');
  if (multi && update.isReplacement)
    throw new MongoError('FailedToParse', 'multi update is not supported for replacement-style update');
  if (multi && statement.body.has('sort')) throw new MongoError('FailedToParse', 'Cannot specify sort with multi=true');
  const collection = existing(target);
  const search = searchOf(collection, statement, filter, multi ? Number.POSITIVE_INFINITY : 1);
  const found = rowsOf(target, collection, search);
  if (found.length === 0 && statement.flag('upsert')) {
    const made = upserted(update, filter);
    const asked = search.collation ? undefined : idAsked(filter);
    const idIsFree = asked?.only === true && equal(asked.value, made.get('_id') ?? null);
    const into = collection ?? store.catalogue.ensure(target.database, target.name);
    const { id } = store.rows.insert(into, made, idIsFree);
    return { matched: 0, modified: 0, upserted: id };
  }
  let modified = 0;
  for (const row of found)
    if (
      collection &&
      (replacement
        ? replaced(store.rows, collection, row, replacement)
        : changed(store.rows, collection, row, update, filter))
    )
      modified += 1;
  return { matched: found.length, modified };
};

/** Removes what the filter finds: one, or all. @returns how many */
export const applyDelete = (target: Target, statement: Arguments, filterField: string, many: boolean): number => {
  const collection = existing(target);
  const filter = parseFilter(statement.document(filterField), target.bound);
  if (!collection) return 0;
  const search = searchOf(collection, statement, filter, many ? Number.POSITIVE_INFINITY : 1);
  const rows = rowsOf(target, collection, search);
  for (const row of rows) target.store.rows.remove(collection, row);
  return rows.length;
};
