import { type Collection, type Db, MongoServerError } from 'mongodb';
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

/** Versions of views: a new one is built beside the live one and takes its place by one write. */
export class Versions {
  private readonly views: Collection<ViewDocument>;

  constructor(
    private readonly db: Db,
    private readonly now: () => Date,
  ) {
    this.views = db.collection(VIEWS);
  }

  /**
   * Makes a version's indexes, and makes it live at once where the view has none yet.
   * @returns whether the version is the live one
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
    };
    try {
      await this.views.insertOne(first);
      return true;
    } catch (error) {
      if (!(error instanceof MongoServerError && error.code === DUPLICATE_KEY)) throw error;
    }
    return (await this.views.findOne({ _id: view.name }))?.live === view.version;
  }

  /** Makes the version live. The one before is kept for going back; older ones are dropped. */
  async switchTo(view: AnyView): Promise<ViewDocument> {
    const now = await this.views.findOne({ _id: view.name });
    if (now?.live === view.version) return now;
    const previous = now?.live ?? null;
    const rows = await this.rowsOf(idOf(view));
    const previousRows = previous === null ? null : await this.rowsOf(viewId(view.name, previous));
    const next = { live: view.version, previous, switchedAt: this.now(), rows, previousRows };
    await this.views.updateOne({ _id: view.name }, { $set: next }, { upsert: true });
    await this.dropAllBut(view.name, [view.version, ...(previous === null ? [] : [previous])]);
    return { _id: view.name, ...next };
  }

  private async rowsOf(id: string): Promise<number> {
    return this.db.collection(id).countDocuments({ _deleted: null });
  }

  /** The checkpoint goes first: a version whose dropping was cut short is built from the beginning if it ever comes back. */
  private async dropAllBut(name: string, kept: readonly number[]): Promise<void> {
    const checkpoints = this.db.collection<CheckpointDocument>(CHECKPOINTS);
    const old = await checkpoints.find({ view: name, version: { $nin: [...kept] } }).toArray();
    for (const { _id } of old) {
      await checkpoints.deleteOne({ _id });
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
