import type { Collection, Db } from 'mongodb';
import type { Recorded } from '../../../src/kernel/event.js';
import {
  PENDING,
  type PendingDocument,
  QUARANTINE,
  type QuarantineDocument,
} from '../../../src/platform/read-store/read-documents.js';

/** What could not be taken, and why. */
export interface Failure {
  readonly position: number;
  readonly type: string;
  readonly error: Error;
}

const WHOLE_VIEW = '';

/** The keys of one version of a view that wait for somebody to look at them, and the facts that wait with them. */
export class Quarantine {
  private readonly quarantined: Collection<QuarantineDocument>;
  private readonly waiting: Collection<PendingDocument>;
  private keys: ReadonlySet<string> = new Set();
  /** Positions that the whole view passes over on request. */
  private passed: ReadonlySet<number> = new Set();

  constructor(
    db: Db,
    private readonly viewId: string,
  ) {
    this.quarantined = db.collection(QUARANTINE);
    this.waiting = db.collection(PENDING);
  }

  /** Reads what is in quarantine: to be called before the first batch, and after anything that changes it. */
  async refresh(): Promise<void> {
    const all = await this.quarantined.find({ viewId: this.viewId }).toArray();
    this.keys = new Set(all.flatMap(({ key, status }) => (key !== null && status === 'open' ? [key] : [])));
    this.passed = new Set(all.find(({ key }) => key === null)?.skipped ?? []);
  }

  get size(): number {
    return this.keys.size;
  }

  holds(key: string): boolean {
    return this.keys.has(key);
  }

  passesOver(position: number): boolean {
    return this.passed.has(position);
  }

  async open(key: string | null): Promise<QuarantineDocument | null> {
    return this.quarantined.findOne({ _id: this.idOf(key), status: 'open' });
  }

  /** Positions that a key was told to pass over. */
  async skippedOf(): Promise<Map<string | null, readonly number[]>> {
    const all = await this.quarantined.find({ viewId: this.viewId }).toArray();
    return new Map(all.map(({ key, skipped }) => [key, skipped]));
  }

  /** Puts a key, or the whole view (null), into quarantine. */
  async put(key: string | null, failure: Failure, at: Date): Promise<void> {
    const { error, position, type } = failure;
    const entry = {
      viewId: this.viewId,
      key,
      status: 'open' as const,
      error: { name: error.name, message: error.message.slice(0, 2_000) },
      event: { position, type },
      at,
    };
    await this.quarantined.updateOne(
      { _id: this.idOf(key) },
      { $set: entry, $setOnInsert: { skipped: [] } },
      { upsert: true },
    );
    if (key !== null) this.keys = new Set([...this.keys, key]);
  }

  async resolve(key: string | null, skipped?: number): Promise<void> {
    const add = skipped === undefined ? {} : { $addToSet: { skipped } };
    await this.quarantined.updateOne({ _id: this.idOf(key) }, { $set: { status: 'resolved' }, ...add });
    await this.refresh();
  }

  async noteSkipped(key: string, position: number): Promise<void> {
    await this.quarantined.updateOne({ _id: this.idOf(key) }, { $addToSet: { skipped: position } });
  }

  /** Notes facts that wait for quarantined keys. Noting one again changes nothing. */
  async hold(facts: readonly { key: string; event: Recorded }[]): Promise<void> {
    if (facts.length === 0) return;
    const writes = facts.map(({ key, event: { position, stream, revision } }) => ({
      updateOne: {
        filter: { _id: `${this.viewId}|${position}|${key}` },
        update: { $set: { viewId: this.viewId, key, position, stream, revision } },
        upsert: true,
      },
    }));
    await this.waiting.bulkWrite(writes, { ordered: false });
  }

  /** The facts that wait for a key, in order. */
  async held(key: string): Promise<PendingDocument[]> {
    return this.waiting.find({ viewId: this.viewId, key }).sort({ position: 1 }).toArray();
  }

  /** Forgets facts of a key up to a position: they were taken or passed over. */
  async let(key: string, upTo: number): Promise<void> {
    await this.waiting.deleteMany({ viewId: this.viewId, key, position: { $lte: upTo } });
  }

  private idOf(key: string | null): string {
    return `${this.viewId}|${key ?? WHOLE_VIEW}`;
  }
}
