import { createHash } from 'node:crypto';

/** Order of a list: field → 1 ascending, -1 descending, in the order given. The key decides between equals. */
export type SortOrder = Readonly<Record<string, 1 | -1>>;

type SortValue = string | number | boolean | null;

/** The caller's cursor is not one that this list gave out: the edge answers 400. */
export class BadCursor extends Error {
  readonly code = 'BAD_CURSOR';
  constructor() {
    super('The cursor is not one of this list');
    this.name = 'BadCursor';
  }
}

/** The order with the key as its last field, so that no two rows are equal in it. */
export const totalOrder = (sort: SortOrder): [field: string, direction: 1 | -1][] => {
  const fields = Object.entries(sort).filter(([field]) => field !== '_id');
  return [...fields, ['_id', sort['_id'] ?? fields.at(-1)?.[1] ?? 1]];
};

/** Binds a cursor to its list: the same view in the same order. */
const listMark = (view: string, order: readonly [string, 1 | -1][]): string =>
  createHash('sha256')
    .update(JSON.stringify([view, order]))
    .digest('base64url')
    .slice(0, 8);

const valueAt = (row: Readonly<Record<string, unknown>>, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, name) => (at === null || at === undefined ? at : (at as Record<string, unknown>)[name]), row);

const isSortValue = (value: unknown): value is SortValue =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** Cursor that points behind a row of a list. */
export const cursorAfter = (
  view: string,
  order: readonly [string, 1 | -1][],
  row: Readonly<Record<string, unknown>>,
): string => {
  const values = order.map(([field]) => valueAt(row, field) ?? null);
  const odd = values.findIndex((value) => !isSortValue(value));
  if (odd >= 0) throw new Error(`${view} cannot be listed by ${order[odd]?.[0]}: it holds more than a plain value`);
  return Buffer.from(JSON.stringify([listMark(view, order), ...values])).toString('base64url');
};

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursor();
  }
};

/** @throws BadCursor when the text is not a cursor of this list */
const readCursor = (view: string, order: readonly [string, 1 | -1][], cursor: string): SortValue[] => {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== order.length + 1 || parts[0] !== listMark(view, order))
    throw new BadCursor();
  const values: unknown[] = parts.slice(1);
  if (!values.every(isSortValue) || typeof values.at(-1) !== 'string') throw new BadCursor();
  return values;
};

/** Rows whose field comes after the value; undefined when none can. Missing and null sort before everything else. */
const beyond = (field: string, direction: 1 | -1, value: SortValue): object[] => {
  if (direction === 1) return [value === null ? { [field]: { $ne: null } } : { [field]: { $gt: value } }];
  return value === null ? [] : [{ [field]: { $lt: value } }, ...(field === '_id' ? [] : [{ [field]: null }])];
};

/**
 * Condition for the rows behind a cursor. Sort fields hold text, numbers or booleans, one kind per field, or null.
 * @throws BadCursor when the text is not a cursor of this list
 */
export const behindCursor = (view: string, order: readonly [string, 1 | -1][], cursor: string): object => {
  const values = readCursor(view, order, cursor);
  const branches = order.flatMap(([field, direction], depth) => {
    const same = order.slice(0, depth).map(([before], i) => ({ [before]: values[i] }));
    return beyond(field, direction, values[depth] ?? null).map((next) =>
      same.length === 0 ? next : { $and: [...same, next] },
    );
  });
  if (branches.length === 1) return branches[0] ?? {};
  const [first] = order;
  const value = values[0] ?? null;
  // Says nothing new, but a database finds its place in an index by it, and not by a choice of conditions.
  if (first && first[1] === 1 && value !== null) return { $and: [{ [first[0]]: { $gte: value } }, { $or: branches }] };
  return { $or: branches };
};
