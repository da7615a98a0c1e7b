import type { Db } from 'mongodb';
import { v7 } from 'uuid';
import { mongoCall } from './mongo-calls.js';
import {
  CHECKPOINTS,
  type CheckpointDocument,
  QUARANTINE,
  type QuarantineDocument,
  type RequestDocument,
  type RequestKind,
  REQUESTS,
  type ViewDocument,
  VIEWS,
} from './read-documents.js';

/** A view with its versions and how far each of them is. */
export interface ViewReport {
  readonly view: ViewDocument;
  readonly versions: CheckpointDocument[];
}

/** Where an order to the runner is to be carried out. */
export interface RequestTarget {
  readonly view: string;
  /** Null for the whole view: the block of a view, or drift of all keys. */
  readonly key: string | null;
  /** For drift: every n-th key; 1 for all. */
  readonly oneIn?: number;
  /** For a rebuild: switch only by order. */
  readonly hold?: boolean;
}

/** What administrators see and order of the views. Orders are carried out by the runner, which alone writes views. */
export class ViewAdmin {
  constructor(private readonly db: Db) {}

  async views(): Promise<ViewReport[]> {
    return mongoCall('views', async () => {
      const [views, checkpoints] = await Promise.all([
        this.db.collection<ViewDocument>(VIEWS).find({}).sort({ _id: 1 }).toArray(),
        this.db.collection<CheckpointDocument>(CHECKPOINTS).find({}).sort({ version: -1 }).toArray(),
      ]);
      return views.map((view) => ({ view, versions: checkpoints.filter((one) => one.view === view._id) }));
    });
  }

  /** What is in quarantine now, earliest fact first. */
  async quarantine(limit = 100): Promise<QuarantineDocument[]> {
    const all = this.db.collection<QuarantineDocument>(QUARANTINE);
    return mongoCall('quarantine', () =>
      all.find({ status: 'open' }).sort({ 'event.position': 1 }).limit(limit).toArray(),
    );
  }

  /**
   * Leaves an order for the runner: take the facts of a quarantined key again, pass over the fact that failed, write a key anew from
   * history, compare a view with history, build a view anew beside the live one, or switch to what was built.
   * @returns id to ask for the result with
   */
  async request(kind: RequestKind, target: RequestTarget, by: string, at: Date): Promise<string> {
    const id = v7();
    const { view, key, oneIn = 1, hold = false } = target;
    const order: RequestDocument = { _id: id, kind, view, key, oneIn, hold, status: 'open', result: null, at, by };
    await mongoCall('request', () => this.requests().insertOne(order));
    return id;
  }

  async result(id: string): Promise<RequestDocument | undefined> {
    return (await mongoCall('request', () => this.requests().findOne({ _id: id }))) ?? undefined;
  }

  private requests(): ReturnType<typeof this.db.collection<RequestDocument>> {
    return this.db.collection<RequestDocument>(REQUESTS);
  }
}
