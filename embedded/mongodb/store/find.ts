import { decode } from '../bson/decode.js';
import { compare, type StringOrder } from '../bson/order.js';
import type { Document } from '../bson/values.js';
import { collatedAt } from '../query/collation.js';
import { conjuncts, type Filter, fieldsOf, idAsked } from '../query/filter.js';
import { type KeyPart, sortKey } from '../query/index-keys.js';
import { compileFilter } from '../query/match.js';
import { type Bounds, choosePlan, type Plan } from '../query/planner.js';
import type { Collection } from './catalogue.js';
import type { Rows } from './rows.js';
import type { StoredRow } from './stored-document.js';

export interface Search {
  readonly filter: Filter;
  readonly sort: readonly KeyPart[];
  readonly skip: number;
  /** Infinity for no limit. */
  readonly limit: number;
  /** Name of the index to use, or `$natural` for none. */
  readonly hint?: string;
  /** How strings compare, when not by their bytes: then no index serves. */
  readonly collation?: StringOrder;
}

const CHUNK = 256;

/** The plan of a search, as `explain` shows it. */
export const planOf = (collection: Collection, { filter, sort, hint, collation }: Search): Plan =>
  choosePlan(filter, sort, collection.indexes, collation ? '$natural' : hint);

/**
 * The documents of a search, one by one. Read in chunks, each from where the last ended: between two steps the collection may change,
 * as it may under the real server's cursors.
 */
export function* find(rows: Rows, collection: Collection, search: Search): Generator<StoredRow> {
  const single = foundById(rows, collection, search);
  if (single) {
    yield* single;
    return;
  }
  const plan = planOf(collection, search);
  const matches = matcher(search, plan);
  const found = plan.kind === 'scan' ? scanned(rows, collection) : indexed(rows, collection, plan);
  const all = filtered(found, matches);
  const ordered = plan.sorted ? all : sortRows(all, search);
  let left = search.limit;
  let skip = search.skip;
  if (left <= 0) return;
  for (const row of ordered) {
    if (skip > 0) {
      skip -= 1;
      continue;
    }
    yield row;
    left -= 1;
    if (left <= 0) return;
  }
}

/** All documents of a search, before anything is done with any of them. */
export const findAll = (rows: Rows, collection: Collection, search: Search): readonly StoredRow[] =>
  foundById(rows, collection, search) ?? [...find(rows, collection, search)];

/** The document of a search that asks for one `_id`, if there is one; undefined when it asks for more. */
const foundById = (rows: Rows, collection: Collection, search: Search): readonly StoredRow[] | undefined => {
  const id = search.hint === undefined && !search.collation ? idAsked(search.filter) : undefined;
  if (id === undefined) return undefined;
  if (search.skip > 0 || search.limit <= 0) return NOTHING;
  const row = rows.byId(collection, id.value);
  return row && (id.only || matcher(search)?.(row.body) !== false) ? [row] : NOTHING;
};

const NOTHING: readonly StoredRow[] = [];

type Test = ((body: Buffer) => boolean) | undefined;

/** Looks at no more of a document than the filter needs; at nothing when the bounds have said it all. */
const matcher = ({ filter, collation }: Search, plan?: Plan): Test => {
  if (conjuncts(filter).length === 0 || (plan?.kind === 'index' && plan.exact)) return undefined;
  const predicate = compileFilter(filter, collation);
  const wanted = fieldsOf(filter);
  return (body) => predicate(decode(body, 0, wanted));
};

function* filtered(rows: Iterable<StoredRow>, matches: Test): Generator<StoredRow> {
  for (const row of rows) if (!matches || matches(row.body)) yield row;
}

function* scanned(rows: Rows, collection: Collection): Generator<StoredRow> {
  let after = -1;
  for (;;) {
    const page = rows.scan(collection, after, CHUNK);
    yield* page;
    if (page.length < CHUNK) return;
    after = page.at(-1)?.rid ?? after;
  }
}

