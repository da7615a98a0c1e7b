import type { Collection } from 'mongodb';
import type { KeyDocument } from './subject-keys.js';

interface Asked {
  readonly done: (kept: KeyDocument | null) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Reads the kept keys of persons. Those asked for in one turn of the event loop are read by one query, which is sent after they were
 * asked for: nothing is remembered, so a key that was destroyed before it was asked for is never found.
 */
export class KeyLookup {
  private asked = new Map<string, Asked[]>();

  constructor(private readonly collection: () => Collection<KeyDocument>) {}

  /** The kept key, null when the person has none. */
  find(person: string): Promise<KeyDocument | null> {
    return new Promise((done, failed) => {
      if (this.asked.size === 0) setImmediate(() => void this.read());
      const others = this.asked.get(person);
      if (others) others.push({ done, failed });
      else this.asked.set(person, [{ done, failed }]);
    });
  }

  private async read(): Promise<void> {
    const { asked } = this;
    this.asked = new Map();
    try {
      const query = this.collection().find({ _id: { $in: [...asked.keys()] } }, { batchSize: asked.size + 1 });
      const found = new Map((await query.toArray()).map((kept) => [kept._id, kept]));
      for (const [person, all] of asked) for (const one of all) one.done(found.get(person) ?? null);
    } catch (error) {
      for (const all of asked.values()) for (const one of all) one.failed(error);
    }
  }
}
