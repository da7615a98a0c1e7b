import { Binary, type Collection, MongoBulkWriteError, type WriteError } from 'mongodb';
import { mongoCall } from '../read-store/mongo-calls.js';
import type { MasterKey } from './master-key.js';
import type { KeyDocument } from './subject-keys.js';

interface Asked {
  readonly done: (kept: KeyDocument) => void;
  readonly failed: (error: unknown) => void;
}

const DUPLICATE_KEY = 11_000;
/** Longest that keys are waited for, ms. */
export const KEYS_LIMIT_MS = 10_000;

/**
 * Makes the keys of persons who have none. Those that are asked for while a write is under way are made by the next one, so that many
 * registrations share one wait for the disks. A key is given out when it is kept by a majority, on disk: what it seals can follow it, never
 * be there without it.
 */
export class KeyMaker {
  private asked = new Map<string, Asked[]>();
  private making = false;

  constructor(
    private readonly collection: () => Collection<KeyDocument>,
    private readonly master: MasterKey,
    private readonly limitMs = KEYS_LIMIT_MS,
  ) {}

  /** The person's key as it is kept: a new one, the one that somebody else made first, or the fence of one that was destroyed. */
  make(person: string): Promise<KeyDocument> {
    return new Promise((done, failed) => {
      const others = this.asked.get(person);
      if (others) others.push({ done, failed });
      else this.asked.set(person, [{ done, failed }]);
      if (!this.making) void this.makeAll();
    });
  }

  private async makeAll(): Promise<void> {
    this.making = true;
    // Whoever asks in the same turn is in the first write already.
    await new Promise((later) => setImmediate(later));
    while (this.asked.size > 0) {
      const { asked } = this;
      this.asked = new Map();
      try {
        // One connection that hangs must not keep everybody from the others; a write that comes late only adds keys.
        const kept = await mongoCall('keys for sealing', () => this.keep([...asked.keys()]), this.limitMs);
        for (const [person, all] of asked) for (const one of all) settle(one, kept.get(person));
      } catch (error) {
        for (const all of asked.values()) for (const one of all) one.failed(error);
      }
    }
    this.making = false;
  }

  private async keep(persons: readonly string[]): Promise<Map<string, KeyDocument>> {
    const made = persons.map((_id): KeyDocument => {
      const { wrapped } = this.master.newKey(_id);
      return { _id, wrapped: new Binary(wrapped), createdAt: new Date(), destroyedAt: null };
    });
    const kept = new Map(made.map((key) => [key._id, key]));
    const known = await this.insert(made);
    if (known.length === 0) return kept;
    for (const person of known) kept.delete(person);
    for (const key of await this.collection()
      .find({ _id: { $in: [...known] } }, { batchSize: known.length + 1 })
      .toArray())
      kept.set(key._id, key);
    return kept;
  }

  /** @returns persons who have a key already, which stays as it is */
  private async insert(made: readonly KeyDocument[]): Promise<string[]> {
    try {
      await this.collection().insertMany([...made], { ordered: false });
      return [];
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError()) throw error;
      const errors = new Array<WriteError>().concat(error.writeErrors);
      if (errors.length === 0 || errors.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
      return errors.flatMap(({ index }) => made[index]?._id ?? []);
    }
  }
}

const settle = ({ done, failed }: Asked, key: KeyDocument | undefined): void =>
  key ? done(key) : failed(new Error('The key store did not return the key that it has'));
