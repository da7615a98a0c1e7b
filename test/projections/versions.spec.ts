import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Db } from 'mongodb';
import { Checkpoints, Fenced } from '../../projections/runner/checkpoints.js';
import { Versions } from '../../projections/runner/versions.js';
import { CHECKPOINTS, type ViewDocument, VIEWS } from '../../src/platform/read-store/read-documents.js';
import { ledger } from './ledger-view.js';
import { ReadSide } from './read-side.js';

const now = (): Date => new Date(0);

/** The database as a runner sees it that is paused before a call, until it is let go on. */
const pausedAt = (db: Db, collection: string, method: string): { db: Db; reached: Promise<void>; goOn: () => void } => {
  let arrive = (): void => undefined;
  let goOn = (): void => undefined;
  const reached = new Promise<void>((done) => (arrive = done));
  const going = new Promise<void>((done) => (goOn = done));
  const paused = new Proxy(db, {
    get: (of, name) =>
      name !== 'collection'
        ? (Reflect.get(of, name) as unknown)
        : (asked: string) =>
            new Proxy(of.collection(asked), {
              get: (rows, called) => {
                const found = Reflect.get(rows, called) as unknown;
                if (typeof found !== 'function') return found;
                if (asked !== collection || called !== method) return found.bind(rows) as unknown;
                return async (...args: unknown[]) => {
                  arrive();
                  await going;
                  return Reflect.apply(found, rows, args) as unknown;
                };
              },
            }),
  });
  return { db: paused, reached, goOn: () => goOn() };
};

describe('versions of views, of two runners that both think they lead', () => {
  let side: ReadSide;
  beforeEach(async () => {
    side = await ReadSide.start();
  });
  afterEach(async () => {
    await side.stop();
  });

  const begins = async (token: number, version: number, db = side.db): Promise<Versions> => {
    const versions = new Versions(db, token, now);
    await new Checkpoints(side.db, token, now).claim([ledger(version)]);
    await versions.mark(ledger(version));
    await versions.index(ledger(version));
    await side.db.collection<{ _id: string }>(`ledger@${version}`).insertOne({ _id: 'row' });
    return versions;
  };
  const view = async (): Promise<ViewDocument | null> =>
    side.db.collection<ViewDocument>(VIEWS).findOne({ _id: 'ledger' });
  const rowsOf = async (version: number): Promise<number> => side.db.collection(`ledger@${version}`).countDocuments({});

  it('lets an earlier one that wakes neither switch back nor begin, and drop nothing', async () => {
    await begins(1, 1);
    const early = await begins(2, 2);
    const late = await begins(3, 3);
    expect(await late.switchTo(ledger(3))).toMatchObject({ live: 3, previous: 1 });
    await expect(early.switchTo(ledger(2))).rejects.toThrow(Fenced);
    await expect(early.mark(ledger(2))).rejects.toThrow(Fenced);
    expect(await view()).toMatchObject({ live: 3, previous: 1, token: 3 });
    expect([await rowsOf(1), await rowsOf(2), await rowsOf(3)]).toEqual([1, 0, 1]);
  });

  it('refuses the switch of one that was paused between reading and writing it', async () => {
    await begins(1, 1);
    const paused = pausedAt(side.db, 'ledger@2', 'countDocuments');
    const early = await begins(2, 2, paused.db);
    const switching = early.switchTo(ledger(2));
    await paused.reached;
    const late = await begins(3, 3);
    paused.goOn();
    await expect(switching).rejects.toThrow(Fenced);
    expect(await view()).toMatchObject({ live: 1 });
    expect(await late.switchTo(ledger(3))).toMatchObject({ live: 3, previous: 1 });
    expect([await rowsOf(1), await rowsOf(3)]).toEqual([1, 1]);
  });

  it('leaves alone what a later one builds when it was paused before dropping', async () => {
    await begins(1, 1);
    await (await begins(1, 2)).switchTo(ledger(2));
    const paused = pausedAt(side.db, CHECKPOINTS, 'updateOne');
    const early = await begins(2, 3, paused.db);
    const switching = early.switchTo(ledger(3));
    await paused.reached;
    // The later one goes back to the first version, which is about to be dropped.
    await new Checkpoints(side.db, 3, now).claim([ledger(1)]);
    await new Versions(side.db, 3, now).mark(ledger(1));
    paused.goOn();
    await switching;
    expect(await rowsOf(1)).toBe(1);
    expect(await side.checkpoint('ledger@1')).toMatchObject({ token: 3 });
  });

  it('goes on with views that were written before runners marked them', async () => {
    const first = { live: 1, previous: null, switchedAt: now(), rows: 0, previousRows: null };
    await side.db.collection<ViewDocument>(VIEWS).insertOne({ _id: 'ledger', ...first });
    const versions = await begins(1, 2);
    expect(await versions.switchTo(ledger(2))).toMatchObject({ live: 2, previous: 1 });
    expect(await view()).toMatchObject({ live: 2, token: 1 });
  });
});
