import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Binary, Collection } from 'mongodb';
import { Rejection } from '../../kernel/rejection.js';
import { mongoCall } from '../read-store/mongo-calls.js';
import type { SealField } from '../streams/event-codec.js';
import { KeyLookup } from './key-lookup.js';
import { KeyMaker, KEYS_LIMIT_MS } from './key-maker.js';
import type { MasterKey } from './master-key.js';
import { ERASED, isReserved, isSealed, MASKED, seal, subjectOf, unseal } from './seal.js';

/** How long an opened key is kept in memory, ms. */
const OPENED_MS = 2_000;

/** Longest that a command or an answer waits for keys, ms. */
const LIMIT_MS = KEYS_LIMIT_MS;

/** A person's key as it is kept: outside the event store, wrapped by the master key. */
export interface KeyDocument {
  /** See `keyName`. */
  readonly _id: string;
  /** Null once destroyed: the row stays, so that no new key can ever be made for the person. */
  readonly wrapped: Binary | null;
  readonly createdAt: Date;
  readonly destroyedAt: Date | null;
}

/** What became of a person's key. Instants are ISO 8601. */
export interface KeyFate {
  readonly destroyedAt: string | null;
  /** From when on no process can have it in memory. */
  readonly cachesEmptyFrom: string | null;
  readonly sealingRefused: boolean;
}

const erasedRejection = (): Rejection =>
  new Rejection('PERSON_ERASED', {
    zh: '该人员的个人信息已销毁，不能再记录',
    en: 'The personal data of this person were erased; nothing more can be recorded',
  });

/**
 * The keys that seal personal data, one per person. Sealing always asks the key store, never a cache: after `destroy` no value
 * can be sealed for the person, and one that was sealed just before can no longer be opened. Every method rejects with
 * StoreUnavailable when the key store is away.
 */
export class SubjectKeys {
  /** Short-lived: how long another process may still open values after a destruction. */
  private readonly opened = new LRUCache<string, KeyObject>({ max: 20_000, ttl: OPENED_MS });

  private readonly lookup: KeyLookup;
  private readonly maker: KeyMaker;

  constructor(
    private readonly collection: () => Collection<KeyDocument>,
    private readonly master: MasterKey,
  ) {
    this.lookup = new KeyLookup(collection);
    this.maker = new KeyMaker(collection, master);
  }

