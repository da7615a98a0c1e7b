import type { Collection, Db } from 'mongodb';
import { mongoCall } from '../read-store/mongo-calls.js';
import { DUE_OUTCOMES, type DueOutcomeDocument } from './due-documents.js';

/** What did not simply pass: kept, so that it is seen, and not tried again at once by whoever is next to look. */
export class DueJournal {
  private readonly outcomes: Collection<DueOutcomeDocument>;

  constructor(db: Db) {
    this.outcomes = db.collection(DUE_OUTCOMES);
  }

  /** Sees to it that those that stand are found among all that ever were. */
  async prepare(): Promise<void> {
    await mongoCall('due outcomes', () => this.outcomes.createIndex({ status: 1 }));
  }

  /** The outcomes that stand, by the key of the row. */
  async open(): Promise<Map<string, DueOutcomeDocument>> {
    const found = await mongoCall('due outcomes', () =>
      this.outcomes.find({ status: { $in: ['rejected', 'parked'] } }).toArray(),
    );
    return new Map(found.map((outcome) => [outcome._id, outcome]));
  }

  async note({ _id, ...outcome }: DueOutcomeDocument): Promise<void> {
    await mongoCall('due outcome', () => this.outcomes.updateOne({ _id }, { $set: outcome }, { upsert: true }));
  }

  /** These are waited for no more. */
  async settle(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await mongoCall('due outcomes', () =>
      this.outcomes.updateMany({ _id: { $in: [...ids] } }, { $set: { status: 'settled' } }),
    );
  }
}
