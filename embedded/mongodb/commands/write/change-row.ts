import { decode, elements } from '../../bson/decode.js';
import { encode } from '../../bson/encode.js';
import { equal } from '../../bson/order.js';
import type { Document } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { Filter } from '../../query/filter.js';
import type { Collection } from '../../store/catalogue.js';
import type { Rows } from '../../store/rows.js';
import { sized, type StoredRow } from '../../store/stored-document.js';
import { seedOf } from '../../update/seed.js';
import type { Update } from '../../update/updater.js';

/** The document that an upsert makes when it found none. @throws MongoError when it would not have the id that the filter asks for */
export const upserted = (update: Update, filter: Filter): Document => {
  const seed = seedOf(filter, update.isReplacement);
  const made = update.apply(seed, true);
  if (seed.has('_id')) checkSameId(seed, made);
  return made;
};

const checkSameId = (before: Document, after: Document): void => {
  const [was, is] = [before.get('_id') ?? null, after.get('_id')];
  if (is === undefined || !equal(was, is))
    throw new MongoError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
};

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
  checkSameId(before, after);
  rows.replace(collection, row.rid, before, after, body);
  return after;
};

/** As `changed`, by a document in the place of another. @param replacement its bytes, `_id` first if it has one @returns whether it changed */
export const replaced = (rows: Rows, collection: Collection, row: StoredRow, replacement: Buffer): boolean => {
  const body = sized(beginsWithId(replacement) ? replacement : withIdOf(row.body, replacement));
  if (body.equals(row.body)) return false;
  const [before, after] = [rows.fieldsOf(collection, row.body), rows.fieldsOf(collection, body)];
  checkSameId(before, after);
  rows.replace(collection, row.rid, before, after, body);
  return true;
};

/** The length of a document stands before its first field. */
const HEAD = 4;
/** `_id` and its end, behind the type of the field. */
const ID = Buffer.from('_id\0');

const beginsWithId = (body: Buffer): boolean => body.subarray(HEAD + 1, HEAD + 1 + ID.length).equals(ID);

const withIdOf = (stored: Buffer, replacement: Buffer): Buffer => {
  const [id] = elements(stored);
  if (!id) throw new RangeError('A stored document begins with its _id');
  const head = Buffer.alloc(HEAD);
  head.writeInt32LE(replacement.length + id.end - id.start);
  return Buffer.concat([head, stored.subarray(id.start, id.end), replacement.subarray(HEAD)]);
};
