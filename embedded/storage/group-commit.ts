import type { Database } from './database.js';
import { StorageFailure, StorageFull, storageError } from './errors.js';

interface Submission {
  readonly bytes: number;
  readonly work: () => unknown;
  readonly undone: () => void;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Answer = () => void;

/** Up to so many bytes a write is small: it takes less than a millisecond. */
const SMALL = 64 * 1024;
/** So many bytes of larger writes take tens of milliseconds: nothing else is done in this process meanwhile. */
const MOST = 2 * 1024 * 1024;

/**
 * Lets writes that arrive in one turn of the event loop share one transaction, and so one wait for the disk: all that are small, and of
 * the larger as many as take a moment, so that who has little to write, as a sign of life, does not wait for who has much. A write that
 * fails by itself is undone alone; each is answered only after the commit that holds it.
 */
export class GroupCommit {
  private waiting: Submission[] = [];
  private committed: (() => void)[] = [];
  private paused = false;
  private lookingAfter = false;

  constructor(private readonly db: Database) {}

  /**
   * @param work reads and writes the database, synchronously; what it throws undoes it and rejects. It may be run again after it was undone
   * @param undone called when it was undone, before any write runs: what is in memory must follow the file again
   * @param bytes how much is written, about
   * @returns its result, once it is on disk
   * @throws StorageFull or StorageFailure when the commit failed: then nothing of the whole group was kept
   */
  submit<T>(work: () => T, undone: () => void = () => undefined, bytes = 0): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, undone, bytes, resolve: resolve as (result: unknown) => void, reject });
      if (this.waiting.length === 1) setImmediate(() => this.flush());
    });
  }

  /** Lets what is submitted wait: another connection of this process writes to the file. */
  pause(): void {
    this.paused = true;
  }

  /** Goes on with what waited. */
  resume(): void {
    this.paused = false;
    if (this.waiting.length > 0) setImmediate(() => this.flush());
    this.lookAfterLog();
  }

  /** Calls `listener` after every commit. */
  onCommit(listener: () => void): void {
    this.committed.push(listener);
  }

  /** Resolves when all that was submitted so far is answered, and the database can be closed. */
  async settled(): Promise<void> {
    while (this.waiting.length > 0 || this.lookingAfter) await new Promise<void>((done) => setImmediate(done));
  }

  private flush(): void {
    if (this.paused || this.waiting.length === 0) return;
    const group = this.nextGroup();
    if (this.waiting.length > 0) setImmediate(() => this.flush());
    let answers: Answer[];
    try {
      answers = this.together(group) ?? this.oneByOne(group);
      if (this.db.inTransaction) this.db.exec('COMMIT');
    } catch (error) {
      this.undo(group);
      for (const { reject } of group) reject(storageError(error));
      return;
    }
    for (const answer of answers) answer();
    for (const listener of this.committed) listener();
    this.lookAfterLog();
  }

  /** Takes those that share the next transaction from those that wait, in order; of the large ones the first at least. */
  private nextGroup(): Submission[] {
    let large = 0;
    const group: Submission[] = [];
    const left: Submission[] = [];
    for (const one of this.waiting) {
      const isSmall = one.bytes <= SMALL;
      if (!isSmall && large > 0 && large + one.bytes > MOST) {
        left.push(one);
        continue;
      }
      group.push(one);
      if (!isSmall) large += one.bytes;
    }
    this.waiting = left;
    return group;
  }

  /** Once the answers are on their way: who waits for them does not wait for the log to be merged. */
  private lookAfterLog(): void {
    if (this.lookingAfter) return;
    this.lookingAfter = true;
    setImmediate(() => {
      this.lookingAfter = false;
      this.db.keeper?.afterCommit();
    });
  }

  /**
   * All as one, as nearly always. Nothing is left of them, and nothing given, when one of several fails by itself: which of the others
   * may stay shows when each can be undone alone, and that costs a copy of every page that it changes.
   */
  private together(group: readonly Submission[]): Answer[] | undefined {
    const answers: Answer[] = [];
    this.db.exec('BEGIN IMMEDIATE');
    for (const { work, resolve, reject } of group)
      try {
        const result = work();
        answers.push(() => resolve(result));
      } catch (error) {
        this.throwStorage(error);
        this.undo(group);
        return group.length === 1 ? [() => reject(error)] : undefined;
      }
    return answers;
  }

  private oneByOne(group: readonly Submission[]): Answer[] {
    this.db.exec('BEGIN IMMEDIATE');
    return group.map(({ work, undone, resolve, reject }): Answer => {
      this.db.exec('SAVEPOINT one');
      try {
        const result = work();
        this.db.exec('RELEASE one');
        return () => resolve(result);
      } catch (error) {
        this.throwStorage(error);
        this.db.exec('ROLLBACK TO one');
        this.db.exec('RELEASE one');
        undone();
        return () => reject(error);
      }
    });
  }

  private undo(group: readonly Submission[]): void {
    if (this.db.inTransaction) this.db.exec('ROLLBACK');
    for (const { undone } of group) undone();
  }

  /** Throws again what the storage itself failed with: then the whole transaction goes. */
  private throwStorage(error: unknown): void {
    if (error instanceof StorageFull || (error instanceof StorageFailure && !this.db.inTransaction)) throw error;
    if (!this.db.inTransaction) throw storageError(error);
  }
}
