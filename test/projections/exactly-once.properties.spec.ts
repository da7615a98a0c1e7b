import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldKey, type Kept } from '../../projections/runner/rows/fold.js';
import { RowCache } from '../../projections/runner/rows/row-cache.js';
import type { RowWrite, WriteOutcome } from '../../projections/runner/rows/row-store.js';
import { ViewWriter } from '../../projections/runner/rows/view-writer.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { KeptRow } from '../../src/platform/read-store/read-documents.js';
import { fact, ledger, type LedgerEvent } from './ledger-view.js';

const view = ledger();
const KEYS = ['a', 'b', 'c'];

class Crash extends Error {}

/** A database as the writer sees it: single rows are compared and set at once, a batch is not. */
class Shelf {
  readonly rows = new Map<string, KeptRow>();

  read(keys: readonly string[]): Map<string, KeptRow> {
    return new Map(keys.flatMap((key) => (this.rows.has(key) ? [[key, this.rows.get(key) as KeptRow]] : [])));
  }

  set({ key, before, after }: RowWrite): boolean {
    if (this.rows.get(key)?._position !== before?._position) return false;
    this.rows.set(key, after);
    return true;
  }
}

/** Where the crashes are: by how many calls from the start of a life. */
interface Life {
  readonly batch: number;
  readonly callsUntilCrash: number;
  /** Of the batch that is being written when it crashes, how many rows got there. */
  readonly written: number;
}

/** A runner that lives several lives, each from the shared checkpoint on, until it has come to the end of the history. */
const runner = async (
  history: readonly Recorded[],
  shelf: Shelf,
  checkpoint: { cursor: number },
  lives: readonly Life[],
  turn: (what: string) => Promise<void>,
): Promise<void> => {
  for (const life of [...lives, { batch: 3, callsUntilCrash: Number.POSITIVE_INFINITY, written: 0 }])
    try {
      await live(history, shelf, checkpoint, life, turn);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
};

const live = async (
  history: readonly Recorded[],
  shelf: Shelf,
  checkpoint: { cursor: number },
  life: Life,
  turn: (what: string) => Promise<void>,
): Promise<void> => {
  let calls = 0;
  const dies = (): boolean => (calls += 1) > life.callsUntilCrash;
  const rows = {
    load: async (keys: readonly string[]): Promise<Map<string, KeptRow>> => {
      await turn('load');
      if (dies()) throw new Crash();
      return shelf.read(keys);
    },
    write: async (writes: readonly RowWrite[]): Promise<WriteOutcome> => {
      await turn('write');
      const ends = dies();
      const set = (ends ? writes.slice(0, life.written) : writes).map((one) => shelf.set(one));
      if (ends) throw new Crash();
      return { lost: set.includes(false), refused: new Map() };
    },
  };
  const quarantine = {
    size: 0,
    holds: () => false,
    hold: async () => undefined,
    put: () => Promise.reject(new Error()),
  };
  const cache = new RowCache(2);
  const onQuarantine = (): void => undefined;
  const writer = new ViewWriter({
    view,
    viewId: 'ledger@1',
    rows,
    cache,
    quarantine,
    now: () => new Date(0),
    onQuarantine,
  });
  for (let { cursor } = checkpoint; cursor < history.length; cursor += life.batch) {
    await writer.take(history.slice(cursor, cursor + life.batch));
    await turn('checkpoint');
    if (dies()) throw new Crash();
    // A runner that was overtaken may even write an old checkpoint: facts only repeat.
    checkpoint.cursor = Math.min(cursor + life.batch, history.length);
  }
};

const facts = fc
  .array(
    fc.tuple(
      fc.constantFrom<LedgerEvent['type']>('Touched', 'Touched', 'Touched', 'Removed', 'Passed'),
      fc.uniqueArray(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((all) => all.map(([type, keys], n) => fact(type, keys, n)));
const lives = fc.array(
  fc.record({ batch: fc.integer({ min: 1, max: 6 }), callsUntilCrash: fc.nat(9), written: fc.nat(3) }),
  { maxLength: 4 },
);

const expected = (history: readonly Recorded<LedgerEvent>[]): Map<string, Kept> =>
  new Map(
    KEYS.map((key) => [
      key,
      foldKey(
        view,
        key,
        undefined,
        history.filter(({ data }) => data.keys.includes(key)),
      ).kept,
    ]),
  );

const contents = (of: ReadonlyMap<string, Kept>): unknown =>
  KEYS.map((key) => {
    const row = of.get(key);
    return row === undefined || row._deleted ? null : row['taken'];
  });

describe('bringing facts into a view', () => {
  it('gives the same rows whatever the batches, the crashes and the repeats', async () => {
    await fc.assert(
      fc.asyncProperty(facts, lives, async (history, crashes) => {
        const shelf = new Shelf();
        await runner(history, shelf, { cursor: 0 }, crashes, async () => undefined);
        expect(contents(shelf.rows)).toEqual(contents(expected(history)));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same rows when two runners work at once, whatever the order of their steps', async () => {
    await fc.assert(
      fc.asyncProperty(facts, lives, lives, fc.scheduler(), async (history, one, other, scheduler) => {
        const shelf = new Shelf();
        const checkpoint = { cursor: 0 };
        const turn = async (what: string): Promise<void> => scheduler.schedule(Promise.resolve(), what);
        const both = Promise.all([
          runner(history, shelf, checkpoint, one, turn),
          runner(history, shelf, checkpoint, other, turn),
        ]);
        await scheduler.waitFor(both);
        expect(contents(shelf.rows)).toEqual(contents(expected(history)));
      }),
      { numRuns: 300 },
    );
  });
});