function* indexed(rows: Rows, collection: Collection, plan: Extract<Plan, { kind: 'index' }>): Generator<StoredRow> {
  if (plan.points && plan.index === collection.indexes[0]) {
    yield* byIds(rows, collection, plan);
    return;
  }
  const seen = new Set<number>();
  const bounds = plan.backwards ? [...plan.bounds].reverse() : plan.bounds;
  for (const one of bounds)
    for (const rid of rids(rows, plan, one)) {
      if (plan.repeats) {
        if (seen.has(rid)) continue;
        seen.add(rid);
      }
      const body = rows.body(collection, rid);
      if (body) yield { rid, body };
    }
}

/** Documents by their `_id`s: one has each of them at most. */
function* byIds(
  rows: Rows,
  collection: Collection,
  { bounds, backwards }: Extract<Plan, { kind: 'index' }>,
): Generator<StoredRow> {
  for (const { low } of backwards ? [...bounds].reverse() : bounds) {
    const row = rows.byKey(collection, low);
    if (row) yield row;
  }
}

function* rids(
  rows: Rows,
  { index, backwards }: Extract<Plan, { kind: 'index' }>,
  { low, high }: Bounds,
): Generator<number> {
  const page = rows.statement(
    backwards
      ? 'SELECT key, rid FROM idx_# WHERE (key, rid) < (?, ?) AND key >= ? ORDER BY key DESC, rid DESC LIMIT ?'
      : 'SELECT key, rid FROM idx_# WHERE (key, rid) > (?, ?) AND key < ? ORDER BY key, rid LIMIT ?',
    index.id,
  );
  let at: readonly [Uint8Array, number] = backwards ? [high, -1] : [low, -1];
  let size = 64;
  for (;;) {
    const found = page.all(at[0], at[1], backwards ? low : high, size);
    for (const [, rid] of found) yield Number(rid);
    const last = found.at(-1);
    if (!last || found.length < size) return;
    at = [last[0] as Uint8Array, Number(last[1])];
    size = CHUNK;
  }
}

/** Sorts in memory, by encoded keys; equal keys keep the order they came in. */
const sortRows = (all: Iterable<StoredRow>, { sort, limit, skip, collation }: Search): StoredRow[] => {
  const wanted = new Set(sort.map((part) => part.path[0] as string));
  if (collation) {
    const found = [...all].map((row) => ({ row, source: decode(row.body, 0, wanted) }));
    return collated(found, sort, collation)
      .slice(0, Number.isFinite(limit) ? skip + limit : undefined)
      .map(({ row }) => row);
  }
  const keyed = [...all].map((row, place) => ({ row, place, key: sortKey(decode(row.body, 0, wanted), sort) }));
  keyed.sort((a, b) => Buffer.compare(a.key, b.key) || a.place - b.place);
  return keyed.slice(0, Number.isFinite(limit) ? skip + limit : undefined).map(({ row }) => row);
};

const collated = <T extends { readonly source: Document }>(
  found: readonly T[],
  sort: readonly KeyPart[],
  strings: StringOrder,
): T[] =>
  found
    .map((one) => ({ one, keys: sort.map(({ path }) => collatedAt(one.source, path)) }))
    .sort((a, b) => {
      for (const [at, { descending }] of sort.entries()) {
        const difference = compare(a.keys[at] ?? null, b.keys[at] ?? null, strings);
        if (difference !== 0) return descending ? -difference : difference;
      }
      return 0;
    })
    .map(({ one }) => one);

/** Sorts decoded documents, for pipelines. */
export const sortDocuments = (
  documents: Iterable<Document>,
  sort: readonly KeyPart[],
  collation?: StringOrder,
): Document[] => {
  if (collation)
    return collated(
      [...documents].map((source) => ({ source })),
      sort,
      collation,
    ).map(({ source }) => source);
  const keyed = [...documents].map((source, place) => ({ source, place, key: sortKey(source, sort) }));
  keyed.sort((a, b) => Buffer.compare(a.key, b.key) || a.place - b.place);
  return keyed.map(({ source }) => source);
};
