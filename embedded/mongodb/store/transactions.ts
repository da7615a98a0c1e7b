import { LRUCache } from 'lru-cache';
import type { Database } from '../../storage/database.js';
import { document, type Reply } from '../bson/values.js';
import { MongoError } from '../errors.js';
import type { Retry, Store } from './engine.js';
import { Transaction, type Writers } from './transaction.js';

/** transactionLifetimeLimitSeconds of the real server. */
const LIFETIME_MS = 60_000;

type Ended = 'committed' | 'aborted';
const TRANSIENT = ['TransientTransactionError'];

export interface Surroundings {
  /** A connection of its own to the file. */
  readonly open: () => Database;
  /** Lets all other writes wait. */
  readonly hold: () => void;
  /** Lets them go on. @param changed whether the file is another now */
  readonly release: (changed: boolean) => void;
  /** Whether the file says that this transaction was committed: known after a restart too. */
  readonly wasCommitted: (retry: Retry) => boolean;
}

/** The transactions of all sessions: each sees the data as they were when it began; one at a time writes. */
export class Transactions implements Writers {
  private readonly running = new Map<string, Transaction>();
  private readonly ended = new LRUCache<string, { number: number; how: Ended }>({ max: 10_000 });
  private writer: Transaction | undefined;

  constructor(private readonly around: Surroundings) {}

  /** Begins one; an older one of the session is given up. @throws MongoError TransactionTooOld, ConflictingOperationInProgress */
  begin({ session, number }: Retry): void {
    const before = this.running.get(session);
    const last = before?.number ?? this.ended.get(session)?.number ?? -1;
    if (number < last) throw tooOld(number, last);
    if (number === last)
      throw new MongoError('ConflictingOperationInProgress', `Transaction ${number} has already been started`);
    if (before) this.abort(before);
    const expire = setTimeout(() => this.abort(transaction), LIFETIME_MS).unref();
    const transaction = new Transaction(session, number, this.around.open(), this, expire);
    this.running.set(session, transaction);
  }

  /** A retryable write of a session gives its older transaction up. @throws MongoError when the transaction is newer, or the same */
  supersede({ session, number }: Retry): void {
    const running = this.running.get(session);
    if (!running) return;
    if (number < running.number) throw tooOld(number, running.number);
    if (number === running.number)
      throw new MongoError('IncompleteTransactionHistory', `Transaction ${number} is under way: not a retryable write`);
    this.abort(running);
  }

  /** Gives up what sessions that have ended left open. */
  end(sessions: readonly string[]): void {
    for (const session of sessions) {
      const running = this.running.get(session);
      if (running) this.abort(running);
    }
  }

  /** Runs one command of a transaction. One that fails, or that has a failed statement, gives the transaction up. */
  async run(retry: Retry, work: (store: Store) => Reply | Promise<Reply>): Promise<Reply> {
    const transaction = this.current(retry);
    try {
      const reply = await work(transaction);
      if (reply.has('writeErrors') || Number(reply.get('nErrors') ?? 0) > 0) this.abort(transaction);
      return reply;
    } catch (error) {
      this.abort(transaction);
      throw error;
    }
  }

  /** Keeps what it wrote, on disk; again is the same as once. @throws MongoError NoSuchTransaction */
  commit(retry: Retry): Reply {
    if (this.isCommitted(retry)) return document({});
    const transaction = this.current(retry);
    try {
      transaction.commit();
    } catch (error) {
      this.abort(transaction);
      throw error;
    }
    this.finish(transaction, 'committed');
    return document({});
  }

  /** @throws MongoError NoSuchTransaction, TransactionCommitted */
  rollback(retry: Retry): Reply {
    this.abort(this.current(retry));
    return document({});
  }

  abortAll(): void {
    for (const transaction of [...this.running.values()]) this.abort(transaction);
  }

  /** Makes it the one that writes. @throws MongoError WriteConflict when another is */
  claim(transaction: Transaction): void {
    if (this.writer === transaction) return;
    if (this.writer) throw conflict();
    this.around.hold();
    this.writer = transaction;
  }

  private isCommitted(retry: Retry): boolean {
    const { session, number } = retry;
    if (this.running.get(session)?.number === number) return false;
    const ended = this.ended.get(session);
    return ended ? ended.number === number && ended.how === 'committed' : this.around.wasCommitted(retry);
  }

  private current(retry: Retry): Transaction {
    const { session, number } = retry;
    const running = this.running.get(session);
    if (running?.number === number) return running;
    if (this.isCommitted(retry))
      throw new MongoError('TransactionCommitted', `Transaction ${number} has been committed.`);
    throw new MongoError(
      'NoSuchTransaction',
      `Given transaction number ${number} does not match any in-progress transactions.`,
      new Map(),
      TRANSIENT,
    );
  }

  private abort(transaction: Transaction): void {
    if (this.running.get(transaction.session) !== transaction) return;
    transaction.rollback();
    this.finish(transaction, 'aborted');
  }

  private finish(transaction: Transaction, how: Ended): void {
    const { session, number } = transaction;
    this.running.delete(session);
    this.ended.set(session, { number, how });
    transaction.close();
    if (this.writer !== transaction) return;
    this.writer = undefined;
    this.around.release(how === 'committed');
  }
}

const tooOld = (number: number, last: number): MongoError =>
  new MongoError(
    'TransactionTooOld',
    `Cannot start transaction ${number} because a newer one, ${last}, has already started`,
  );

/** Another transaction changed, or is changing, the data: the client may begin again. */
export const conflict = (): MongoError =>
  new MongoError(
    'WriteConflict',
    'Write conflict during plan execution and yielding is disabled. Please retry your operation or multi-document transaction.',
    new Map(),
    TRANSIENT,
  );
