import type { Collection } from 'mongodb';
import { Gathered } from '../gathered.js';
import type { KeyDocument } from './subject-keys.js';

/**
 * Reads the kept keys of persons. Those asked for in one turn of the event loop are read by one query, which is sent after they were
 * asked for: nothing is remembered, so a key that was destroyed before it was asked for is never found.
 */
export class KeyLookup {
  private readonly kept: Gathered<KeyDocument>;

  constructor(collection: () => Collection<KeyDocument>) {
    this.kept = new Gathered(async (persons) => {
      const query = collection().find({ _id: { $in: [...persons] } }, { batchSize: persons.length + 1 });
      return new Map((await query.toArray()).map((kept) => [kept._id, kept]));
    });
  }

  /** The kept key, null when the person has none. */
  async find(person: string): Promise<KeyDocument | null> {
    return (await this.kept.ask(person)) ?? null;
  }
}
