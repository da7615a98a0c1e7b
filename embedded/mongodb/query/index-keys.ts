import { encodeKeys } from '../bson/key-encoding.js';
import { Document, Value } from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';
import { isArrayIndex, Path, splitPath } from './paths.js';

/** One part of an index or of a sort. */
export interface KeyPart {
  readonly name: string;
  readonly path: Path;
  readonly descending: boolean;
}

export const keyPart = (name: string, descending: boolean): KeyPart => ({ name, path: splitPath(name), descending });

export interface DocumentKeys {
  /** One encoded key per combination of array elements, without repeats. */
  readonly keys: readonly Buffer[];
  /** The array paths on the way, which make the index multikey. */
  readonly arrays: readonly string[];
  /** Whether any of the parts is there at all; a sparse index leaves out a document without. */
  readonly present: boolean;
}

/** A part on its way through one document: what is left of its path, and the value once it is known. */
interface Pending {
  readonly at: number;
  readonly value?: Value | undefined;
  readonly done: boolean;
}

/**
 * The keys of a document under a compound pattern. One array may be on the way (each element gives a key); a missing value
 * is null, an empty array has a key below null. Throws CannotIndexParallelArrays when two parts lead through different
 * arrays of the same document.
 */
export function keysOf(source: Document, parts: readonly KeyPart[]): DocumentKeys {
  const plain = plainKey(source, parts);
  if (plain) return plain;
  const found = new KeyCollector(parts);
  found.collect(
    parts.map(() => ({ at: 0, done: false })),
    source,
    '',
  );
  return found;
}

/** The one key of a document whose parts lead through no array, as nearly all do. */
function plainKey(source: Document, parts: readonly KeyPart[]): DocumentKeys | undefined {
  let present = false;
  const values: Value[] = [];
  for (const { path } of parts) {
    let value: Value | undefined = source;
    for (const name of path) {
      value = value instanceof Map ? value.get(name) : undefined;
      if (Array.isArray(value)) return undefined;
    }
    if (value !== undefined) present = true;
    values.push(value ?? null);
  }
  return { keys: [encodeKeys(values, (part) => parts[part]?.descending === true)], arrays: NO_ARRAYS, present };
}

const NO_ARRAYS: readonly string[] = [];

class KeyCollector implements DocumentKeys {
  readonly keys: Buffer[] = [];
  readonly arrays: string[] = [];
  present = false;
  private readonly known = new Set<string>();

  constructor(private readonly parts: readonly KeyPart[]) {}

  collect(pending: readonly Pending[], source: Value | undefined, prefix: string): void {
    let array: { path: string; items: readonly Value[] } | undefined;
    const throughArray = new Set<number>();
    const next = pending.map((part, i): Pending => {
      if (part.done) return part;
      const step = this.follow(source, i, part.at, prefix);
      if (!Array.isArray(step.value)) return { at: step.at, value: step.value, done: true };
      if (array !== undefined && array.path !== step.path) throw parallel(array.path, step.path);
      array = { path: step.path, items: step.value };
      throughArray.add(i);
      return { at: step.at, done: false };
    });
    if (array === undefined) this.emit(next);
    else this.expand(next, throughArray, array);
  }

  /** Follows a path until it ends or meets an array. */
  private follow(source: Value | undefined, part: number, from: number, prefix: string) {
    const { path } = this.parts[part] as KeyPart;
    let value = source;
    let at = from;
    let walked = prefix;
    while (at < path.length) {
      if (!(value instanceof Map)) return { value: undefined, at, path: walked };
      const name = path[at++] as string;
      value = value.get(name);
      walked = walked === '' ? name : `${walked}.${name}`;
      if (Array.isArray(value)) break;
    }
    if (value !== undefined) this.present = true;
    return { value, at, path: walked };
  }

  private expand(
    pending: readonly Pending[],
    throughArray: ReadonlySet<number>,
    array: { path: string; items: readonly Value[] },
  ): void {
    if (!this.arrays.includes(array.path)) this.arrays.push(array.path);
    const isLast = (i: number): boolean => (pending[i] as Pending).at === this.parts[i]?.path.length;
    for (const i of throughArray) {
      const name = this.parts[i]?.path[(pending[i] as Pending).at];
      if (name !== undefined && isArrayIndex(name)) throw unsupported('an index or sort by a place in an array');
    }
    for (const item of array.items.length === 0 ? [undefined] : array.items) {
      const settled = pending.map((part, i): Pending =>
        throughArray.has(i) && isLast(i)
          ? { at: part.at, value: item === undefined ? emptyArray : item, done: true }
          : part,
      );
      // Only documents are looked into: an array inside an array has no fields
      this.collect(settled, item instanceof Map ? item : undefined, array.path);
    }
  }

  private emit(pending: readonly Pending[]): void {
    const values = pending.map(({ value }) => (value === emptyArray ? undefined : (value ?? null)));
    const key = encodeKeys(values, (part) => this.parts[part]?.descending === true);
    const text = key.toString('latin1');
    if (this.known.has(text)) return;
    this.known.add(text);
    this.keys.push(key);
  }
}

/** Stands for what an empty array leaves; told apart from a real value by identity. */
const emptyArray: Value = [];

const parallel = (a: string, b: string): MongoError =>
  new MongoError('CannotIndexParallelArrays', `cannot index parallel arrays [${b}] [${a}]`);

/** The key a document sorts by: of several the least in the sort's order. */
export function sortKey(source: Document, parts: readonly KeyPart[]): Buffer {
  try {
    const { keys } = keysOf(source, parts);
    return keys.reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least));
  } catch (error) {
    if (error instanceof MongoError && error.codeName === 'CannotIndexParallelArrays')
      throw new MongoError('BadValue', 'cannot sort with keys that are parallel arrays');
    throw error;
  }
}
