import { type Collection, type Db, type Filter, MongoBulkWriteError, MongoServerError } from 'mongodb';
import type { AnyView, ViewIndex } from '../../src/kernel/view.js';
import {
  CHECKPOINTS,
  type CheckpointDocument,
  idOf,
  PENDING,
  type PendingDocument,
  QUARANTINE,
  type QuarantineDocument,
  viewId,
  type ViewDocument,
  VIEWS,
} from '../../src/platform/read-store/read-documents.js';
import { Fenced } from './checkpoints.js';

const NAMESPACE_NOT_FOUND = 26;
const DUPLICATE_KEY = 11_000;

/**
 * Lists are in a total order: the key decides between equals, in the direction of the last field. An index that goes on with it gives that
 * order, so a page is read and not sorted out of all that match.
 */
const totalIndex = (index: ViewIndex): Record<string, 1 | -1> => ({
  ...index,
  ...('_id' in index ? {} : { _id: Object.values(index).at(-1) ?? 1 }),
});

/** What is known of one version of a view. */
export type Known = Pick<CheckpointDocument, 'view' | 'version' | 'state'>;

/**
 * Versions of views: a new one is built beside the live one and takes its place by one write. Fenced by the runner's token: whoever
 * begins with a view marks it, and one that led before can neither switch it nor drop what is built now.
 */
export class Versions {
  private readonly views: Collection<ViewDocument>;
  private readonly checkpoints: Collection<CheckpointDocument>;

  constructor(
    private readonly db: Db,
    private readonly token: number,
    private readonly now: () => Date,
  ) {
    this.views = db.collection(VIEWS);
    this.checkpoints = db.collection(CHECKPOINTS);
  }

  /**
   * Makes views this runner's own; where one has no live version yet, the code's becomes it at once.
   * @returns live version by name, build included
   * @throws Fenced when another runner has taken over one of them
   */
  async markAll(views: readonly AnyView[]): Promise<Map<string, number>> {
    if (views.length === 0) return new Map();
    const names = views.map(({ name }) => name);
    const there = new Set(await this.views.distinct('_id', { _id: { $in: names } }));
    const missing = views.filter(({ name }) => !there.has(name)).map((view) => this.firstOf(view));
    // Another runner may be making the same at this moment.
    if (missing.length > 0)
      await this.views.insertMany(missing, { ordered: false }).catch((error: unknown) => {
        if (!(error instanceof MongoBulkWriteError && error.code === DUPLICATE_KEY)) throw error;
      });
    const { matchedCount } = await this.views.updateMany(this.mine({ $in: names }), { $set: { token: this.token } });
    if (matchedCount < names.length) throw new Fenced();
    const all = await this.views.find({ _id: { $in: names } }, { batchSize: names.length + 1 }).toArray();
    return new Map(all.map(({ _id, live }) => [_id, live]));
  }

  /** As `markAll`, of one view. @returns its live version */
  async mark(view: AnyView): Promise<number> {
    const live = (await this.markAll([view])).get(view.name);
    if (live === undefined) throw new Fenced();
    return live;
  }

  /** Every version of views that is there, or is being removed, by name. */
  async known(names: readonly string[]): Promise<Map<string, Known[]>> {
    const of = { view: { $in: [...names] } };
    const projection = { view: 1, version: 1, state: 1 };
    const all = await this.checkpoints.find(of, { projection, batchSize: 10_000 }).toArray();
    return new Map(names.map((name) => [name, all.filter(({ view }) => view === name)]));
  }

  /** Makes the indexes of a version. */
  async index(view: AnyView): Promise<void> {
    const indexes = (view.indexes ?? []).map((index) => ({ key: totalIndex(index) }));
    if (indexes.length > 0) await this.db.collection(idOf(view)).createIndexes(indexes);
  }

  /**
   * Makes the version live. The one before is kept; older ones are dropped.
   * @throws Fenced when another runner has taken over
   */
  async switchTo(view: AnyView): Promise<ViewDocument> {
    const now = await this.views.findOne({ _id: view.name });
    if (!now) throw new Error(`Nothing is known of the view ${view.name}`);
    if (now.live === view.version) return now;
    const rows = await this.rowsOf(idOf(view));
    const previousRows = await this.rowsOf(viewId(view.name, now.live));
    const next = { live: view.version, previous: now.live, switchedAt: this.now(), rows, previousRows };
    const { matchedCount } = await this.views.updateOne({ ...this.mine(view.name), live: now.live }, { $set: next });
    // Only one runner bears the token: what was read can have been changed by none but a later one.
    if (matchedCount === 0) throw new Fenced();
    const before = { view: view.name, version: now.live, token: { $lte: this.token } };
    await this.checkpoints.updateMany(before, { $set: { state: 'kept' } });
    await this.dropAllBut(view.name, [next.live, next.previous]);
    return { _id: view.name, ...next };
  }

  /**
   * Drops versions that answered queries before and whose grace time is over; those that are followed stay.
   * @param followed versions of a view that the runner keeps up to date
   * @returns names of the views that one was dropped of
   */
  async dropKept(graceMs: number, followed: (name: string) => readonly number[]): Promise<string[]> {
    const until = new Date(this.now().getTime() - graceMs);
    const due = await this.views.find({ previous: { $ne: null }, switchedAt: { $lte: until } }).toArray();
    const dropped: string[] = [];
    for (const { _id: name, live, previous } of due) {
      if (previous !== null && followed(name).includes(previous)) continue;
      await this.dropAllBut(name, [live, ...followed(name)]);
      const done = await this.views.updateOne({ ...this.mine(name), live, previous }, { $set: { previous: null } });
      if (done.matchedCount === 0) throw new Fenced();
      dropped.push(name);
    }
    return dropped;
  }

  private firstOf({ name, version }: AnyView): ViewDocument {
    const none = { previous: null, rows: 0, previousRows: null };
    return { _id: name, live: version, ...none, switchedAt: this.now(), token: this.token };
  }

  /** A view that no later runner has begun with. */
  private mine(name: string | { readonly $in: readonly string[] }): Filter<ViewDocument> {
    return { _id: name, $or: [{ token: { $exists: false } }, { token: { $lte: this.token } }] };
  }

  private async rowsOf(id: string): Promise<number> {
    return this.db.collection(id).countDocuments({ _deleted: null });
  }

  /**
   * First it is noted that a version goes: from then on nobody begins with it, so that a runner which is paused here drops nothing that a
   * later one builds. The note goes last: a dropping that was cut short is found and finished. A version that a later runner follows bears
   * that one's token and is left alone.
   */
  private async dropAllBut(name: string, kept: readonly number[]): Promise<void> {
    const old = { view: name, version: { $nin: [...kept] }, token: { $lte: this.token } };
    for (const { _id } of await this.checkpoints.find(old).toArray()) {
      const going = { _id, token: { $lte: this.token } };
      const { matchedCount } = await this.checkpoints.updateOne(going, { $set: { state: 'dropping' } });
      if (matchedCount === 0) continue;
      await this.db.collection<QuarantineDocument>(QUARANTINE).deleteMany({ viewId: _id });
      await this.db.collection<PendingDocument>(PENDING).deleteMany({ viewId: _id });
      await this.drop(_id);
      await this.checkpoints.deleteOne({ _id, state: 'dropping' });
    }
  }

  private async drop(id: string): Promise<void> {
    try {
      await this.db.collection(id).drop();
    } catch (error) {
      if (!(error instanceof MongoServerError && error.code === NAMESPACE_NOT_FOUND)) throw error;
    }
  }
}
