import { LRUCache } from 'lru-cache';
import type { Kept } from './fold.js';

const ABSENT = Symbol('absent');

/**
 * Rows as they were last written, so that a busy row is not loaded for every batch. What is here may be old: the compare-and-set of
 * every write finds out. One cache serves all views, so memory has one bound.
 */
export class RowCache {
  private readonly rows: LRUCache<string, NonNullable<Kept> | typeof ABSENT>;

  /** @param most rows kept */
  constructor(most = 40_000) {
    this.rows = new LRUCache({ max: most });
  }

  /** The row (undefined: known not to exist) in an object, or undefined when nothing is known. */
  get(viewId: string, key: string): { readonly kept: Kept } | undefined {
    const found = this.rows.get(`${viewId}|${key}`);
    if (found === undefined) return undefined;
    return { kept: found === ABSENT ? undefined : found };
  }

  set(viewId: string, key: string, kept: Kept): void {
    this.rows.set(`${viewId}|${key}`, kept ?? ABSENT);
  }

  forget(viewId: string, keys: Iterable<string>): void {
    for (const key of keys) this.rows.delete(`${viewId}|${key}`);
  }

  clear(): void {
    this.rows.clear();
  }
}
