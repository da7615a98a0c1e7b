import { type Collection, type Db, type Filter, MongoServerError } from 'mongodb';
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

/**
 * Versions of views: a new one is built beside the live one and takes its place by one write. Fenced by the runner's token: whoever
 * begins with a view marks it, and one that led before can neither switch it nor drop what is built now.
 */
export class Versions {
  private readonly views: Collection<ViewDocument>;

  constructor(
    private readonly db: Db,
    private readonly token: number,
    private readonly now: () => Date,
  ) {
    this.views = db.collection(VIEWS);
  }

  /**
   * Makes a version's indexes, and makes it live at once where the view has none yet.
   * @returns whether the version is the live one
   * @throws Fenced when another runner has taken over
   */
  async prepare(view: AnyView): Promise<boolean> {
    const rows = this.db.collection(idOf(view));
    const indexes = (view.indexes ?? []).map((index) => ({ key: totalIndex(index) }));
    if (indexes.length > 0) await rows.createIndexes(indexes);
    const first: ViewDocument = {
      _id: view.name,
      live: view.version,
      previous: null,
      switchedAt: this.now(),
      rows: 0,
      previousRows: null,
      token: this.token,
    };
    try {
      await this.views.insertOne(first);
      return true;
    } catch (error) {
      if (!(error instanceof MongoServerError && error.code === DUPLICATE_KEY)) throw error;
    }
    const marked = await this.views.findOneAndUpdate(this.mine(view.name), { $set: { token: this.token } });
    if (!marked) throw new Fenced();
    return marked.live === view.version;
  }

  /**
   * Makes the version live. The one before is kept for going back; older ones are dropped.
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
    await this.dropAllBut(view.name, [next.live, next.previous]);
    return { _id: view.name, ...next };
  }

  /** A view that no later runner has begun with. */
  private mine(name: string): Filter<ViewDocument> {
    return { _id: name, $or: [{ token: { $exists: false } }, { token: { $lte: this.token } }] };
  }

  private async rowsOf(id: string): Promise<number> {
    return this.db.collection(id).countDocuments({ _deleted: null });
  }

  /**
   * The checkpoint goes first: a version whose dropping was cut short is built from the beginning if it ever comes back. One that a later
   * runner builds bears that one's token and is left alone.
   */
  private async dropAllBut(name: string, kept: readonly number[]): Promise<void> {
    const checkpoints = this.db.collection<CheckpointDocument>(CHECKPOINTS);
    const old = { view: name, version: { $nin: [...kept] }, token: { $lte: this.token } };
    for (const { _id } of await checkpoints.find(old).toArray()) {
      const { deletedCount } = await checkpoints.deleteOne({ _id, token: { $lte: this.token } });
      if (deletedCount === 0) continue;
      await this.db.collection<QuarantineDocument>(QUARANTINE).deleteMany({ viewId: _id });
      await this.db.collection<PendingDocument>(PENDING).deleteMany({ viewId: _id });
      await this.drop(_id);
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
