import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from 'mongodb';
import { RunnerMetrics } from '../../projections/runner/metrics.js';
import { ProjectionRunner } from '../../projections/runner/runner.js';
import { DEFAULT_RUNNER_SETTINGS, type RunnerSettings } from '../../projections/runner/runner-parts.js';
import type { AnyView } from '../../src/kernel/view.js';
import {
  CHECKPOINTS,
  type CheckpointDocument,
  idOf,
  QUARANTINE,
  type ViewDocument,
  VIEWS,
} from '../../src/platform/read-store/read-documents.js';
import { ledger } from '../projections/ledger-view.js';
import { ReadSide, until } from '../projections/read-side.js';
import { CrashPoints, type Ending, pointsOf } from './crash-points.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Everything in a database: collection → documents by key. */
type Kept = Readonly<Record<string, readonly { readonly _id: unknown }[]>>;

/** Rounds at once: they mostly wait. */
const SIDE_BY_SIDE = 4;

describe('a runner that is stopped at every call it makes, while another takes over', () => {
  let side: ReadSide;
  let last: number;
  beforeAll(async () => {
    side = await ReadSide.start();
    await side.history.write(0, 12, ['a', 'b', 'c']);
    await side.history.append('ledger-2', [
      ['Removed', ['b'], 13],
      ['Touched', ['b', 'd'], 14],
      ['Removed', ['c'], 15],
    ]);
    last = await side.history.write(16, 20, ['a', 'd']);
  });
  afterAll(async () => {
    await side.stop();
  });

  /** A database of its own for a round, beginning with what is given. */
  const database = async (begin: Kept): Promise<Db> => {
    const db = side.client.db(`crash-${randomUUID()}`);
    for (const [name, documents] of Object.entries(begin))
      if (documents.length > 0) await db.collection<{ _id: unknown }>(name).insertMany([...documents]);
    return db;
  };
  const contentOf = async (db: Db): Promise<Kept> => {
    const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
    const kept: Record<string, { _id: unknown }[]> = {};
    for (const name of names) kept[name] = await db.collection(name).find({}).sort({ _id: 1 }).toArray();
    return kept;
  };
  const runner = (db: Db, view: AnyView, settings: Partial<RunnerSettings>): ProjectionRunner => {
    const parts = { client: side.history.client, reader: side.history.catalogue, views: [view], log: silent };
    const all = { ...DEFAULT_RUNNER_SETTINGS, owner: randomUUID(), tickMs: 20, graceMs: 0, batch: 6, ...settings };
    return new ProjectionRunner({ ...parts, db, settings: all, metrics: new RunnerMetrics() });
  };
  /** The view is live, has everything, and nothing is left of another version of it. */
  const settled = async (db: Db, view: AnyView): Promise<boolean> => {
    const [at, of] = await Promise.all([
      db.collection<CheckpointDocument>(CHECKPOINTS).find({}).toArray(),
      db.collection<ViewDocument>(VIEWS).findOne({ _id: view.name }),
    ]);
    return at.length === 1 && (at[0]?.position ?? -1) >= last && of?.live === view.version && of.previous === null;
  };
  /** What a run that nothing happened to leaves behind. */
  const undisturbed = async (view: AnyView, begin: Kept): Promise<{ passed: string[]; content: Kept }> => {
    const db = await database(begin);
    const points = new CrashPoints();
    const only = runner(points.db(db), view, { leaseMs: 5_000 });
    only.start();
    await until('the undisturbed run', () => settled(db, view));
    await only.stop();
    return { passed: points.passed, content: await contentOf(db) };
  };
  /** The rows alone: checkpoints bear times and tokens. */
  const rowsIn = (content: Kept): Kept =>
    Object.fromEntries(Object.entries(content).filter(([name]) => !name.startsWith('_')));

  /**
   * The first is stopped at the point; a second one, which does not wait for long, takes over and finishes. Then the first goes on, in the
   * belief that it leads: its own lease would hold for a minute.
   */
  const round = async (view: AnyView, begin: Kept, point: string, ending: Ending): Promise<Kept> => {
    const db = await database(begin);
    const points = new CrashPoints({ point, ending });
    const first = runner(points.db(db), view, { leaseMs: 60_000 });
    first.start();
    await Promise.race([points.reached, until(`${point}, or the end`, () => settled(db, view))]);
    const second = runner(db, view, { leaseMs: 400 });
    second.start();
    await until(`the second leads, after ${point}`, () => second.status().role === 'leading');
    await until(`the second has everything, after ${point}`, () => settled(db, view));
    points.end();
    if (ending === 'pauses')
      await until(`the first finds out, after ${point}`, () => first.status().role !== 'leading');
    await first.stop();
    await until(`everything is as it was, after ${point}`, () => settled(db, view));
    await second.stop();
    const content = await contentOf(db);
    expect(content[QUARANTINE] ?? []).toEqual([]);
    await db.dropDatabase();
    return rowsIn(content);
  };

  const everyRound = async (view: AnyView, begin: Kept): Promise<number> => {
    const { passed, content } = await undisturbed(view, begin);
    const expected = rowsIn(content);
    expect(Object.keys(expected)).toEqual([idOf(view)]);
    const rounds = pointsOf(passed).map((point, n) => ({
      point,
      ending: n % 2 ? ('dies' as const) : ('pauses' as const),
    }));
    const left = [...rounds];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift())
        expect({ ...next, rows: await round(view, begin, next.point, next.ending) }).toEqual({
          ...next,
          rows: expected,
        });
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    return rounds.length;
  };

  it('leaves the rows of an undisturbed run: from nothing', async () => {
    expect(await everyRound(ledger(1), {})).toBeGreaterThan(25);
  }, 300_000);

  it('leaves them also when a changed view is built beside the live one, switched to, and the old one dropped', async () => {
    const { content } = await undisturbed(ledger(1), {});
    expect(await everyRound(ledger(2), content)).toBeGreaterThan(30);
  }, 300_000);
});
