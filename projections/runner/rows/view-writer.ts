import type { Recorded } from '../../../src/kernel/event.js';
import type { AnyView } from '../../../src/kernel/view.js';
import { byKey, foldKey, type FoldFailure, type Kept } from './fold.js';
import type { Quarantine } from './quarantine.js';
import type { RowCache } from './row-cache.js';
import type { RowStore, RowWrite } from './row-store.js';

export interface WriterParts {
  readonly view: AnyView;
  readonly viewId: string;
  readonly rows: Pick<RowStore, 'load' | 'write'>;
  readonly cache: RowCache;
  readonly quarantine: Pick<Quarantine, 'size' | 'holds' | 'hold' | 'put'>;
  readonly now: () => Date;
  readonly onQuarantine: (key: string, failure: FoldFailure) => void;
}

/** How often a fact that a row cannot take is tried, from rows loaded anew, before its key goes into quarantine. */
const TRIES = 3;

/**
 * Brings batches of facts into one version of a view. Giving the same facts again, from another process too, changes nothing; a
 * call that fails half way is simply made again.
 */
export class ViewWriter {
  constructor(private readonly parts: WriterParts) {}

  /**
   * Takes facts of the view's types, in order. When it returns, their effect is on disk, or they wait in quarantine.
   * @throws Blocked when the view cannot say which rows a fact touches
   */
  async take(events: readonly Recorded[]): Promise<void> {
    const { quarantine } = this.parts;
    const touched = byKey(this.parts.view, events);
    const held: { key: string; event: Recorded }[] = [];
    if (quarantine.size > 0)
      for (const [key, of] of touched)
        if (quarantine.holds(key)) {
          for (const event of of) held.push({ key, event });
          touched.delete(key);
        }
    try {
      await quarantine.hold(held);
      await this.settle(touched);
    } catch (error) {
      // Whether the last write took effect is not known: what is kept of these rows may be wrong now.
      this.parts.cache.forget(this.parts.viewId, touched.keys());
      throw error;
    }
  }

  /** The row of a key as it is in the database. */
  async load(key: string): Promise<Kept> {
    this.parts.cache.forget(this.parts.viewId, [key]);
    return (await this.parts.rows.load([key])).get(key);
  }

  /** Writes one row where the one that was read still is; false when it is not. */
  async replace(write: RowWrite): Promise<boolean> {
    this.parts.cache.forget(this.parts.viewId, [write.key]);
    const { lost, refused } = await this.parts.rows.write([write]);
    const refusal = refused.get(write.key);
    if (refusal) throw refusal;
    return !lost;
  }

  /** Loads, folds and writes until every row has taken its facts or is in quarantine. */
  private async settle(todo: ReadonlyMap<string, readonly Recorded[]>): Promise<void> {
    const { cache, rows, viewId } = this.parts;
    let left = todo;
    for (let tries = 1; left.size > 0; tries += 1) {
      const before = await this.before(left.keys());
      const { writes, failures } = this.fold(left, before);
      const { lost, refused } = await rows.write(writes);
      for (const [key, error] of refused) failures.set(key, { event: firstOf(left.get(key)), error });
      const again = new Map<string, readonly Recorded[]>();
      for (const [key, failure] of failures)
        if (tries >= TRIES) await this.giveUp(key, failure, left.get(key) ?? []);
        else again.set(key, left.get(key) ?? []);
      if (lost) for (const { key } of writes) if (!refused.has(key)) again.set(key, left.get(key) ?? []);
      for (const { key, after } of writes) if (!again.has(key) && !refused.has(key)) cache.set(viewId, key, after);
      cache.forget(viewId, again.keys());
      left = again;
    }
  }

  private async before(keys: Iterable<string>): Promise<Map<string, Kept>> {
    const { cache, rows, viewId } = this.parts;
    const before = new Map<string, Kept>();
    const unknown: string[] = [];
    for (const key of keys) {
      const known = cache.get(viewId, key);
      if (known) before.set(key, known.kept);
      else unknown.push(key);
    }
    const loaded = await rows.load(unknown);
    for (const key of unknown) {
      const kept = loaded.get(key);
      before.set(key, kept);
      cache.set(viewId, key, kept);
    }
    return before;
  }

  private fold(
    todo: ReadonlyMap<string, readonly Recorded[]>,
    rows: ReadonlyMap<string, Kept>,
  ): { writes: RowWrite[]; failures: Map<string, FoldFailure> } {
    const writes: RowWrite[] = [];
    const failures = new Map<string, FoldFailure>();
    for (const [key, events] of todo) {
      const before = rows.get(key);
      const { kept, failure } = foldKey(this.parts.view, key, before, events);
      if (kept !== before && kept !== undefined) writes.push({ key, before, after: kept });
      if (failure) failures.set(key, failure);
    }
    return { writes, failures };
  }

  /** The facts before the failed one are in the row; it and those after it wait. */
  private async giveUp(key: string, failure: FoldFailure, events: readonly Recorded[]): Promise<void> {
    const { quarantine, cache, viewId, now, onQuarantine } = this.parts;
    const { event, error } = failure;
    const waiting = events.filter(({ position }) => position >= event.position);
    await quarantine.hold(waiting.map((one) => ({ key, event: one })));
    await quarantine.put(key, { position: event.position, type: event.type, error }, now());
    cache.forget(viewId, [key]);
    onQuarantine(key, failure);
  }
}

const firstOf = (events: readonly Recorded[] = []): Recorded => {
  const [first] = events;
  if (!first) throw new Error('A row was written for no fact');
  return first;
};
