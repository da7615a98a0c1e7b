import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AnyBulkWriteOperation, Collection, Db } from 'mongodb';
import { Checkpoints, Fenced } from '../../projections/runner/checkpoints.js';
import { RowCache } from '../../projections/runner/rows/row-cache.js';
import { RowStore } from '../../projections/runner/rows/row-store.js';
import { ViewWriter } from '../../projections/runner/rows/view-writer.js';
import { Versions } from '../../projections/runner/versions.js';
import type { Command } from '../../src/kernel/command.js';
import { CHECKPOINTS, type KeptRow, type ViewDocument, VIEWS } from '../../src/platform/read-store/read-documents.js';
import { Desk } from '../platform/due/alarm.js';
import { fact, ledger } from '../projections/ledger-view.js';
import { ReadSide } from '../projections/read-side.js';
import { CrashPoints } from './crash-points.js';

type Ask = (...args: unknown[]) => unknown;

/** The database with the arguments of some calls changed on their way: what a mistake in the code would send. */
const changed = (of: Db, change: (collection: string, method: string, args: unknown[]) => unknown[]): Db =>
  new Proxy(of, {
    get: (db, name) =>
      name === 'collection'
        ? (asked: string): Collection =>
            new Proxy(db.collection(asked), {
              get: (rows, called) => {
                const found = Reflect.get(rows, called) as unknown;
                if (typeof found !== 'function') return found;
                const ask = found.bind(rows) as Ask;
                return (...args: unknown[]) => ask(...change(asked, String(called), args));
              },
            })
        : (Reflect.get(db, name) as unknown),
  });

const without = (filter: object, field: string): object =>
  Object.fromEntries(Object.entries(filter).filter(([name]) => name !== field && name !== '$or'));

/** Writes rows wherever they are: no compare-and-set. */
const noCompare = (db: Db): Db =>
  changed(db, (_collection, method, args) => {
    if (method !== 'bulkWrite') return args;
    const [operations, ...rest] = args as [AnyBulkWriteOperation<KeptRow>[], ...unknown[]];
    const blind = operations.map((one): AnyBulkWriteOperation<KeptRow> => {
      if ('insertOne' in one) {
        const { _id } = one.insertOne.document;
        return { replaceOne: { filter: { _id }, replacement: one.insertOne.document, upsert: true } };
      }
      if (!('replaceOne' in one)) return one;
      const { filter, replacement } = one.replaceOne;
      return { replaceOne: { filter: without(filter, '_position'), replacement, upsert: true } };
    });
    return [blind, ...rest];
  });

/** Changes views and checkpoints whoever leads: no fencing token in the filters. */
const noFence = (db: Db): Db =>
  changed(db, (collection, method, args) => {
    if ((collection !== VIEWS && collection !== CHECKPOINTS) || !/^(update|findOneAndUpdate)/.test(method)) return args;
    const [filter, ...rest] = args as [object, ...unknown[]];
    return [without(filter, 'token'), ...rest];
  });

const now = (): Date => new Date(0);

/** What each guard is for: with it the story ends well, without it the same story goes wrong. */
describe('without its guard', () => {
  let side: ReadSide;
  beforeAll(async () => {
    side = await ReadSide.start();
  });
  afterAll(async () => {
    await side.stop();
  });
  const database = (): Db => side.client.db(`guards-${randomUUID()}`);

  /** Two writers of one row: the first is paused between reading and writing, the second takes both facts meanwhile. */
  const overtaken = async (guard: (db: Db) => Db): Promise<unknown> => {
    const db = database();
    const view = ledger();
    const writer = (of: Db): ViewWriter =>
      new ViewWriter({
        ...{ view, viewId: 'ledger@1', cache: new RowCache(), now },
        rows: new RowStore(of.collection<KeptRow>('ledger@1')),
        quarantine: { size: 0, holds: () => false, hold: async () => undefined, put: async () => undefined },
        onQuarantine: () => undefined,
      });
    const points = new CrashPoints({ point: 'ledger@1.bulkWrite#1 before', ending: 'pauses' });
    const first = writer(points.db(guard(db))).take([fact('Touched', ['a'], 1)]);
    await points.reached;
    await writer(db).take([fact('Touched', ['a'], 1), fact('Touched', ['a'], 2)]);
    points.end();
    await first;
    return (await db.collection<KeptRow>('ledger@1').findOne({ _id: 'a' }))?.['taken'];
  };

  it('of compare-and-set, a runner that was paused takes back what another has written', async () => {
    expect(await overtaken((db) => db)).toEqual([1, 2]);
    expect(await overtaken(noCompare)).toEqual([1]);
  });

  /** A runner that led before wakes when a later one has switched to a newer version, and switches to its own. */
  const woken = async (guard: (db: Db) => Db): Promise<number | undefined> => {
    const db = database();
    const begins = async (token: number, version: number, of = db): Promise<Versions> => {
      const versions = new Versions(of, token, now);
      await versions.mark(ledger(version));
      await new Checkpoints(db, token, now).claim([ledger(version)]);
      return versions;
    };
    await begins(1, 1);
    const early = await begins(2, 2, guard(db));
    await (await begins(3, 3)).switchTo(ledger(3));
    await early.switchTo(ledger(2)).catch((error: unknown) => {
      if (!(error instanceof Fenced)) throw error;
    });
    return (await db.collection<ViewDocument>(VIEWS).findOne({ _id: 'ledger' }))?.live;
  };

  it('of fencing, a runner that woke late puts an old version back', async () => {
    expect(await woken((db) => db)).toBe(3);
    expect(await woken(noFence)).toBe(2);
  });

  /** What is due is ordered by two processes at once. */
  const orderedTwice = async (idOf: (command: Command, n: number) => string): Promise<number> => {
    const desk = new Desk(side);
    const key = `${randomUUID().slice(0, 8)}-`;
    let n = 0;
    const send = (command: Command): Promise<unknown> => {
      n += 1;
      return desk.send(
        Object.assign(Object.create(Object.getPrototypeOf(command) as object) as Command, command, {
          meta: { ...command.meta, commandId: idOf(command, n) },
        }),
      );
    };
    const { Ring, week } = await import('../platform/due/alarm.js');
    const { command } = await import('../../src/kernel/command.js');
    const { metaOf } = await import('../support/given.js');
    const ring = (): Command => command(Ring, { of: key, n: 1 }, metaOf({ commandId: `alarm|${key}|${week(1)}` }));
    await send(ring());
    await send(ring());
    return desk.rung.length;
  };

  it('of ids that follow from what is due, two processes ring twice', async () => {
    expect(await orderedTwice((command) => command.meta.commandId)).toBe(1);
    expect(await orderedTwice((_command, n) => `by-chance-${n}`)).toBe(2);
  });
});
