import type { Collection, Db } from 'mongodb';
import type { AnyReaction } from '../../kernel/reaction.js';
import { OUTCOMES, type OutcomeDocument, type ReactionDocument, REACTIONS } from './reaction-documents.js';

/** Another process has taken over. */
export class ReactionsFenced extends Error {
  constructor() {
    super('Another process has taken over the reactions');
    this.name = 'ReactionsFenced';
  }
}

/** Where reactions are, and what did not simply succeed. */
export class ReactionJournal {
  private readonly reactions: Collection<ReactionDocument>;
  private readonly outcomes: Collection<OutcomeDocument>;

  constructor(db: Db) {
    this.reactions = db.collection(REACTIONS);
    this.outcomes = db.collection(OUTCOMES);
  }

  /**
   * Makes the checkpoints the holder's own and reads them. In an installation without reactions the first begin with its first
   * fact; one that is added later begins where the others are, for what went before was settled without it, unless it says that it
   * begins from the start.
   */
  async claim(
    reactions: readonly Pick<AnyReaction, 'name' | 'fromStart'>[],
    token: number,
  ): Promise<Map<string, number>> {
    const known = await this.reactions.find({}).toArray();
    const begin = known.length === 0 ? -1 : Math.max(...known.map(({ position }) => position));
    for (const { name, fromStart } of reactions)
      await this.reactions.updateOne(
        { _id: name },
        { $setOnInsert: { position: fromStart ? -1 : begin, token, updatedAt: new Date() } },
        { upsert: true },
      );
    const names = reactions.map(({ name }) => name);
    await this.change(names, token, {});
    const now = await this.reactions.find({ _id: { $in: [...names] } }).toArray();
    return new Map(now.map(({ _id, position }) => [_id, position]));
  }

  /** @throws ReactionsFenced when another process has taken over */
  async advance(names: readonly string[], token: number, position: number): Promise<void> {
    if (names.length > 0) await this.change(names, token, { position });
  }

  /** Notes an outcome; noting it again changes nothing but the time. */
  async note({ _id, ...outcome }: OutcomeDocument): Promise<void> {
    await this.outcomes.updateOne({ _id }, { $set: outcome }, { upsert: true });
  }

  async outcome(id: string): Promise<OutcomeDocument | null> {
    return this.outcomes.findOne({ _id: id });
  }

  /** Outcomes of one status, earliest fact first. */
  async list(status: OutcomeDocument['status'], limit = 100): Promise<OutcomeDocument[]> {
    return this.outcomes.find({ status }).sort({ 'event.position': 1 }).limit(limit).toArray();
  }

  async settle(id: string): Promise<void> {
    await this.outcomes.updateOne({ _id: id }, { $set: { status: 'settled' } });
  }

  private async change(names: readonly string[], token: number, change: Partial<ReactionDocument>): Promise<void> {
    const mine = { _id: { $in: [...names] }, token: { $lte: token } };
    const { matchedCount } = await this.reactions.updateMany(mine, {
      $set: { ...change, token, updatedAt: new Date() },
    });
    if (matchedCount < names.length) throw new ReactionsFenced();
  }
}
