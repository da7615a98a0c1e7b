import { Binary, type Collection, MongoBulkWriteError, type WriteError } from 'mongodb';
import { Gathered } from '../gathered.js';
import { mongoCall } from '../read-store/mongo-calls.js';
import type { MasterKey } from './master-key.js';
import type { KeyDocument } from './subject-keys.js';

const DUPLICATE_KEY = 11_000;
/** Longest that keys are waited for, ms. */
export const KEYS_LIMIT_MS = 10_000;

/**
 * Makes the keys of persons who have none. Those that are asked for while a write is under way are made by the next one, so that many
 * registrations share one wait for the disks. A key is given out when it is kept by a majority, on disk: what it seals can follow it, never
 * be there without it.
 */
export class KeyMaker {
  private readonly made: Gathered<KeyDocument>;

  constructor(
    private readonly collection: () => Collection<KeyDocument>,
    private readonly master: MasterKey,
    limitMs = KEYS_LIMIT_MS,
  ) {
    // One connection that hangs must not keep everybody from the others; a write that comes late only adds keys.
    const make = (persons: readonly string[]) => mongoCall('keys for sealing', () => this.keep(persons), limitMs);
    this.made = new Gathered(make, true);
  }

  /** The person's key as it is kept: a new one, the one that somebody else made first, or the fence of one that was destroyed. */
  async make(person: string): Promise<KeyDocument> {
    const key = await this.made.ask(person);
    if (!key) throw new Error('The key store did not return the key that it has');
    return key;
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
