/** One field that an event set: where, and what stood there before and after; absent where there was nothing. */
export interface Change {
  /** Names and places from the root, joined by dots; '' for the whole. */
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

type Parts = ReadonlyMap<string, unknown>;

/** What a container holds, by name; undefined for a value that holds nothing. A set holds each of its members by the member's name. */
const partsOf = (value: unknown): Parts | undefined => {
  if (value === null || typeof value !== 'object') return undefined;
  if (value instanceof Map) return new Map([...value].map(([name, part]) => [String(name), part as unknown]));
  if (value instanceof Set) return new Map([...value].map((member) => [String(member), true]));
  return new Map(Object.entries(value).filter(([, part]) => part !== undefined));
};

const isList = (value: unknown): boolean => Array.isArray(value);

/** A state as plain JSON: maps become objects by their keys, sets become objects of `true`. */
export const plain = (value: unknown): unknown => {
  const parts = partsOf(value);
  if (!parts) return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries([...parts].map(([name, part]) => [name, plain(part)]));
};

/**
 * The fields in which two states differ, the deepest ones. States share what did not change: the same object on both sides is not
 * looked into, so that a long list that grew by one costs a look at its members alone.
 */
export const changesBetween = (before: unknown, after: unknown, path = ''): Change[] => {
  if (Object.is(before, after)) return [];
  const [was, is] = [partsOf(before), partsOf(after)];
  if (!was || !is || isList(before) !== isList(after)) return [changeAt(path, before, after)];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return names.flatMap((name) => changesBetween(was.get(name), is.get(name), path === '' ? name : `${path}.${name}`));
};

const changeAt = (path: string, before: unknown, after: unknown): Change => ({
  path,
  ...(before === undefined ? {} : { from: plain(before) }),
  ...(after === undefined ? {} : { to: plain(after) }),
});