  /** Whether the master key is the one that the kept keys are wrapped by; true where there are none. */
  async fit(): Promise<boolean> {
    const filter = { wrapped: { $ne: null } };
    const kept = await mongoCall('a kept key', () => this.collection().findOne(filter), LIMIT_MS);
    if (!kept?.wrapped) return true;
    try {
      this.master.unwrap(kept._id, kept.wrapped.buffer);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * A function that seals fields of these persons; makes the keys that are missing. Rejects for an erased person.
   * @param newcomer whose key is most likely missing: it is made without being looked for
   */
  async sealer(persons: readonly string[], newcomer?: string): Promise<SealField> {
    const keyOf = async (person: string): Promise<[string, KeyObject]> => [
      person,
      await mongoCall('key for sealing', () => this.keyForSealing(person, person === newcomer), LIMIT_MS),
    ];
    const keys = new Map(await Promise.all([...new Set(persons)].map(keyOf)));
    return (person, field, plain, reserved) => {
      const key = keys.get(person);
      if (!key) throw new Error('A field of another person than announced');
      return seal(key, person, field, plain, reserved);
    };
  }

  private async keyForSealing(person: string, isNew: boolean): Promise<KeyObject> {
    const kept = isNew ? null : await this.lookup.find(person);
    return this.unwrapped(kept ?? (await this.maker.make(person)));
  }

  private unwrapped(kept: KeyDocument): KeyObject {
    if (kept.wrapped === null) throw erasedRejection();
    return this.master.unwrap(kept._id, kept.wrapped.buffer);
  }

  /** Destroys a person's key for good; a person who has none yet gets a destroyed one. Repeating changes nothing. */
  async destroy(person: string): Promise<void> {
    await mongoCall('destruction of a key', () => this.fence(person));
    this.opened.delete(person);
  }

  /** What became of a person's key, and whether anything could still be sealed with one. */
  async fate(person: string): Promise<KeyFate> {
    const kept = await mongoCall('a key’s fate', () => this.collection().findOne({ _id: person }), LIMIT_MS);
    const destroyed = kept?.wrapped === null ? (kept.destroyedAt ?? null) : null;
    return {
      destroyedAt: destroyed?.toISOString() ?? null,
      cachesEmptyFrom: destroyed ? new Date(destroyed.getTime() + OPENED_MS).toISOString() : null,
      sealingRefused: destroyed !== null,
    };
  }

  /** How many values in a row were sealed with a person's key, and how many of them this process can still open. */
  async readable(row: unknown, person: string): Promise<{ sealed: number; readable: number }> {
    const tokens: string[] = [];
    replaced(row, (token) => {
      if (subjectOf(token) === person) tokens.push(token);
      return token;
    });
    if (tokens.length === 0) return { sealed: 0, readable: 0 };
    const opened = await this.openReserved(tokens);
    return { sealed: tokens.length, readable: opened.filter((value) => value !== ERASED).length };
  }

  private async fence(person: string): Promise<void> {
    // Insert first: between an update that finds nothing and an insert, another process could make a key that lives on.
    const destroyed = { wrapped: null, destroyedAt: new Date() };
    await this.collection().updateOne(
      { _id: person },
      { $setOnInsert: { ...destroyed, createdAt: new Date() } },
      { upsert: true },
    );
    await this.collection().updateOne({ _id: person, destroyedAt: null }, { $set: destroyed });
  }

  /**
   * The answer with every sealed token in it opened, ERASED where the key is gone, or masked when the reader may not see personal
   * data. Reserved ones are masked for every reader. Anything else is left as it is.
   */
  async open<T>(answer: T, mayRead: boolean): Promise<T> {
    return this.opening(answer, (token) => mayRead && !isReserved(token));
  }

  /**
   * The answer with every sealed token in it opened, the reserved ones too, or ERASED. Only for the module that a record belongs to,
   * once it has put on record who reads it and why.
   */
  async openReserved<T>(answer: T): Promise<T> {
    return this.opening(answer, () => true);
  }

  private async opening<T>(answer: T, mayRead: (token: string) => boolean): Promise<T> {
    const persons = new Set<string>();
    const masked = replaced(answer, (token) => {
      if (!mayRead(token)) return MASKED;
      persons.add(subjectOf(token));
      return token;
    }) as T;
    if (persons.size === 0) return masked;
    const keys = await mongoCall('keys for opening', () => this.keysForOpening([...persons]), LIMIT_MS);
    return replaced(masked, (token) => {
      const key = keys.get(subjectOf(token));
      return key ? unseal(key, token) : ERASED;
    }) as T;
  }

  private async keysForOpening(persons: string[]): Promise<Map<string, KeyObject>> {
    const keys = new Map<string, KeyObject>();
    const missing: string[] = [];
    for (const person of persons) {
      const key = this.opened.get(person);
      if (key) keys.set(person, key);
      else missing.push(person);
    }
    if (missing.length === 0) return keys;
    for await (const kept of this.collection().find({ _id: { $in: missing } })) {
      if (kept.wrapped === null) continue;
      const key = this.master.unwrap(kept._id, kept.wrapped.buffer);
      this.opened.set(kept._id, key);
      keys.set(kept._id, key);
    }
    return keys;
  }
}

const replaced = (value: unknown, by: (token: string) => string): unknown => {
  if (isSealed(value)) return by(value);
  if (Array.isArray(value)) return value.map((item) => replaced(item, by));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaced(item, by)]));
};
