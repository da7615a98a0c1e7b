import { decode } from '../../bson/decode.js';
import { encode } from '../../bson/encode.js';
import { equal } from '../../bson/order.js';
import type { Document } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { Filter } from '../../query/filter.js';
import type { Collection } from '../../store/catalogue.js';
import type { Rows, StoredRow } from '../../store/rows.js';
import { sized } from '../../store/stored-document.js';
import { seedOf, type Update } from '../../update/updater.js';

/** The document that an upsert makes when it found none. */
export const upserted = (update: Update, filter: Filter): Document => {
  const seed = seedOf(filter);
  return update.apply(update.isReplacement ? idOnly(seed) : seed, true);
};

const idOnly = (seed: Document): Document => new Map([...seed].filter(([name]) => name === '_id'));

/** The stored document after the update; undefined when that made no difference. @throws MongoError when it would change its id */
export const changed = (
  rows: Rows,
  collection: Collection,
  row: StoredRow,
  update: Update,
  query: Filter,
): Document | undefined => {
  const before = decode(row.body);
  const after = update.apply(before, false, query);
  if (after === before) return undefined;
  // A number of another width, or fields in another order, are a change though they compare as equal.
  const body = sized(encode(after));
  if (body.equals(row.body)) return undefined;
  const [oldId, newId] = [before.get('_id') ?? null, after.get('_id') ?? null];
  if (!equal(oldId, newId))
    throw new MongoError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  rows.replace(collection, row.rid, before, after, body);
  return after;
};
