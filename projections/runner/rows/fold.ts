import type { Recorded } from '../../../src/kernel/event.js';
import type { AnyView } from '../../../src/kernel/view.js';
import type { KeptRow } from '../../../src/platform/read-store/read-documents.js';

/** A row as it is kept; undefined where there never was one. */
export type Kept = KeptRow | undefined;

/** The fact that a row could not take. */
export interface FoldFailure {
  readonly event: Recorded;
  readonly error: Error;
}

export interface FoldResult {
  /** The row after the last fact that it took. The same object as before when nothing changed. */
  readonly kept: Kept;
  readonly failure?: FoldFailure;
}

/** The view could not say which rows a fact touches: it can go no further. */
export class Blocked extends Error {
  constructor(
    readonly position: number,
    readonly type: string,
    override readonly cause: Error,
  ) {
    super(`Cannot tell which rows ${type} at ${position} touches: ${cause.message}`);
    this.name = 'Blocked';
  }
}

export const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/**
 * Facts by the key of the row that they touch, each in order.
 * @throws Blocked at the first fact that the view's `keys` fails for
 */
export const byKey = (view: AnyView, events: readonly Recorded[]): Map<string, Recorded[]> => {
  const touched = new Map<string, Recorded[]>();
  for (const event of events)
    for (const key of keysOf(view, event)) {
      const of = touched.get(key);
      if (of) of.push(event);
      else touched.set(key, [event]);
    }
  return touched;
};

const keysOf = (view: AnyView, event: Recorded): readonly string[] => {
  try {
    const keys = view.keys(event);
    if (keys.some((key: unknown) => typeof key !== 'string' || key === ''))
      throw new Error(`Keys must be texts that are not empty: ${JSON.stringify(keys)}`);
    return keys.length > 1 ? [...new Set(keys)] : keys;
  } catch (error) {
    throw new Blocked(event.position, event.type, asError(error));
  }
};

const contentOf = (kept: Kept): object | null => {
  if (kept === undefined || kept._deleted) return null;
  const { _id, _position, ...row } = kept;
  return row;
};

/**
 * Folds facts onto one row. Facts at or before the row's position were taken already and are passed by. A row that goes leaves its
 * position behind, so that whoever still holds older facts cannot bring it back. Stops before the first fact that the view fails for.
 */
export const foldKey = (view: AnyView, key: string, before: Kept, events: readonly Recorded[]): FoldResult => {
  let row = contentOf(before);
  let position = before?._position;
  let changed = false;
  // Many facts on one row make one row to keep.
  const kept = (): Kept => (changed && position !== undefined ? keptRow(key, row, position) : before);
  for (const event of events) {
    if (position !== undefined && event.position <= position) continue;
    let next: object | null;
    try {
      next = view.project(row, event, key) as object | null;
    } catch (error) {
      return { kept: kept(), failure: { event, error: asError(error) } };
    }
    if (next === row) continue;
    row = next;
    position = event.position;
    changed = true;
  }
  return { kept: kept() };
};

const keptRow = (key: string, row: object | null, position: number): KeptRow =>
  row === null ? { _id: key, _position: position, _deleted: true } : { _id: key, ...row, _position: position };

/** The row with a fact passed over: nothing but its position changes. */
export const passOver = (key: string, before: Kept, position: number): KeptRow => {
  if (before === undefined) return { _id: key, _position: position, _deleted: true };
  return before._position >= position ? before : { ...before, _position: position };
};
